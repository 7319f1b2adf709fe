import { toUint32 } from "../../go/go-uint32.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import { type DefectName, isFixed } from "../defects/defects.ts";
import { type KubeletMapping, readGetsubids } from "./getsubids.ts";
import type { KubeletMappingError } from "./pool-error.ts";
import type { KubeletSettings, KubeletUser, WithGetsubids } from "./settings.ts";

/**
 * Learns which IDs the kubelet may hand out, as `getKubeletMappings`, `pkg/kubelet/kubelet_pods.go`, v1.36.3, in its
 * order: the account, the program, its output for users, for groups, whether the two are the same text, and what it
 * says. The default goes from `idsPerPod`, 0 to 4294967295, to 2^32, or to one slot below it.
 */
export function kubeletMapping(
  settings: KubeletSettings,
  idsPerPod: number,
  fixes: readonly DefectName[],
): Result<KubeletMapping, KubeletMappingError> {
  const { release } = settings;
  const user = accountSeen(settings);
  switch (user.kind) {
    case "no-account":
      return ok(defaultMapping(release, idsPerPod, fixes));
    case "lookup-fails":
      return refused("lookup-failed", user.text);
    case "no-getsubids":
      if (isFixed(release, fixes, "missing-getsubids")) return ok(defaultMapping(release, idsPerPod, fixes));
      return refused("getsubids-missing", 'exec: "getsubids": executable file not found in $PATH');
    case "getsubids":
      return subordinate(settings, user);
  }
}

/** The account as the kubelet sees it. */
export function accountSeen(settings: KubeletSettings): KubeletUser {
  return (isBlind(settings) ? undefined : settings.kubeletUser) ?? { kind: "no-account" };
}

/**
 * Whether the kubelet sees no account, whatever the node has: one that is built without cgo asks getent, and takes a missing
 * getent for a missing account. Source: kubernetes/kubernetes PR 135870, issue 141970.
 */
export function isBlind({ release, getent = true }: KubeletSettings): boolean {
  return !getent && traitAt(RELEASE_TABLE.accountLookup, release) === "getent";
}

function defaultMapping(release: Release, idsPerPod: number, fixes: readonly DefectName[]): KubeletMapping {
  const length = toUint32(4294967296 - idsPerPod);
  const isShorter = isFixed(release, fixes, "last-slot");
  return { firstId: idsPerPod, length: isShorter ? Math.max(length - idsPerPod, 0) : length };
}

function subordinate(
  { release }: KubeletSettings,
  { uids, gids }: WithGetsubids,
): Result<KubeletMapping, KubeletMappingError> {
  if ("failure" in uids) {
    const withCause = traitAt(RELEASE_TABLE.getsubidsError, release) === "additional uids, with the cause";
    const [what, cause] = withCause ? ["uids", `: ${uids.failure}`] : ["ids", ""];
    return refused("getsubids-failed", `error retrieving additional ${what} for user "kubelet"${cause}`);
  }
  if ("failure" in gids) return refused("getsubids-failed", 'error retrieving additional gids for user "kubelet"');
  if (uids.output !== gids.output)
    return refused("uids-and-gids-differ", 'mismatched subuids and subgids for user "kubelet"');
  const mapping = readGetsubids(uids.output);
  return mapping.ok ? mapping : refused(mapping.error.code, mapping.error.text);
}

function refused(code: KubeletMappingError["code"], text: string): Result<never, KubeletMappingError> {
  return err({ code, text: `kubelet mappings: ${text}` });
}
