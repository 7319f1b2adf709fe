import type { PidNamespace, ProcessOptions } from "../../../core/kernel/credentials/process.ts";
import type { UserNamespace } from "../../../core/kernel/credentials/user-namespace.ts";
import type { OwnedWord } from "../question/question.ts";

/** The namespaces of a process, by the names of `/proc/PID/ns`. */
export const OWNED: Readonly<Record<OwnedWord, Exclude<keyof ProcessOptions & `${string}Namespace`, "userNamespace">>> =
  {
    net: "networkNamespace",
    pid: "pidNamespace",
    ipc: "ipcNamespace",
    uts: "utsNamespace",
    cgroup: "cgroupNamespace",
    mnt: "mountNamespace",
    time: "timeNamespace",
  };

/** Namespaces of their own; the PID namespace lies in another one, in the host's unless given. */
export function ownedBy(
  owner: UserNamespace,
  words: readonly OwnedWord[],
  parent?: PidNamespace,
): Partial<ProcessOptions> {
  const own: PidNamespace = { id: owner.id, owner, ...(parent && { parent }) };
  return Object.fromEntries(words.map((word) => [OWNED[word], own]));
}
