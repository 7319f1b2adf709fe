import type { RuntimeVersion } from "../runtime/runtimes.ts";
import { isAtLeast } from "../runtime/version.ts";

/**
 * What a runtime says, verbatim, about a user or a primary group that is not mapped; `undefined` where its words are
 * not known, containerd's where no runtime is given.
 *
 * containerd looks before it calls the runtime below: `failed to do idmap to get host ID`, `internal/cri/server`; runc
 * `setupUser`, `libcontainer/init_linux.go`, reworded in 1.2.
 */
export function unmappedIdText(
  kind: "user" | "group",
  id: number,
  runtimes: readonly RuntimeVersion[],
): string | undefined {
  if (runtimes.length === 0 || runtimes.some(({ name }) => name === "containerd"))
    return `failed to do idmap to get host ID: ${noHostIdText(id)}`;
  const runc = runtimes.find(({ name }) => name === "runc");
  if (runc === undefined) return undefined;
  const letter = kind === "user" ? "u" : "g";
  return isAtLeast(runc.version, [1, 2])
    ? `cannot set${letter}id to unmapped ${letter}id ${id} in user namespace`
    : `cannot set ${letter}id to unmapped user in user namespace`;
}

/** Says what containerd says about any ID that is not mapped, as when it copies an image for a pod. */
export function noHostIdText(id: number): string {
  return `container ID ${id} cannot be mapped to a host ID`;
}

/** What runc says about a further group that is not mapped. */
export const UNMAPPED_GROUP_TEXT = "setgroups: invalid argument";
