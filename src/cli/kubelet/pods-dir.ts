import { compareNames } from "../../core/go/compare-names.ts";
import type { FoundOnDisk, PodOnDisk } from "../../core/node/audit/pod-on-disk.ts";
import type { DirectoryEntry, FoundFile } from "../base/directories.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName, reasonOf } from "../documents/input.ts";

/**
 * What stands in the directory, in the order in which a kubelet looks: by the bytes of the names. No link is followed.
 */
export async function readPodsDir(io: Io, path: string): Promise<readonly PodOnDisk[]> {
  const entries = await listed(io, path);
  const pods: PodOnDisk[] = [];
  for (const entry of entries) {
    if (pods.length % PODS_IN_A_BREATH === 0) await io.breathe();
    pods.push({ podUid: entry.name, found: await foundIn(io, path, entry) });
  }
  return pods.sort((a, b) => compareNames(a.podUid, b.podUid));
}

/** A file that a kubelet writes has some 130 bytes; this is 1 MiB. */
export const MAX_USERNS_BYTES = 1048576;
export const MAX_ENTRIES = 100_000;
const PODS_IN_A_BREATH = 1000;

async function listed(io: Io, path: string): Promise<readonly DirectoryEntry[]> {
  try {
    const entries = await io.directories.list(path, MAX_ENTRIES);
    if (entries.length <= MAX_ENTRIES) return entries;
  } catch (error) {
    const system = error as NodeJS.ErrnoException;
    throw new Failure(`${fileName(path)}: ${system.code === "ENOENT" ? "no such directory" : reasonOf(system)}`);
  }
  throw new Failure(`${fileName(path)}: more than ${MAX_ENTRIES} entries; no node has so many pods`);
}

async function foundIn(io: Io, path: string, { name, kind }: DirectoryEntry): Promise<FoundOnDisk> {
  if (kind === "symbolic-link") return { kind: "linked-pod" };
  if (kind === "other") return { kind: "no-pod" };
  return onDisk(await io.directories.read(path, [name, "userns"], MAX_USERNS_BYTES));
}

function onDisk(found: FoundFile): FoundOnDisk {
  switch (found.kind) {
    case "file":
      return { kind: "file", raw: new TextDecoder("utf-8", { ignoreBOM: true }).decode(found.bytes) };
    case "absent":
      return { kind: "no-file" };
    case "unreadable":
      return { kind: "unreadable", reason: reasonOf(found.error) };
    default:
      return { kind: found.kind };
  }
}
