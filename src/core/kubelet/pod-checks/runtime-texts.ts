import type { NodeFacts } from "../runtime/node-facts.ts";
import type { RuntimeVersion } from "../runtime/runtimes.ts";
import { reached } from "../runtime/version.ts";

/**
 * The runtime in whose words a container fails to start. Where none is named, that is runc below containerd, which is so
 * unless somebody configures it; CRI-O has had another default in every few versions.
 */
export function startingRuntime({ runtimes = [] }: NodeFacts): "runc" | "crun" | undefined {
  if (isNamed(runtimes, "crun")) return "crun";
  if (isNamed(runtimes, "runc") || !isNamed(runtimes, "cri-o")) return "runc";
  return undefined;
}

export function isNamed(runtimes: readonly RuntimeVersion[], runtime: string): boolean {
  return runtimes.some(({ name }) => name === runtime);
}

/**
 * What a runtime says, verbatim, about a user or a primary group that is not mapped; `undefined` where its words are
 * not known, as those of a pre-release of runc 1.2, containerd's where no runtime is given.
 *
 * containerd looks before it calls the runtime below: `failed to do idmap to get host ID`, `internal/cri/server`; runc
 * `setupUser`, `libcontainer/init_linux.go`, reworded in 1.2.
 */
export function unmappedIdText(
  kind: "user" | "group",
  id: number,
  runtimes: readonly RuntimeVersion[],
): string | undefined {
  if (runtimes.length === 0 || isNamed(runtimes, "containerd"))
    return `failed to do idmap to get host ID: ${noHostIdText(id)}`;
  const runc = runtimes.find(({ name }) => name === "runc");
  if (runc === undefined) return undefined;
  const letter = kind === "user" ? "u" : "g";
  const isReworded = reached(runc.version, [1, 2]);
  if (isReworded === "pre-release") return undefined;
  return isReworded === "yes"
    ? `cannot set${letter}id to unmapped ${letter}id ${id} in user namespace`
    : `cannot set ${letter}id to unmapped user in user namespace`;
}

/** Says what containerd says about any ID that is not mapped, as when it copies an image for a pod. */
export function noHostIdText(id: number): string {
  return `container ID ${id} cannot be mapped to a host ID`;
}

/** What is said about a further group that is not mapped: Go writes errors small, and crun has them from strerror(3). */
export function unmappedGroupText(facts: NodeFacts): string | undefined {
  const runtime = startingRuntime(facts);
  if (runtime === undefined) return undefined;
  return runtime === "crun" ? "setgroups: Invalid argument" : "setgroups: invalid argument";
}

/** What is said about a mount that cannot be mapped. crun names the place in the container, runc the source. */
export function unmappableMountText(
  source: string | undefined,
  mountPath: string,
  facts: NodeFacts,
): string | undefined {
  const runtime = startingRuntime(facts);
  if (runtime === "crun")
    return `mount_setattr \`${mountPath}\` (maybe the file system used doesn't support idmap mounts on this kernel?): Invalid argument`;
  if (runtime === undefined || source === undefined) return undefined;
  return `failed to set MOUNT_ATTR_IDMAP on ${source}: invalid argument (maybe the filesystem used doesn't support idmap mounts on this kernel?)`;
}

/** What runc says about a sysfs that it may not mount; what stands between is not the same in all its versions. */
export const SYSFS_TEXT = 'error mounting "sysfs" to rootfs at "/sys": …: operation not permitted';
