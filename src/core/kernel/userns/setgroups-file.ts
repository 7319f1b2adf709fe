import { checkInteger } from "../../id/integer.ts";
import { expectText } from "../../misuse/misuse.ts";
import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Credentials, Process } from "../credentials/process.ts";
import { expectNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { MAY_WRITE } from "../inode/mode.ts";
import { namespaceRules as rules } from "../rules/namespace-rules.ts";
import { mayOpenNamespaceFile } from "./id-map-file.ts";

/**
 * Decides whether a process may open `/proc/PID/setgroups` for writing.
 *
 * @param process - who asks, with its credentials
 * @param target - the process whose file it is
 * @returns the decision; EACCES for who gets past neither the mode of the file nor CAP_SYS_ADMIN over the target's namespace.
 * Who opens it for reading is not asked
 * @remarks The file has mode 0644, as the maps have: see {@link openIdMap}. Then `proc_setgroups_open` in `fs/proc/base.c`: the
 * owner of the namespace has that capability.
 * @example
 * ```ts
 * import { createProcess, openSetgroups, unshareUserNamespace } from "userns-sim/kernel";
 *
 * const alice = createProcess({ uid: 1000 });
 * const target = { ...(unshareUserNamespace(alice, "mine").value?.process ?? alice), dumpable: true };
 * openSetgroups(alice, target).allowed; // => true
 * openSetgroups(createProcess({ uid: 1001 }), target).errno; // => "EACCES"
 * openSetgroups(createProcess({ uid: 1001, capabilities: ["CAP_SYS_ADMIN"] }), target).errno; // => "EACCES"
 * ```
 */
export function openSetgroups(process: Credentials, target: Process): Decision {
  expectProcess("openSetgroups", "process", process);
  expectProcess("openSetgroups", "target", target);
  const steps: Step[] = [];
  return concludePlain(steps, mayOpen(steps, process, target));
}

/** Answers {@link openSetgroups} with the errno alone, `undefined` when it may. */
export function openSetgroupsErrno(process: Credentials, target: Process): Errno | undefined {
  expectProcess("openSetgroups", "process", process);
  expectProcess("openSetgroups", "target", target);
  return mayOpen(undefined, process, target);
}

function mayOpen(trace: Trace, process: Credentials, target: Process): Errno | undefined {
  const errno = mayOpenNamespaceFile(trace, process, target, MAY_WRITE);
  if (errno !== undefined) return errno;
  const namespace = target.userNamespace;
  trace?.push(step(rules, "setgroups-file-admin", "passes", { namespace: namespace.id }));
  return nsCapable(trace, process, namespace, CAP_SYS_ADMIN) ? undefined : "EACCES";
}

/**
 * Decides whether a text may be written to `/proc/PID/setgroups`, by who has it open.
 *
 * @param namespace - the namespace of the process whose file it is
 * @param text - what is written, `allow` or `deny`
 * @param position - the position in the file; 0 unless given
 * @returns the decision; its value is the namespace afterwards. EINVAL: neither `allow` nor `deny`, 8 bytes or more, or not at
 * the start. EPERM: `allow` after `deny`, or `deny` after gid_map
 * @remarks user_namespaces(7), "The /proc/pid/setgroups file"; `proc_setgroups_write` in `kernel/user_namespace.c`.
 * @example
 * ```ts
 * import { createUserNamespace, initialNamespace, writeSetgroups } from "userns-sim/kernel";
 *
 * const mine = createUserNamespace(initialNamespace(), { id: "mine", owner: 1000 });
 * writeSetgroups(mine, "deny\n").value?.setgroups; // => "deny"
 * writeSetgroups({ ...mine, setgroups: "deny" }, "allow").errno; // => "EPERM"
 * ```
 */
export function writeSetgroups(namespace: UserNamespace, text: string, position = 0): Decision<UserNamespace> {
  expectNamespace("writeSetgroups", "namespace", namespace);
  expectText("writeSetgroups", "text", text);
  checkInteger("writeSetgroups", "position", position, 0, Number.MAX_SAFE_INTEGER);
  const steps: Step[] = [];
  const word = wordAt(text, position);
  const errno = mayWrite(steps, namespace, word);
  return conclude(steps, errno, () => ({ ...namespace, setgroups: word as Word }));
}

/** Answers {@link writeSetgroups} with the errno alone, `undefined` when it may. */
export function writeSetgroupsErrno(namespace: UserNamespace, text: string, position = 0): Errno | undefined {
  expectNamespace("writeSetgroups", "namespace", namespace);
  expectText("writeSetgroups", "text", text);
  checkInteger("writeSetgroups", "position", position, 0, Number.MAX_SAFE_INTEGER);
  return mayWrite(undefined, namespace, wordAt(text, position));
}

type Word = "allow" | "deny";

function mayWrite(trace: Trace, namespace: UserNamespace, word: Word | undefined): Errno | undefined {
  if (word === undefined) return decided(trace, "setgroups-file-text", namespace, "EINVAL");
  trace?.push(step(rules, "setgroups-file-text", "passes", { word }));
  if (word === "allow")
    return decided(trace, "setgroups-file-allow", namespace, namespace.setgroups === "deny" ? "EPERM" : undefined);
  // Who has got groups that were mapped with setgroups(2) allowed must not lose the way to drop them.
  const isMapped = namespace.gidMap.mappings.length !== 0;
  return decided(trace, "setgroups-file-deny", namespace, isMapped ? "EPERM" : undefined);
}

function decided(
  trace: Trace,
  rule: "setgroups-file-text" | "setgroups-file-allow" | "setgroups-file-deny",
  namespace: UserNamespace,
  errno: Errno | undefined,
): Errno | undefined {
  trace?.push(step(rules, rule, errno === undefined ? "grants" : "refuses", { namespace: namespace.id }));
  return errno;
}

/** One of the two words at the start of the file, with space behind it but not before; the text ends at its first NUL. */
function wordAt(text: string, position: number): Word | undefined {
  if (position !== 0 || text.length >= 8) return undefined;
  const match = /^(allow|deny)[ \t\n\v\f\r]*(?:\0|$)/.exec(text);
  return match?.[1] as Word | undefined;
}
