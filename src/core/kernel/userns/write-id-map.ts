import type { FormError } from "../../forms/form/form-error.ts";
import { fitsProcMapWrite, parseProcMap } from "../../forms/kernel/proc-map.ts";
import type { LineFault } from "../../forms/kernel/proc-map-line.ts";
import { checkInteger } from "../../id/integer.ts";
import { CompiledMap, type IdMap } from "../../idmap/id-map.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { expectBoolean, expectObject, expectOneOf, misuse } from "../../misuse/misuse.ts";
import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { ID_MAP_KINDS, type IdMapKind, mapOf, withMap } from "../credentials/id-map-kind.ts";
import type { Credentials } from "../credentials/process.ts";
import { expectNamespace, sameNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Facts, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import type { FactWords } from "../decision/fact-word.ts";
import { DEFAULT_SETTINGS, expectSettings, isAtLeast, type KernelSettings } from "../decision/kernel-settings.ts";
import { namespaceRules as rules } from "../rules/namespace-rules.ts";
import { isPermitted } from "./id-map-permission.ts";

/** What about a write is out of the ordinary. */
export interface IdMapWriteOptions {
  /** Who writes, when the file was opened by another process and handed on. */
  readonly writer?: Credentials;
  /** The position in the file; 0 unless given. */
  readonly position?: number;
  /** Whether the call is pwrite(2), which some libraries use for every write to a position. */
  readonly positioned?: boolean;
  /** The settings of the machine: the release of the kernel. */
  readonly settings?: KernelSettings;
}

/**
 * Decides whether a text may be written to the map of a user namespace, and gives the namespace with its map.
 *
 * That the file can be opened at all is another question: see `openIdMap`.
 *
 * @param opener - the process that opened `/proc/PID/uid_map`, and writes unless another writer is given
 * @param namespace - the namespace of the process whose file it is
 * @param kind - which of its maps
 * @param text - the text: a string stands for its UTF-8 bytes
 * @param options - what is out of the ordinary
 * @returns the decision; its value is the namespace with the map, composed to the kernel's IDs. EPERM and EINVAL in the
 * kernel's order: whose file it is, the length, whether it is written already, CAP_SYS_ADMIN, the text, the permission to map
 * these IDs, and that the parent has them
 * @remarks user_namespaces(7), "Defining user and group ID mappings: writing to uid_map and gid_map"; `map_write` in
 * `kernel/user_namespace.c`.
 * @example
 * ```ts
 * import { createProcess, createUserNamespace, initialNamespace, writeIdMap } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a" });
 * const root = createProcess();
 * writeIdMap(root, pod, "uid", "0 65536 65536").value?.uidMap.mappings.length; // => 1
 * writeIdMap(root, pod, "uid", "0 4294901760 65536").errno; // => "EINVAL"
 * writeIdMap(createProcess({ uid: 1000 }), pod, "uid", "0 1000 1").decidedBy; // => "capability-held"
 * ```
 */
export function writeIdMap(
  opener: Credentials,
  namespace: UserNamespace,
  kind: IdMapKind,
  text: string | Uint8Array,
  options: IdMapWriteOptions = {},
): Decision<UserNamespace> {
  expectProcess("writeIdMap", "opener", opener);
  expectNamespace("writeIdMap", "namespace", namespace);
  expectOneOf("writeIdMap", "kind", kind, ID_MAP_KINDS);
  expectWrite(text, options);
  const steps: Step[] = [];
  const map = write(steps, opener, namespace, kind, text, options);
  const errno = typeof map === "string" ? map : undefined;
  return conclude(steps, errno, () => withMap(namespace, kind, map as IdMap));
}

/** Answers {@link writeIdMap} with the errno alone, `undefined` when it may. */
export function writeIdMapErrno(
  opener: Credentials,
  namespace: UserNamespace,
  kind: IdMapKind,
  text: string | Uint8Array,
  options: IdMapWriteOptions = {},
): Errno | undefined {
  expectProcess("writeIdMap", "opener", opener);
  expectNamespace("writeIdMap", "namespace", namespace);
  expectOneOf("writeIdMap", "kind", kind, ID_MAP_KINDS);
  expectWrite(text, options);
  const map = write(undefined, opener, namespace, kind, text, options);
  return typeof map === "string" ? map : undefined;
}

function write(
  trace: Trace,
  opener: Credentials,
  namespace: UserNamespace,
  kind: IdMapKind,
  text: string | Uint8Array,
  { writer = opener, position = 0, positioned = false, settings = DEFAULT_SETTINGS }: IdMapWriteOptions,
): IdMap | Errno {
  // pwrite(2) fails before the file is asked: it has no position to write to.
  if (positioned) return refuse(trace, "map-positioned-write", "ESPIPE", {});
  const { id, parent } = namespace;
  if (parent === undefined) return refuse(trace, "map-initial", "EPERM", {});
  // It is the opener who counts, and a grandparent is neither, not even with host root in it.
  const from = opener.userNamespace;
  if (!sameNamespace(from, namespace) && !sameNamespace(from, parent))
    return refuse(trace, "map-opener-namespace", "EPERM", { opener: from.id, namespace: id });
  trace?.push(step(rules, "map-opener-namespace", "passes", { opener: from.id, namespace: id }));
  if (position !== 0 || !fits(text))
    return refuse(trace, "map-write-length", "EINVAL", { length: text.length, position });
  // Whatever is written. A write that failed does not count.
  if (mapOf(namespace, kind).mappings.length !== 0)
    return refuse(trace, "map-written-once", "EPERM", { kind, namespace: id });
  // Nobody reads the text of an opener who has no power over the namespace; project IDs are no matter of power.
  if (kind !== "projid") {
    trace?.push(step(rules, "map-opener-admin", "passes", { namespace: id }));
    if (!nsCapable(trace, opener, namespace, CAP_SYS_ADMIN)) return "EPERM";
  }
  const map = readText(trace, text, settings);
  if (typeof map === "string") return map;
  if (!isPermitted(trace, { opener, writer, namespace, parent, kind, map, settings })) return "EPERM";
  return inParent(trace, map, parent, kind);
}

/** The kernel's parser, and its limit in the release at hand. */
function readText(trace: Trace, text: string | Uint8Array, settings: KernelSettings): IdMap | Errno {
  const read = parseProcMap(text);
  if (!read.ok) {
    const { line, column } = read.error;
    return refuse(trace, "map-text", "EINVAL", { code: faultOf(read.error), line, column });
  }
  const lines = read.value.mappings.length;
  // user_namespaces(7): "In Linux 4.14 and earlier, this limit was (arbitrarily) set at 5 lines. Since Linux 4.15, the limit
  // is 340 lines." And "at least one line must be written to the file": a form without lines is no map here.
  const limit = isAtLeast(settings, 4, 15) ? lines : 5;
  if (lines > limit) return refuse(trace, "map-text", "EINVAL", { code: "too-many-mappings", line: 6, column: 1 });
  trace?.push(step(rules, "map-text", "passes", { lines }));
  return read.value;
}

/** What is no text, or too long, was refused before it was read. */
function faultOf(error: FormError): FactWords["code"] {
  return error.code === "bad-map" ? error.cause.code : (error.code as LineFault["code"]);
}

/**
 * The last loop of `map_write`: "the mapped user IDs (group IDs) must in turn have a mapping in the parent user namespace",
 * and every line within one line of the parent's map.
 *
 * ```
 * parent   [0 ───── 10)[10 ───── 20)     two lines, side by side
 * child         [5 ───── 15)             refused, although each ID is mapped
 * ```
 */
function inParent(trace: Trace, map: IdMap, parent: UserNamespace, kind: IdMapKind): IdMap | Errno {
  const mappings: IdMapping[] = [];
  for (const { containerId, hostId: start, size } of map.mappings) {
    const end = start + size;
    const line = mapOf(parent, kind).mappings.find(
      (outer) => outer.containerId <= start && end <= outer.containerId + outer.size,
    );
    if (line === undefined)
      return refuse(trace, "map-inside-parent", "EPERM", { line: mappings.length + 1, start, end, parent: parent.id });
    mappings.push({ containerId, hostId: line.hostId + (start - line.containerId), size });
  }
  trace?.push(step(rules, "map-inside-parent", "grants", { parent: parent.id }));
  // `sort_idmaps`: more than five lines are kept, and read back, in ascending order.
  return CompiledMap.of(mappings.length > 5 ? mappings.sort((a, b) => a.containerId - b.containerId) : mappings);
}

function refuse(
  trace: Trace,
  rule:
    | "map-positioned-write"
    | "map-initial"
    | "map-opener-namespace"
    | "map-write-length"
    | "map-written-once"
    | "map-text"
    | "map-inside-parent",
  errno: Errno,
  facts: Facts,
): Errno {
  trace?.push(step(rules, rule, "refuses", facts));
  return errno;
}

function fits(text: string | Uint8Array): boolean {
  return typeof text === "string" ? fitsProcMapWrite(text) : text.length < 4096;
}

function expectWrite(text: string | Uint8Array, options: IdMapWriteOptions): void {
  if (typeof text !== "string" && !(text instanceof Uint8Array))
    throw misuse("writeIdMap", "text", "a string or a Uint8Array", text);
  expectObject("writeIdMap", "options", options, "an object such as { position: 1 }");
  const { writer, position = 0, positioned = false, settings = DEFAULT_SETTINGS } = options;
  if (writer !== undefined) expectProcess("writeIdMap", "writer", writer);
  checkInteger("writeIdMap", "position", position, 0, Number.MAX_SAFE_INTEGER);
  expectBoolean("writeIdMap", "positioned", positioned);
  expectSettings("writeIdMap", settings);
}
