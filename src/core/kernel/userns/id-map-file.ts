import { showProcMap } from "../../forms/kernel/proc-map-shown.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { viewFrom } from "../../idmap/view.ts";
import { expectOneOf } from "../../misuse/misuse.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { ID_MAP_KINDS, type IdMapKind, mapOf } from "../credentials/id-map-kind.ts";
import type { Credentials, Process } from "../credentials/process.ts";
import { expectNamespace, sameNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { MAY_READ, MAY_WRITE } from "../inode/mode.ts";
import { inodePermission } from "../inode/permission.ts";
import { procFile } from "../inode/proc-file.ts";
import { namespaceRules as rules } from "../rules/namespace-rules.ts";

/**
 * Decides whether a process may open `/proc/PID/uid_map`, `gid_map` or `projid_map`.
 *
 * @param process - the process that opens it
 * @param target - the process whose file it is
 * @param mode - how it is opened
 * @returns the decision; EACCES for writing by who is neither the owner nor has a capability over the file. Reading is for all
 * @remarks The files have mode 0644 and belong to the effective user of the target, or to a root where that is not dumpable:
 * `task_dump_owner` in `fs/proc/base.c`.
 * @example
 * ```ts
 * import { createProcess, openIdMap } from "userns-sim/kernel";
 *
 * const target = createProcess({ uid: 1000, gid: 1000 });
 * openIdMap(createProcess({ uid: 1001, gid: 1001 }), target, "r").allowed; // => true
 * openIdMap(createProcess({ uid: 1001, gid: 1001 }), target, "rw").errno; // => "EACCES"
 * ```
 */
export function openIdMap(process: Credentials, target: Process, mode: "r" | "w" | "rw"): Decision {
  expectProcess("openIdMap", "process", process);
  expectProcess("openIdMap", "target", target);
  expectOneOf("openIdMap", "mode", mode, ["r", "w", "rw"]);
  const steps: Step[] = [];
  return concludePlain(steps, mayOpen(steps, process, target, mode));
}

/** Answers {@link openIdMap} with the errno alone, `undefined` when it may. */
export function openIdMapErrno(process: Credentials, target: Process, mode: "r" | "w" | "rw"): Errno | undefined {
  expectProcess("openIdMap", "process", process);
  expectProcess("openIdMap", "target", target);
  expectOneOf("openIdMap", "mode", mode, ["r", "w", "rw"]);
  return mayOpen(undefined, process, target, mode);
}

function mayOpen(trace: Trace, process: Credentials, target: Process, mode: "r" | "w" | "rw"): Errno | undefined {
  const want = mode === "r" ? MAY_READ : mode === "w" ? MAY_WRITE : MAY_READ | MAY_WRITE;
  return mayOpenNamespaceFile(trace, process, target, want);
}

/** The mode that all files of a process about its user namespace have, which is asked before they are. */
export function mayOpenNamespaceFile(
  trace: Trace,
  process: Credentials,
  target: Process,
  want: number,
): Errno | undefined {
  const file = procFile(target, 0o644);
  trace?.push(step(rules, "map-file", "passes", { uid: file.uid, gid: file.gid }));
  return inodePermission(trace, process, file, want);
}

/**
 * Reads a map of a user namespace as `/proc/PID/uid_map` shows it.
 *
 * It is the namespace of the opener that counts, not that of the reader: a descriptor keeps its view wherever it is handed.
 *
 * @param namespace - the namespace whose map it is
 * @param opener - the namespace of the process that opened the file
 * @param kind - which map
 * @returns the lines: the host column holds the opener's ID for the first one of the line, 4294967295 where it has none; in
 * the parent's IDs for who is in the namespace itself. No line at all when the map is not written
 * @remarks user_namespaces(7): "How field two is interpreted depends on whether the process that opened uid_map and the
 * process pid are in the same user namespace"; `uid_m_show` in `kernel/user_namespace.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createUserNamespace, initialNamespace, readIdMap } from "userns-sim/kernel";
 *
 * const host = initialNamespace();
 * const a = createUserNamespace(host, { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const b = createUserNamespace(host, { id: "pod-b", maps: podIdMap({ start: 131072, size: 65536 }) });
 * readIdMap(b, host, "uid"); // => [{ containerId: 0, hostId: 131072, size: 65536 }]
 * readIdMap(b, a, "uid"); // => [{ containerId: 0, hostId: 4294967295, size: 65536 }]
 * ```
 */
export function readIdMap(namespace: UserNamespace, opener: UserNamespace, kind: IdMapKind): readonly IdMapping[] {
  expectNamespace("readIdMap", "namespace", namespace);
  expectNamespace("readIdMap", "opener", opener);
  expectOneOf("readIdMap", "kind", kind, ID_MAP_KINDS);
  const { parent } = namespace;
  const viewer = parent !== undefined && sameNamespace(namespace, opener) ? parent : opener;
  return viewFrom(mapOf(namespace, kind), mapOf(viewer, kind));
}

/**
 * Gives the text of `/proc/PID/uid_map`, `gid_map` or `projid_map`.
 *
 * @param namespace - the namespace whose map it is
 * @param opener - the namespace of the process that opened the file
 * @param kind - which map
 * @returns the lines of {@link readIdMap}, as cat(1) shows them
 * @example
 * ```ts
 * import { initialNamespace, showIdMap } from "userns-sim/kernel";
 *
 * showIdMap(initialNamespace(), initialNamespace(), "gid"); // => "         0          0 4294967295\n"
 * ```
 */
export function showIdMap(namespace: UserNamespace, opener: UserNamespace, kind: IdMapKind): string {
  expectNamespace("showIdMap", "namespace", namespace);
  expectNamespace("showIdMap", "opener", opener);
  expectOneOf("showIdMap", "kind", kind, ID_MAP_KINDS);
  return showProcMap(readIdMap(namespace, opener, kind));
}
