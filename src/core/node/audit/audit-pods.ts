import { compareNames } from "../../go/compare-names.ts";
import { goQuote } from "../../go/go-text.ts";
import { possibleStarts } from "../../kubelet/history/possible-starts.ts";
import { step } from "../../kubelet/history/step.ts";
import { createKubelet } from "../../kubelet/manager/kubelet.ts";
import { reservedSlots, slotsTouched } from "../../kubelet/manager/manager.ts";
import { emptyManager, type OpenManager } from "../../kubelet/manager/open-manager.ts";
import { record } from "../../kubelet/manager/record.ts";
import type { StartError } from "../../kubelet/settings/errors.ts";
import type { KubeletPodRange } from "../../kubelet/settings/pod-ranges.ts";
import type { KubeletPool } from "../../kubelet/settings/pool.ts";
import { checkSettings, type KubeletSettings } from "../../kubelet/settings/settings.ts";
import { expectIterable, expectObject } from "../../misuse/misuse.ts";
import type { Release } from "../../releases/releases.ts";
import type { AuditFinding } from "./audit-finding.ts";
import { fileFindings } from "./file-findings.ts";
import { overlapsAmong, sharedBy } from "./overlaps.ts";
import { type AuditedFile, entryOf, readPodFile, startMessage } from "./pod-file.ts";
import { expectOnDisk, type PodOnDisk } from "./pod-on-disk.ts";

/** What {@link auditPods} can be told besides. */
export interface AuditOptions {
  /** The UIDs of the pods that there are; nobody's files are orphans unless given. */
  readonly pods?: Iterable<string>;
}

/** What a pods directory comes to. */
export interface PodsAudit {
  /** The pool of the kubelet; `undefined` where it does not start, or gives no pod a range. */
  readonly pool: KubeletPool | undefined;
  /** Whether the kubelet would start with these files. */
  readonly nextStart: NextStart;
  /** What is there, in numbers. */
  readonly counts: AuditCounts;
  /** What is wrong, file by file, then pair by pair. */
  readonly findings: readonly AuditFinding[];
  /** The ranges that files name, in the order of the directory. */
  readonly ranges: readonly KubeletPodRange[];
}

/** Whether a kubelet would start. */
export interface NextStart {
  /** The answer. */
  readonly outcome: "starts" | "refused" | "undecided";
  /**
   * What decides it where it is undecided: a file that could not be read, or which defects the release still has, of which
   * nobody knows: `fixesNotKnown` of `RELEASE_TABLE`.
   */
  readonly dependsOn: "file" | "fixes" | undefined;
  /** Why it would not, or, where that depends on the fixes, why it might not. */
  readonly error: StartError | undefined;
  /** What it says, word by word; `undefined` where it starts, where another file may be refused first, or nobody knows. */
  readonly says: string | undefined;
}

/** What is in a pods directory, in numbers. */
export interface AuditCounts {
  /** Directories of pods. */
  readonly pods: number;
  /** Those with a file `userns` that names a range. */
  readonly withRange: number;
  /** Those without such a file: pods on host users, or not yet started. */
  readonly withoutFile: number;
  /** Entries that are no directory, which a kubelet passes over. */
  readonly otherEntries: number;
  /** Slots of the pool that files take; `undefined` without a pool. */
  readonly slotsTaken: number | undefined;
  /** Slots of the pool that are free; `undefined` without a pool. */
  readonly slotsFree: number | undefined;
  /** Slots that pods take which there are not; `undefined` without a pool or a list of pods. */
  readonly slotsLeaked: number | undefined;
}

/**
 * Looks through the pods directory of a kubelet: which ranges overlap, which files it refuses, whether it would start.
 *
 * @param files - what stands in the directory, in the order of the names byte by byte, as a kubelet looks
 * @param settings - the settings of the kubelet
 * @param options - which pods there are
 * @returns what was found; input that contradicts itself is an answer, not an error
 * @throws TypeError when the files are no list or a number of the settings is not an integer; RangeError when the release is
 * unknown or a number out of range.
 * @remarks `MakeUserNsManager`, `pkg/kubelet/userns/userns_manager.go`: each file is recorded in turn, and the first that
 * cannot be stops the kubelet.
 * @example
 * ```ts
 * import { formatKubeletUserns } from "userns-sim";
 * import { auditPods, explain } from "userns-sim/node";
 *
 * const mappings = [{ hostId: 65536, containerId: 0, length: 65536 }];
 * const raw = formatKubeletUserns({ uidMappings: mappings, gidMappings: mappings });
 * const files = ["a", "b"].map((podUid) => ({ podUid, found: { kind: "file", raw } as const }));
 * const { findings, nextStart } = auditPods(files, { release: "1.36" });
 * findings.map(({ code }) => code); // => ["duplicate-range"]
 * findings.map((finding) => explain(finding))[0];
 * // => "Both have the host IDs [65536, 131072): root of the one owns the files and processes of the other."
 * nextStart.outcome; // => "refused"
 * ```
 */
