import type { OwnedNamespace, Process, ProcessOptions } from "../../../core/kernel/credentials/process.ts";
import type { UserNamespace } from "../../../core/kernel/credentials/user-namespace.ts";
import type { OwnedWord } from "../question/question.ts";

/** The namespaces of a process, by the names of `/proc/PID/ns`. */
export const OWNED: Readonly<
  Record<OwnedWord, Exclude<keyof Process & `${string}Namespace`, "userNamespace" | "memoryNamespace">>
> = {
  net: "networkNamespace",
  pid: "pidNamespace",
  ipc: "ipcNamespace",
  cgroup: "cgroupNamespace",
  mnt: "mountNamespace",
};

export function ownedBy(owner: UserNamespace, words: readonly OwnedWord[]): Partial<ProcessOptions> {
  const own: OwnedNamespace = { id: owner.id, owner };
  return Object.fromEntries(words.map((word) => [OWNED[word], own]));
}
