import type { NodeFacts } from "../runtime/node-facts.ts";
import type { RuntimeVersion } from "../runtime/runtimes.ts";
import { type Reached, reached, type Version } from "../runtime/version.ts";

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

/** Whether containerd does what came with a version; one of today where no runtime is given. */
export function containerdReached(runtimes: readonly RuntimeVersion[], since: Version): Reached {
  if (runtimes.length === 0) return "yes";
  const containerd = runtimes.find(({ name }) => name === "containerd");
  return containerd === undefined ? "no" : reached(containerd.version, since);
}

/** Since when containerd looks at a user before it calls the runtime below: pull request 10906, not in 2.0.0 (issue 11091). */
export const LOOKS_AT_USER_SINCE: Version = [2, 0, 1];

/** Since when containerd makes the first namespaces of a pod: `UnshareAfterEnterUserns`, pull request 10607. */
export const UNSHARES_SINCE: Version = [2, 0];

/**
 * What a runtime says, verbatim, about a user or a primary group that is not mapped; `undefined` where its words are
 * not known, as those of a pre-release of runc 1.2, containerd's where no runtime is given.
 *
 * containerd: `failed to do idmap to get host ID`, `internal/cri/server`; runc: `setupUser`, `libcontainer/init_linux.go`,
 * reworded in 1.2.
 */
export function unmappedIdText(
  kind: "user" | "group",
  id: number,
  runtimes: readonly RuntimeVersion[],
): string | undefined {
  const isLookedAt = containerdReached(runtimes, LOOKS_AT_USER_SINCE);
  if (isLookedAt === "yes") return `failed to do idmap to get host ID: ${noHostIdText(id)}`;
  if (isLookedAt !== "no") return undefined;
  const runc = runtimes.find(({ name }) => name === "runc");
  if (runc === undefined) return undefined;
  const letter = kind === "user" ? "u" : "g";
  const isReworded = reached(runc.version, [1, 2]);
  if (isReworded !== "yes" && isReworded !== "no") return undefined;
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

/**
 * What is said about a mount that cannot be mapped. crun names the place in the container, and says since 1.13 what it may be
 * (pull request 1382); runc names the source.
 */
export function unmappableMountText(
  source: string | undefined,
  mountPath: string,
  facts: NodeFacts,
): string | undefined {
  const runtime = startingRuntime(facts);
  const crun = facts.runtimes?.find(({ name }) => name === "crun");
  if (crun !== undefined) {
    const saysMore = reached(crun.version, [1, 13]);
    if (saysMore !== "yes" && saysMore !== "no") return undefined;
    const hint = saysMore === "yes" ? " (maybe the file system used doesn't support idmap mounts on this kernel?)" : "";
    return `mount_setattr \`${mountPath}\`${hint}: Invalid argument`;
  }
  if (runtime === undefined || source === undefined) return undefined;
  return `failed to set MOUNT_ATTR_IDMAP on ${source}: invalid argument (maybe the filesystem used doesn't support idmap mounts on this kernel?)`;
}

/** What containerd says about mounts with mappings before it knows what to do with them. */
export const REFUSED_MOUNT_TEXT = 'idmap mounts not yet supported, but they were requested for: "…"';

/** What the runtime says that asks the one below, with `features`, before it starts a container. */
export function featuresText(above: RuntimeVersion, below: RuntimeVersion): string | undefined {
  if (above.name === "cri-o")
    return "idmap mounts specified but OCI runtime does not support them. Perhaps the OCI runtime is too old";
  const since = FEATURES_SINCE.find(([name]) => name === below.name)?.[1];
  // What containerd says below one that has no such command is not known.
  return above.name === "containerd" && since !== undefined && reached(below.version, since) === "yes"
    ? "idmap mounts not supported: missing `mountExtensions.idmap` entry in `features` command"
    : undefined;
}

/** The first versions with the command `features`: the changes of runc 1.1, and of crun 1.8.6. */
const FEATURES_SINCE: readonly (readonly [runtime: string, since: Version])[] = [
  ["runc", [1, 1]],
  ["crun", [1, 8, 6]],
];

/** What runc says about a sysfs that it may not mount; what stands between is not the same in all its versions. */
export const SYSFS_TEXT = 'error mounting "sysfs" to rootfs at "/sys": …: operation not permitted';
