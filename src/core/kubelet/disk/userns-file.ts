import { formatKubeletUserns, parseKubeletUserns } from "../../forms/kubernetes/kubelet-userns.ts";
import { isUint32 } from "../../id/uint32.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import { findPod, type PodList } from "../lists/pod-list.ts";
import type { ConfigurationOfFile, FileInvalid, StoreFailed } from "../settings/errors.ts";
import type { KubeletPodRange } from "../settings/pod-ranges.ts";
import { DEFAULT_ROOT_DIRECTORY, type KubeletSettings } from "../settings/settings.ts";
import { makeDirectory, type OpenDirectory, type PodEntry } from "./disk.ts";

/**
 * Opens the directory of a pod, as the kubelet does to read in it too: one that does not exist is made. The content of
 * the file `userns` is empty when there is none.
 *
 * `NewFileStore`, `pkg/kubelet/util/store/filestore.go`: `MkdirAll` comes before everything else.
 */
export function openPod(
  pods: OpenDirectory,
  podUid: string,
  { release, rootDirectory = DEFAULT_ROOT_DIRECTORY }: KubeletSettings,
): { readonly pods: PodList<PodEntry>; readonly content: Result<string, StoreFailed> } {
  const entry = pods === null ? undefined : findPod(pods, podUid);
  const opened = entry === undefined || pods === null ? makeDirectory(pods, podUid) : pods;
  const path = `${rootDirectory}/pods/${podUid}`;
  switch (entry?.kind) {
    case "file":
      return { pods: opened, content: ok(entry.raw) };
    case "file-for-directory":
      return {
        pods: opened,
        content: err({
          code: "not-a-directory",
          podUid,
          text: `${traitAt(RELEASE_TABLE.storePrefix, release)}mkdir ${path}: not a directory`,
        }),
      };
    case "directory-for-file":
      return {
        pods: opened,
        content: err({ code: "is-a-directory", podUid, text: `read ${path}/userns: is a directory` }),
      };
    default:
      return { pods: opened, content: ok("") };
  }
}

/**
 * `parseUserNsFileAndRecord`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3: the range that the file names,
 * `undefined` for 0 bytes, or why the kubelet cannot use the file. The full stops are upstream's.
 */
export function readUserns(
  podUid: string,
  raw: string,
  release: Release,
): Result<KubeletPodRange | undefined, FileInvalid | ConfigurationOfFile> {
  const written = writtenByKubelet(raw);
  if (written !== undefined) return ok({ podUid, ...written });
  const parsed = parseKubeletUserns(raw);
  if (!parsed.ok) {
    const { line, column } = parsed.error;
    const text = `${traitAt(RELEASE_TABLE.filePrefix, release)}line ${line}, column ${column}: ${parsed.error.code}`;
    return err({ code: "file-invalid", podUid, cause: parsed.error, text });
  }
  const refused = (code: ConfigurationOfFile["code"], text: string): Result<never, ConfigurationOfFile> =>
    err({ code, podUid, text: `invalid user namespace configuration: ${text}` });
  if (parsed.value === undefined) return ok(undefined);
  const [uid, ...moreUids] = parsed.value.uidMappings;
  const [gid, ...moreGids] = parsed.value.gidMappings;
  if (uid === undefined || moreUids.length > 0) return refused("not-one-mapping", "no more than one mapping allowed.");
  if (gid === undefined || moreGids.length > 0)
    return refused("gids-not-like-uids", "GID and UID mappings should be identical.");
  if (uid.hostId !== gid.hostId || uid.containerId !== gid.containerId || uid.length !== gid.length)
    return refused("mappings-differ", "GID and UID mapping should be identical");
  if (uid.containerId !== 0) return refused("root-not-mapped", "UID 0 must be mapped");
  return ok({ podUid, hostId: uid.hostId, length: uid.length });
}

/** What the very bytes say that a kubelet writes; `undefined` of any other text. */
export function writtenByKubelet(raw: string): Pick<KubeletPodRange, "hostId" | "length"> | undefined {
  const [, , first, count] = WRITTEN_BY_KUBELET.exec(raw) ?? [];
  const [hostId, length] = [Number(first), Number(count)];
  return isUint32(hostId) && isUint32(length) ? { hostId, length } : undefined;
}

/**
 * The very bytes that a kubelet writes, which nearly every file has: told apart without the decoder, whose answer would be the
 * same thirty times later.
 */
const WRITTEN_BY_KUBELET =
  /^\{"uidMappings":\[(\{"hostId":(0|[1-9]\d{0,9}),"containerId":0,"length":(0|[1-9]\d{0,9})\})\],"gidMappings":\[\1\]\}$/;

/** `writeMappingsToFile`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3. */
export function formatUserns({ hostId, length }: KubeletPodRange): string {
  const mappings = [{ hostId, containerId: 0, length }];
  return formatKubeletUserns({ uidMappings: mappings, gidMappings: mappings });
}
