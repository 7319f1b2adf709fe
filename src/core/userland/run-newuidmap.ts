import { expectProcess } from "../kernel/credentials/expect-process.ts";
import { kgidOf, kuidOf } from "../kernel/credentials/kernel-ids.ts";
import type { Process } from "../kernel/credentials/process.ts";
import type { UserNamespace } from "../kernel/credentials/user-namespace.ts";
import { concludePlain, type Decision, type Step, step } from "../kernel/decision/decision.ts";
import { DEFAULT_SETTINGS, expectSettings } from "../kernel/decision/kernel-settings.ts";
import { execFile } from "../kernel/exec/exec-file.ts";
import { existingFile, expectFile, type Inode } from "../kernel/inode/file.ts";
import { processRules as rules } from "../kernel/rules/process-rules.ts";
import { openIdMap } from "../kernel/userns/id-map-file.ts";
import { openSetgroups, writeSetgroups } from "../kernel/userns/setgroups-file.ts";
import { writeIdMap } from "../kernel/userns/write-id-map.ts";
import { expectObject } from "../misuse/misuse.ts";
import type { HelperAsked, HelperCall } from "./helper-asked.ts";
import { helperText, ownId } from "./helper-text.ts";
import { expectGrants, newgidmap, newuidmap } from "./newuidmap.ts";

/** What came of a run of newuidmap(1) or newgidmap(1): its value is the target's namespace afterwards. */
export type HelperRun = Decision<UserNamespace> & {
  /** What was asked last. */
  readonly call: HelperCall;
  /** What the program prints; `undefined` where it prints nothing, because all went well or it was not started. */
  readonly says: string | undefined;
};

/**
 * Runs newuidmap(1): the exec with its set-user-ID bit or its file capabilities, its own checks, then the kernel's.
 *
 * @param asked - who calls it, for which process, with which map
 * @returns the decision with its value, the namespace with the map; `call` is what was asked last, `says` what is printed.
 * EPERM at `target`, `arguments` and `grant` stands for newuidmap's own refusal, which has a text and exit code 1, but no error
 * of the kernel
 * @remarks In its order: the target's owner, the arguments, the grants, then opening and writing the file, as whoever the exec
 * made of the caller. Run: shadow 4.13 of Debian, which keeps user 0; a build with libcap's header becomes the caller again and
 * keeps CAP_SETUID alone, which matters only where the bounding set lacks CAP_SYS_ADMIN or CAP_DAC_OVERRIDE.
 * @example
 * ```ts
 * import { unwrap } from "userns-sim";
 * import { createProcess, existingFile, runNewuidmap, unshareUserNamespace } from "userns-sim/kernel";
 *
 * const caller = createProcess({ uid: 1000, gid: 1000 });
 * const target = unshareUserNamespace(caller, "rootless").value?.process ?? caller;
 * const grants = [{ owner: "alice", start: 100000, count: 65536 }];
 * const mappings = [{ containerId: 0, hostId: 100000, size: 65536 }];
 * runNewuidmap({ caller, target, mappings, grants }).allowed; // => true
 *
 * const program = existingFile({ mode: 0o755 }); // its set-user-ID bit was lost
 * runNewuidmap({ caller, target, mappings, grants, program }).says;
 * // => "newuidmap: write to uid_map failed: Operation not permitted"
 * ```
 */
export function runNewuidmap(asked: HelperAsked): HelperRun {
  return runHelper("uid", asked);
}

/**
 * Runs newgidmap(1): as newuidmap(1), and where nothing of the map is in `/etc/subgid` it denies setgroups(2) first.
 *
 * @param asked - who calls it, for which process, with which map
 * @returns the decision with its value, the namespace with the map and its setgroups; else as of {@link runNewuidmap}
 * @remarks `write_setgroups` and `write_mapping` in shadow's `newgidmap.c`; run, 4.13 of Debian.
 * @example
 * ```ts
 * import { createProcess, runNewgidmap, unshareUserNamespace } from "userns-sim/kernel";
 *
 * const caller = createProcess({ uid: 1000, gid: 1000 });
 * const target = unshareUserNamespace(caller, "rootless").value?.process ?? caller;
 * const own = { containerId: 0, hostId: 1000, size: 1 };
 * runNewgidmap({ caller, target, mappings: [own], grants: [] }).value?.setgroups; // => "deny"
 * ```
 */