export function auditPods(
  files: readonly PodOnDisk[],
  settings: KubeletSettings,
  options: AuditOptions = {},
): PodsAudit {
  expectOnDisk("auditPods", files);
  checkSettings("auditPods", settings);
  expectObject("auditPods", "options", options, "an object such as { pods: [] }");
  if (options.pods !== undefined) expectIterable("auditPods", "pods", options.pods, "an array of UIDs");
  const known = options.pods === undefined ? undefined : new Set(options.pods);
  const started = step(createKubelet(settings), { type: "start" }).outcome;
  const pool = (started.ok ? started.value : null) ?? undefined;
  const manager = pool === undefined ? null : emptyManager(pool, settings.release);
  // With the gate off no kubelet looks at a file.
  const isLooking = !started.ok || started.value !== null;
  const read = files.map((file) => readPodFile(file, settings, manager));
  const ranges = read.flatMap(({ range }) => range ?? []);
  return {
    pool,
    nextStart: nextStart(isLooking ? files : [], settings),
    counts: countsOf(read, pool, reservedSlots(settings.release), known),
    findings: [
      ...read.flatMap((file) => fileFindings(file, settings, isLooking)),
      ...overlapFindings(ranges, settings, isLooking),
      ...(isLooking ? orphans(read, manager, settings.release, known) : []),
    ],
    ranges,
  };
}

/** What the kubelet would say, as far as what cannot be read lets one tell. */
function nextStart(files: readonly PodOnDisk[], settings: KubeletSettings): NextStart {
  const pods = files.flatMap((pod) => entryOf(pod) ?? []);
  const starts = possibleStarts(settings, pods);
  const errors = starts.flatMap((start) => (start.ok ? [] : [start.error]));
  const hidden = files.filter(isHidden);
  const [error] = errors;
  if (error === undefined) {
    const isRead = hidden.length === 0;
    const [outcome, dependsOn] = isRead ? (["starts", undefined] as const) : (["undecided", "file"] as const);
    return { outcome, dependsOn, error, says: undefined };
  }
  if (errors.length < starts.length) return { outcome: "undecided", dependsOn: "fixes", error, says: undefined };
  const says = errors.map((each) => messageOf(each, hidden, settings));
  return {
    outcome: "refused",
    dependsOn: undefined,
    error,
    says: says.every((each) => each === says[0]) ? says[0] : undefined,
  };
}

function messageOf(error: StartError, hidden: readonly PodOnDisk[], settings: KubeletSettings): string | undefined {
  if (error.code !== "pod-not-recorded") return error.text ?? undefined;
  // What cannot be read before it may be refused first, with another message.
  const isFirst = hidden.every(({ podUid }) => compareNames(podUid, error.podUid) > 0);
  return isFirst ? startMessage(error.podUid, error.cause, settings) : undefined;
}

function isHidden({ found: { kind } }: PodOnDisk): boolean {
  return kind === "symbolic-link" || kind === "special" || kind === "too-large" || kind === "unreadable";
}

function countsOf(
  files: readonly AuditedFile[],
  pool: KubeletPool | undefined,
  reserved: number,
  known: ReadonlySet<string> | undefined,
): AuditCounts {
  const kinds = files.map(({ pod }) => pod.found.kind);
  const others = kinds.filter((kind) => kind === "no-pod" || kind === "linked-pod").length;
  const good = files.flatMap(({ range, error }) => (error === undefined && range !== undefined ? [range] : []));
  const taken = pool && slotsOf(good, pool);
  const kept =
    pool &&
    known &&
    slotsOf(
      good.filter(({ podUid }) => known.has(podUid)),
      pool,
    );
  return {
    pods: kinds.length - others,
    withRange: files.filter(({ range }) => range !== undefined).length,
    withoutFile: kinds.filter((kind) => kind === "no-file").length,
    otherEntries: others,
    slotsTaken: taken,
    slotsFree: pool === undefined || taken === undefined ? undefined : pool.slots - reserved - taken,
    slotsLeaked: taken === undefined || kept === undefined ? undefined : taken - kept,
  };
}

function slotsOf(ranges: readonly KubeletPodRange[], pool: KubeletPool): number {
  return new Set(ranges.flatMap((range) => slotsTouched(pool, range))).size;
}

function overlapFindings(
  ranges: readonly KubeletPodRange[],
  settings: KubeletSettings,
  isLooking: boolean,
): readonly AuditFinding[] {
  const holders = ranges.map(({ podUid, hostId, length }) => ({ podUid, start: hostId, size: length }));
  const found: AuditFinding[] = [];
  for (const [a, b] of overlapsAmong(holders)) {
    if (found.length === MAX_PAIRS) return [...found, { code: "more-overlaps", limit: MAX_PAIRS }];
    const isSame = a.start === b.start && a.size === b.size;
    const { podUid, start: hostId, size: length } = b;
    const text = `range picked for pod ${goQuote(podUid)} already taken`;
    const error = { code: "already-taken", podUid, hostId, length, text } as const;
    found.push({
      code: isSame ? "duplicate-range" : "overlap",
      podUids: [a.podUid, b.podUid],
      shared: sharedBy(a, b),
      says: isSame && isLooking ? startMessage(podUid, error, settings) : undefined,
    });
  }
  return found;
}

const MAX_PAIRS = 1000;

function orphans(
  files: readonly AuditedFile[],
  manager: OpenManager | null,
  release: Release,
  known: ReadonlySet<string> | undefined,
): readonly AuditFinding[] {
  if (known === undefined) return [];
  return holders(files, manager, release)
    .filter(({ podUid }) => !known.has(podUid))
    .map(({ podUid, hostId, length }) => ({ code: "orphan", podUid, range: { start: hostId, size: length } }));
}

/** The ranges whose slots a kubelet takes when it passes over each file that it refuses: such a file holds none. */
function holders(
  files: readonly AuditedFile[],
  manager: OpenManager | null,
  release: Release,
): readonly KubeletPodRange[] {
  let before = manager;
  return files.flatMap(({ range, error }) => {
    if (range === undefined || error !== undefined) return [];
    if (before === null) return [range];
    const recorded = record(before, range, release);
    if (!recorded.ok) return [];
    before = recorded.value;
    return [range];
  });
}
