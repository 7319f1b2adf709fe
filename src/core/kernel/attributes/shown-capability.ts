import { type ContainerId, NO_ID } from "../../id/id.ts";
import { CAP_SETFCAP } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { uidIn } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { capabilityRoot, isRootHereOrAbove } from "../exec/exec-capabilities.ts";
import { inUpperLayer, mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type FileCapability, type Inode } from "../inode/file.ts";
import { capableOver } from "../inode/inode-capability.ts";
import { mountForWriting, searchPath } from "../inode/permission.ts";
import { attributeRules as rules } from "../rules/attribute-rules.ts";
import { mayWriteAttributes } from "./write-attribute.ts";

/** The capabilities of a file, as getcap(8) is shown them. */
export interface ShownCapability extends Omit<FileCapability, "rootId"> {
  /** Whose root gave them, as the reader sees it; `undefined` where they are shown in the older form, version 2. */
  readonly rootId: ContainerId | undefined;
}

/**
 * Decides whether a process may read the capabilities of a file, as getcap(8) does, and shows them.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @returns the decision; its value is what the process is shown. ENODATA: the file has none. EOVERFLOW: another root gave
 * them, whom the process's namespace has no ID for
 * @remarks getxattr(2), capabilities(7); `cap_inode_getsecurity` in `security/commoncap.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, existingFile, initialNamespace } from "userns-sim/kernel";
 * import { readFileCapability } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const podRoot = createProcess({ userNamespace: createUserNamespace(initialNamespace(), { id: "pod-a", maps }) });
 * const capability = { permitted: 0x400, inheritable: 0, effective: true, rootId: 65536 };
 * const program = existingFile({ uid: 65536, mode: 0o755, capability });
 * readFileCapability(podRoot, program).value?.rootId; // => undefined
 * readFileCapability(createProcess(), program).value?.rootId; // => 65536
 * ```
 */
export function readFileCapability(process: Credentials, file: Inode): Decision<ShownCapability> {
  expectProcess("readFileCapability", "process", process);
  expectFile("readFileCapability", "file", file);
  const steps: Step[] = [];
  return conclude(steps, mayReadCapability(steps, process, file), () => ({
    ...(file.capability as FileCapability),
    rootId: shownRoot(process, file, file.capability as FileCapability),
  }));
}

/** Answers {@link readFileCapability} with the errno alone, `undefined` when it may. */
export function readFileCapabilityErrno(process: Credentials, file: Inode): Errno | undefined {
  expectProcess("readFileCapability", "process", process);
  expectFile("readFileCapability", "file", file);
  return mayReadCapability(undefined, process, file);
}

/**
 * Decides whether a process may take the capabilities of a file away, as `setcap -r` does.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @returns the decision; its value is the file afterwards. EPERM: no CAP_SETFCAP over the file, or the mount cannot express
 * whose file it is. ENODATA: the file has none
 * @remarks removexattr(2); `cap_inode_removexattr` in `security/commoncap.c`. Who gave them plays no part.
 * @example
 * ```ts
 * import { createProcess, existingFile, removeFileCapability } from "userns-sim/kernel";
 *
 * const capability = { permitted: 0x400, inheritable: 0, effective: true, rootId: undefined };
 * const program = existingFile({ uid: 1000, mode: 0o755, capability });
 * removeFileCapability(createProcess(), program).value?.capability; // => undefined
 * removeFileCapability(createProcess({ uid: 1000 }), program).errno; // => "EPERM"
 * ```
 */
export function removeFileCapability(process: Credentials, file: Inode): Decision<Inode> {
  expectProcess("removeFileCapability", "process", process);
  expectFile("removeFileCapability", "file", file);
  const steps: Step[] = [];
  return conclude(steps, mayRemoveCapability(steps, process, file), () => ({
    ...inUpperLayer(file),
    capability: undefined,
  }));
}

/** Answers {@link removeFileCapability} with the errno alone, `undefined` when it may. */
export function removeFileCapabilityErrno(process: Credentials, file: Inode): Errno | undefined {
  expectProcess("removeFileCapability", "process", process);
  expectFile("removeFileCapability", "file", file);
  return mayRemoveCapability(undefined, process, file);
}

export function mayReadCapability(trace: Trace, process: Credentials, file: Inode): Errno | undefined {
  const errno = searchPath(trace, process, file.directory);
  if (errno !== undefined) return errno;
  const { capability } = file;
  if (capability === undefined) return absent(trace);
  const { userNamespace } = process;
  const root = capabilityRoot(file, capability);
  const id = uidIn(userNamespace, root);
  const shown = id !== NO_ID || isRootHereOrAbove(userNamespace, root);
  const facts = { root, namespace: userNamespace.id };
  trace?.push(
    shown
      ? step(rules, "file-capability-shown", "grants", { ...facts, id: shownRoot(process, file, capability) ?? 0 })
      : step(rules, "file-capability-shown", "refuses", facts),
  );
  return shown ? undefined : "EOVERFLOW";
}

export function mayRemoveCapability(trace: Trace, process: Credentials, file: Inode): Errno | undefined {
  const errno =
    searchPath(trace, process, file.directory) ?? mountForWriting(trace, file) ?? mayWriteAttributes(trace, file);
  if (errno !== undefined) return errno;
  trace?.push(step(rules, "file-capability-remover", "passes", {}));
  if (!capableOver(trace, process, file, CAP_SETFCAP)) return "EPERM";
  return file.capability === undefined ? absent(trace) : mayCopyUp(trace, file);
}

/** Version 3 only where it says something: for a root who is not user 0 of the reader. */
function shownRoot({ userNamespace }: Credentials, file: Inode, capability: FileCapability): ContainerId | undefined {
  const id = uidIn(userNamespace, capabilityRoot(file, capability));
  return id === NO_ID || id === 0 ? undefined : id;
}

function absent(trace: Trace): Errno {
  trace?.push(step(rules, "file-capability-absent", "refuses", {}));
  return "ENODATA";
}