export function runNewgidmap(asked: HelperAsked): HelperRun {
  return runHelper("gid", asked);
}

function expectAsked(caller: string, asked: HelperAsked): void {
  expectObject(caller, "asked", asked, "an object { caller, target, mappings, grants }");
  expectProcess(caller, "caller", asked.caller);
  expectProcess(caller, "target", asked.target);
  expectGrants(caller, 0, asked.grants, asked.mappings);
  if (asked.program !== undefined) expectFile(caller, "program", asked.program);
  if (asked.settings !== undefined) expectSettings(caller, asked.settings);
}

function runHelper(kind: "uid" | "gid", asked: HelperAsked): HelperRun {
  expectAsked(kind === "uid" ? "runNewuidmap" : "runNewgidmap", asked);
  const { caller, target, mappings, grants, program = installedBy(caller), settings = DEFAULT_SETTINGS } = asked;
  const started = execFile(caller, program, settings);
  if (!started.allowed) return ended(kind, "exec", asked, [], started);
  const { value: helper, steps: before } = started;
  const owned = belongsTo(caller, target);
  if (!owned.allowed) return ended(kind, "target", asked, before, owned);
  const foregoing = [...before, ...owned.steps];
  const own = ownId(kind, caller);
  const granted = kind === "uid" ? newuidmap(own, grants, mappings) : newgidmap(own, grants, mappings);
  if (!granted.allowed) {
    const call = granted.decidedBy === "helper-overflow" ? "arguments" : "grant";
    return ended(kind, call, asked, foregoing, granted);
  }
  const checked = [...foregoing, ...granted.steps];
  const denied = granted.value === "deny" ? denySetgroups(helper, target) : undefined;
  if (denied?.allowed === false) return ended(kind, "setgroups", asked, checked, denied);
  const prepared = [...checked, ...(denied?.steps ?? [])];
  const opened = openIdMap(helper, target, "w");
  if (!opened.allowed) return ended(kind, "open", asked, prepared, opened);
  const namespace = denied?.value ?? target.userNamespace;
  const text = mappings.map(({ containerId, hostId, size }) => `${containerId} ${hostId} ${size}\n`).join("");
  const written = writeIdMap(helper, namespace, kind, text, { settings });
  return ended(kind, "write", asked, [...prepared, ...opened.steps], written);
}

/** In a container whose image has the program, it belongs to the container's root, and to nobody where that has none. */
function installedBy({ userNamespace }: Process): Inode {
  return existingFile({ mode: 0o4755, uid: kuidOf(userNamespace, 0), gid: kgidOf(userNamespace, 0) });
}

/** `getuid() != st.st_uid`, and the same for the group: the directory of the process belongs to its effective IDs. */
function belongsTo({ ruid: uid, rgid: gid }: Process, { euid: owner, egid: group }: Process): Decision {
  const isOwn = uid === owner && gid === group;
  const facts = isOwn ? { uid, gid } : { uid, gid, owner, group };
  const steps: Step[] = [step(rules, "helper-target", isOwn ? "passes" : "refuses", facts)];
  return concludePlain(steps, isOwn ? undefined : "EPERM");
}

/** Nothing is written where it is denied already. */
function denySetgroups(helper: Process, target: Process): Decision<UserNamespace> {
  const opened = openSetgroups(helper, target);
  if (!opened.allowed) return opened;
  const { userNamespace } = target;
  if (userNamespace.setgroups === "deny") return { ...opened, value: userNamespace };
  const written = writeSetgroups(userNamespace, "deny\n");
  const { steps } = opened;
  return { ...written, steps: [...steps, ...written.steps], decidedAt: steps.length + written.decidedAt };
}

function ended(
  kind: "uid" | "gid",
  call: HelperCall,
  asked: HelperAsked,
  before: readonly Step[],
  decision: Decision<UserNamespace> | (Decision<unknown> & { readonly allowed: false }),
): HelperRun {
  const says = decision.allowed ? undefined : helperText(kind, call, decision, asked);
  const steps = [...before, ...decision.steps];
  return { ...decision, steps, decidedAt: before.length + decision.decidedAt, call, says };
}
