import { expectOneOf, expectText, misuse } from "../../misuse/misuse.ts";
import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { capable, nsCapable } from "../credentials/has-capability.ts";
import type { Credentials } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { ownsOrCapable } from "../inode/inode-capability.ts";
import { MAY_READ, MAY_WRITE, S_ISVTX } from "../inode/mode.ts";
import { inodePermission, mountForWriting, searchPath } from "../inode/permission.ts";
import { attributeRules as rules } from "../rules/attribute-rules.ts";
import { maySetCapability } from "./file-capability.ts";
import { mayReadCapability, mayRemoveCapability } from "./shown-capability.ts";
import { mayWriteAttributes } from "./write-attribute.ts";

/** What is done with an attribute: getxattr(2), setxattr(2), removexattr(2). */
export type AttributeAccess = "get" | "set" | "remove";

const ACCESSES: readonly AttributeAccess[] = ["get", "set", "remove"];

const CAPABILITY = "security.capability";

/**
 * Decides whether a process may read, set or remove an extended attribute of a file.
 *
 * The attribute is taken to be there, but for `security.capability`, which the file has or has not.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param name - the name, which begins with `user.`, `trusted.` or `security.`; access control lists are set by `setAcl`
 * @param access - what is done with it
 * @returns the decision. EACCES: the path, or the bits for a user attribute. EPERM: not privileged, or no file that has such
 * attributes. ENODATA: to who reads, an attribute that he may not see is none. EOVERFLOW: see {@link readFileCapability}
 * @throws TypeError when the name begins with none of these.
 * @remarks xattr(7); `xattr_permission` in `fs/xattr.c`, `cap_inode_setxattr` and its siblings in `security/commoncap.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { accessAttribute, createMount, createProcess, createUserNamespace } from "userns-sim/kernel";
 * import { existingFile, initialNamespace } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const podRoot = createProcess({ userNamespace: createUserNamespace(initialNamespace(), { id: "pod-a", maps }) });
 * const onVolume = existingFile({ mode: 0o644, mount: createMount({ idmap: maps }) });
 * accessAttribute(podRoot, onVolume, "user.note", "set").allowed; // => true
 * accessAttribute(podRoot, onVolume, "trusted.note", "set").errno; // => "EPERM"
 * accessAttribute(podRoot, onVolume, "trusted.note", "get").errno; // => "ENODATA"
 * ```
 */
export function accessAttribute(process: Credentials, file: Inode, name: string, access: AttributeAccess): Decision {
  expectArguments(process, file, name, access);
  const steps: Step[] = [];
  return concludePlain(steps, mayAccess(steps, process, file, name, access));
}

/** Answers {@link accessAttribute} with the errno alone, `undefined` when it may. */
export function accessAttributeErrno(
  process: Credentials,
  file: Inode,
  name: string,
  access: AttributeAccess,
): Errno | undefined {
  expectArguments(process, file, name, access);
  return mayAccess(undefined, process, file, name, access);
}

function mayAccess(
  trace: Trace,
  process: Credentials,
  file: Inode,
  name: string,
  access: AttributeAccess,
): Errno | undefined {
  if (name === CAPABILITY)
    return (access === "get" ? mayReadCapability : access === "set" ? maySetCapability : mayRemoveCapability)(
      trace,
      process,
      file,
    );
  const writes = access !== "get";
  const errno =
    searchPath(trace, process, file.directory) ??
    (writes ? (mountForWriting(trace, file) ?? mayWriteAttributes(trace, file)) : undefined);
  if (errno !== undefined) return errno;
  const refusal = name.startsWith("security.")
    ? securityPermission(trace, process, file, writes)
    : name.startsWith("trusted.")
      ? trustedPermission(trace, process, writes)
      : userPermission(trace, process, file, writes);
  return refusal ?? (writes ? mayCopyUp(trace, file) : undefined);
}

/** `cap_inode_setxattr` and `cap_inode_removexattr`. */
function securityPermission(trace: Trace, process: Credentials, file: Inode, writes: boolean): Errno | undefined {
  if (!writes) {
    trace?.push(step(rules, "attribute-security", "grants", {}));
    return undefined;
  }
  const { userNamespace } = file.mount.superblock;
  trace?.push(step(rules, "attribute-security", "passes", { namespace: userNamespace.id }));
  return nsCapable(trace, process, userNamespace, CAP_SYS_ADMIN) ? undefined : "EPERM";
}

function trustedPermission(trace: Trace, process: Credentials, writes: boolean): Errno | undefined {
  trace?.push(step(rules, "attribute-trusted", "passes", {}));
  return capable(trace, process, CAP_SYS_ADMIN) ? undefined : noneFor(writes);
}

function userPermission(trace: Trace, process: Credentials, file: Inode, writes: boolean): Errno | undefined {
  const { type, mode } = file;
  // xattr(7): the bits of a link or a device do not say who may use what the inode holds, and all may fill a quota.
  if (type !== "regular" && type !== "directory") {
    trace?.push(step(rules, "attribute-user-type", "refuses", { type }));
    return noneFor(writes);
  }
  if (writes && type === "directory" && (mode & S_ISVTX) !== 0) {
    trace?.push(step(rules, "attribute-user-sticky", "passes", {}));
    if (!ownsOrCapable(trace, process, file)) return "EPERM";
  }
  return inodePermission(trace, process, file, writes ? MAY_WRITE : MAY_READ);
}

/** What may not be seen is not there. */
function noneFor(writes: boolean): Errno {
  return writes ? "EPERM" : "ENODATA";
}

function expectArguments(process: Credentials, file: Inode, name: string, access: AttributeAccess): void {
  expectProcess("accessAttribute", "process", process);
  expectFile("accessAttribute", "file", file);
  expectText("accessAttribute", "name", name);
  if (!/^(?:user|trusted|security)\../s.test(name))
    throw misuse("accessAttribute", "name", "one that begins with user., trusted. or security.", name);
  expectOneOf("accessAttribute", "access", access, ACCESSES);
}
