import { type HostId, NO_ID } from "../../id/id.ts";
import { checkInteger } from "../../id/integer.ts";
import { expectBoolean, expectObject } from "../../misuse/misuse.ts";
import { ALL_CAPABILITIES, type CapabilitySet } from "../credentials/capability.ts";
import { CAP_SETFCAP } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { kuidOf, uidIn } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { inUpperLayer, mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { inodeUid } from "../inode/file-owner.ts";
import { capableOver } from "../inode/inode-capability.ts";
import { mountForWriting, refused, searchPath } from "../inode/permission.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";

/** The capabilities that setcap(8) gives to a file. */
export interface GivenCapability {
  /** The capabilities the program gets. */
  readonly permitted: CapabilitySet;
  /** The capabilities it gets when the process has them as inheritable; none unless given. */
  readonly inheritable?: CapabilitySet;
  /** Whether they are put into effect at once; `true` unless given. */
  readonly effective?: boolean;
}

/**
 * Decides whether a process may give capabilities to a file, as setcap(8) does.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param given - the capabilities
 * @returns the decision; its value is the file afterwards, whose capability says whose root gave it. EPERM: no CAP_SETFCAP
 * over the file. EINVAL: the root of the process's namespace has no ID on disk
 * @remarks capabilities(7), "File capability extended attribute versioning"; `cap_convert_nscap` in `security/commoncap.c`.
 * Through an idmapped mount a pod's root is 0 on disk, so what it gives counts on the host as well.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createMount, createProcess, createUserNamespace } from "userns-sim/kernel";
 * import { existingFile, initialNamespace, setFileCapability } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const podRoot = createProcess({ userNamespace: createUserNamespace(initialNamespace(), { id: "pod-a", maps }) });
 * const plain = existingFile({ uid: 65536, gid: 65536, mode: 0o755 });
 * setFileCapability(podRoot, plain, { permitted: 0x400 }).value?.capability?.rootId; // => 65536
 * const onVolume = existingFile({ mode: 0o755, mount: createMount({ idmap: maps }) });
 * setFileCapability(podRoot, onVolume, { permitted: 0x400 }).value?.capability?.rootId; // => 0
 * ```
 */
export function setFileCapability(process: Credentials, file: Inode, given: GivenCapability): Decision<Inode> {
  expectProcess("setFileCapability", "process", process);
  expectFile("setFileCapability", "file", file);
  expectGiven(given);
  const steps: Step[] = [];
  return conclude(steps, maySetCapability(steps, process, file), () => ({
    ...inUpperLayer(file),
    capability: {
      permitted: given.permitted,
      inheritable: given.inheritable ?? 0,
      effective: given.effective ?? true,
      rootId: isVersion2(undefined, process, file) ? undefined : rootInInode(process, file),
    },
  }));
}

/** Answers {@link setFileCapability} with the errno alone, `undefined` when it may. */
export function setFileCapabilityErrno(process: Credentials, file: Inode, given: GivenCapability): Errno | undefined {
  expectProcess("setFileCapability", "process", process);
  expectFile("setFileCapability", "file", file);
  expectGiven(given);
  return maySetCapability(undefined, process, file);
}

export function maySetCapability(trace: Trace, process: Credentials, file: Inode): Errno | undefined {
  const errno = searchPath(trace, process, file.directory) ?? mountForWriting(trace, file);
  if (errno !== undefined) return errno;
  trace?.push(step(rules, "file-capability-setter", "passes", {}));
  if (!capableOver(trace, process, file, CAP_SETFCAP)) return "EPERM";
  if (!isVersion2(trace, process, file)) {
    const kuid = kuidOf(process.userNamespace, 0);
    const rootId = rootInInode(process, file);
    const namespace = process.userNamespace.id;
    trace?.push(
      step(rules, "file-capability-root", rootId === NO_ID ? "refuses" : "grants", { namespace, kuid, rootId }),
    );
    if (rootId === NO_ID) return "EINVAL";
  }
  return file.immutable ? refused(trace, "immutable-file", "EPERM") : mayCopyUp(trace, file);
}

/** Version 2 does not say whose root it is, so it is for those who have the capability over the whole filesystem. */
function isVersion2(trace: Trace, process: Credentials, file: Inode): boolean {
  const { idmap, superblock } = file.mount;
  const plain = idmap === undefined && nsCapable(trace, process, superblock.userNamespace, CAP_SETFCAP);
  trace?.push(
    step(rules, "file-capability-version", plain ? "grants" : "passes", {
      namespace: process.userNamespace.id,
      giver: superblock.userNamespace.id,
    }),
  );
  return plain;
}

function rootInInode(process: Credentials, file: Inode): HostId {
  const rootId = inodeUid(file.mount, kuidOf(process.userNamespace, 0));
  // What is written is a number of the filesystem's namespace.
  return uidIn(file.mount.superblock.userNamespace, rootId) === NO_ID ? NO_ID : rootId;
}

function expectGiven(given: GivenCapability): void {
  expectObject("setFileCapability", "given", given, "an object such as { permitted: capabilitySet([…]) }");
  const { permitted, inheritable = 0, effective = true } = given;
  checkInteger("setFileCapability", "permitted", permitted, 0, ALL_CAPABILITIES);
  checkInteger("setFileCapability", "inheritable", inheritable, 0, ALL_CAPABILITIES);
  expectBoolean("setFileCapability", "effective", effective);
}
