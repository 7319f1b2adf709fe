import type { SubordinateIds } from "../forms/linux/subid.ts";
import type { HostId } from "../id/id.ts";
import { checkUint32 } from "../id/uint32.ts";
import type { IdMapping } from "../idmap/id-mapping.ts";
import { conclude, concludePlain, type Decision, type Step, step, type Trace } from "../kernel/decision/decision.ts";
import type { Errno } from "../kernel/decision/errno.ts";
import { processRules as rules } from "../kernel/rules/process-rules.ts";
import { expectArray, expectObject } from "../misuse/misuse.ts";

/**
 * Decides whether newuidmap(1) writes a map for a user, before the kernel is asked.
 *
 * @param uid - the user's own ID
 * @param grants - the subordinate IDs of the user, as `/etc/subuid` lists them
 * @param mappings - the map that is asked for
 * @returns the decision; EPERM, which stands for newuidmap's own refusal, when a range ends past 4294967295 or is not granted.
 * Whether ranges overlap it does not ask
 * @remarks newuidmap(1): the file grants, it maps nothing. Grants side by side count as one, and of the user's own ID one alone
 * needs no grant. `get_map_ranges` in shadow's `lib/idmapping.c`, `verify_range` in `newuidmap.c`; run, 4.13.
 * @example
 * ```ts
 * import { newuidmap } from "userns-sim/kernel";
 *
 * const grants = [{ owner: "alice", start: 100000, count: 65536 }];
 * const own = { containerId: 0, hostId: 1000, size: 1 };
 * newuidmap(1000, grants, [own, { containerId: 1, hostId: 100000, size: 65536 }]).allowed; // => true
 * newuidmap(1000, grants, [{ containerId: 0, hostId: 0, size: 1 }]).errno; // => "EPERM"
 * ```
 */
export function newuidmap(uid: HostId, grants: readonly SubordinateIds[], mappings: readonly IdMapping[]): Decision {
  expectGrants("newuidmap", uid, grants, mappings);
  const steps: Step[] = [];
  return concludePlain(steps, check(steps, uid, grants, mappings));
}

/** Answers {@link newuidmap} with the errno alone, `undefined` when it may. */
export function newuidmapErrno(
  uid: HostId,
  grants: readonly SubordinateIds[],
  mappings: readonly IdMapping[],
): Errno | undefined {
  expectGrants("newuidmap", uid, grants, mappings);
  return check(undefined, uid, grants, mappings);
}

/**
 * Decides whether newgidmap(1) writes a map for a user, before the kernel is asked.
 *
 * @param gid - the user's own group
 * @param grants - the subordinate groups of the user, as `/etc/subgid` lists them
 * @param mappings - the map that is asked for
 * @returns the decision; its value is what newgidmap writes to `/proc/PID/setgroups` before the map: `deny` where no range of the
 * map is one of the file, nothing otherwise. EPERM as of newuidmap
 * @remarks As {@link newuidmap}; who maps nothing but his own group must not get rid of it by setgroups(2). `verify_range` and
 * `write_setgroups` in shadow's `newgidmap.c`, since 4.6.
 * @example
 * ```ts
 * import { newgidmap } from "userns-sim/kernel";
 *
 * const grants = [{ owner: "alice", start: 100000, count: 65536 }];
 * const own = { containerId: 0, hostId: 1000, size: 1 };
 * newgidmap(1000, grants, [own]).value; // => "deny"
 * newgidmap(1000, grants, [own, { containerId: 1, hostId: 100000, size: 65536 }]).value; // => undefined
 * ```
 */
export function newgidmap(
  gid: HostId,
  grants: readonly SubordinateIds[],
  mappings: readonly IdMapping[],
): Decision<"deny" | undefined> {
  expectGrants("newgidmap", gid, grants, mappings);
  const steps: Step[] = [];
  return conclude(steps, check(steps, gid, grants, mappings), () => {
    // The file is asked before the own group is, so one line of it is enough, even for that group.
    if (mappings.some(({ hostId, size }) => isGranted(grants, hostId, hostId + size))) return undefined;
    steps.push(step(rules, "helper-setgroups", "changes", { gid }));
    return "deny";
  });
}

/** Answers {@link newgidmap} with the errno alone, `undefined` when it may. */
export function newgidmapErrno(
  gid: HostId,
  grants: readonly SubordinateIds[],
  mappings: readonly IdMapping[],
): Errno | undefined {
  expectGrants("newgidmap", gid, grants, mappings);
  return check(undefined, gid, grants, mappings);
}

function check(
  trace: Trace,
  uid: HostId,
  grants: readonly SubordinateIds[],
  mappings: readonly IdMapping[],
): Errno | undefined {
  const past = mappings.findIndex(({ containerId, hostId, size }) => Math.max(containerId, hostId) + size > MAX_END);
  if (past !== -1) {
    trace?.push(step(rules, "helper-overflow", "refuses", { line: past + 1 }));
    return "EPERM";
  }
  const refused = mappings.find((mapping) => !mayMap(uid, grants, mapping));
  if (refused === undefined) {
    trace?.push(step(rules, "helper-grant", "grants", { uid }));
    return undefined;
  }
  const { hostId: start, size } = refused;
  trace?.push(step(rules, "helper-grant", "refuses", { uid, start, end: start + size }));
  return "EPERM";
}

/** Where a range of shadow 4.13 ends at the latest, itself left out. */
const MAX_END = 4294967295;

/** `verify_range`: whether a range is the user's own ID, or granted. */
export function mayMap(uid: HostId, grants: readonly SubordinateIds[], { hostId, size }: IdMapping): boolean {
  return (size === 1 && hostId === uid) || (size > 0 && isGranted(grants, hostId, hostId + size));
}

/** Walks from grant to grant: they may lie side by side, or overlap, in any order. */
export function isGranted(grants: readonly SubordinateIds[], start: number, end: number): boolean {
  let next = start;
  while (next < end) {
    const at = next;
    const grant = grants.find((one) => one.start <= at && at < one.start + one.count);
    if (grant === undefined) return false;
    next = grant.start + grant.count;
  }
  return true;
}

export function expectGrants(
  caller: string,
  id: HostId,
  grants: readonly SubordinateIds[],
  mappings: readonly IdMapping[],
): void {
  checkUint32(caller, "the ID of the user", id);
  expectArray(caller, "grants", grants, "an array of entries, as parseSubid reads them");
  expectArray(caller, "mappings", mappings, "an array of mappings { containerId, hostId, size }");
  for (const mapping of mappings) {
    expectObject(caller, "each mapping", mapping, "an object { containerId, hostId, size }");
    checkUint32(caller, "each hostId", mapping.hostId);
    checkUint32(caller, "each size", mapping.size);
  }
}
