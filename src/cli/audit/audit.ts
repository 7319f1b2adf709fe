import { compareNames } from "../../core/go/compare-names.ts";
import { goQuote } from "../../core/go/go-text.ts";
import { step } from "../../core/kubelet/history/step.ts";
import { createKubelet } from "../../core/kubelet/manager/kubelet.ts";
import { reservedSlots, slotsTouched } from "../../core/kubelet/manager/manager.ts";
import { emptyManager } from "../../core/kubelet/manager/open-manager.ts";
import type { KubeletPodRange } from "../../core/kubelet/settings/pod-ranges.ts";
import type { KubeletPool } from "../../core/kubelet/settings/pool.ts";
import { nameText } from "../base/names.ts";
import { rangeText } from "../base/words.ts";
import { type KubeletFacts, poolOf } from "../kubelet/kubelet-facts.ts";
import type { PodOnDisk } from "../kubelet/pods-dir.ts";
import { START_FIXES, startVerdict } from "../kubelet/start-findings.ts";
import { type FindingFacts, finding } from "../output/findings.ts";
import { fileFindings } from "./file-findings.ts";
import type { AuditCounts, AuditDocument, NextStart } from "./json.ts";
import { namespacesVerdict } from "./namespace-findings.ts";
import { type Holder, overlapsAmong, sharedBy } from "./overlaps.ts";
import { entryOf, type PodFile, readPodFile, startMessage } from "./pod-files.ts";
import type { RunningNamespaces } from "./proc.ts";

/** The names of pods by their UIDs; `undefined` where nobody gave a list. */
export type PodNames = ReadonlyMap<string, string> | undefined;

export function audit(
  kubelet: KubeletFacts,
  disk: readonly PodOnDisk[],
  names: PodNames,
  running: RunningNamespaces | undefined,
): Omit<AuditDocument, "outcome" | "podsDir"> {
  const { settings } = kubelet;
  const pool = poolOf(kubelet);
  const slots =
    pool === null ? null : { off: pool.start / pool.idsPerPod, slots: pool.slots, idsPerPod: pool.idsPerPod };
  const manager = slots && emptyManager(slots, settings.release);
  const files = disk.map((pod) => readPodFile(pod, settings, manager));
  const ranges = files.flatMap(({ range }) => range ?? []);
  const nameOf = nameWith(names);
  const start = startVerdict(kubelet);
  const namespaces = running === undefined ? undefined : namespacesVerdict(running, ranges, pool);
  return {
    release: settings.release,
    pool,
    nextStart: nextStart(kubelet, start.starts, disk),
    counts: countsOf(files, slots, reservedSlots(settings.release), names),
    findings: [
      ...start.findings,
      ...files.flatMap((file) => fileFindings(file, nameOf(file.pod.podUid), settings)),
      ...overlapFindings(ranges, kubelet, nameOf),
      ...orphans(ranges, names),
      ...(namespaces?.findings ?? []),
    ],
    pods: ranges.map(({ podUid, hostId, length }) => ({
      podUid: nameText(podUid),
      name: names?.get(podUid) ?? null,
      range: { start: hostId, size: length },
    })),
    namespaces: namespaces?.namespaces ?? null,
  };
}

/** What the kubelet would say, as far as what cannot be read lets one tell. */
function nextStart(kubelet: KubeletFacts, starts: string, disk: readonly PodOnDisk[]): NextStart {
  const { settings } = kubelet;
  const pods = disk.flatMap((pod) => entryOf(pod) ?? []);
  const { outcome } = step(createKubelet(settings, { pods }), { type: "start" });
  const hidden = disk.filter(isHidden);
  if (outcome.ok) return { outcome: starts === "yes" && hidden.length === 0 ? "starts" : "undecided", says: null };
  const { error } = outcome;
  if (error.code !== "pod-not-recorded")
    return starts === "no" ? { outcome: "refused", says: error.text } : { outcome: "undecided", says: null };
  // Whether a range fits depends on the pool; whether a file can be read at all does not.
  const dependsOnPool = "hostId" in error.cause && error.cause.code !== "already-taken";
  if (starts !== "yes" && dependsOnPool) return { outcome: "undecided", says: null };
  // What cannot be read before it may be refused first, with another message.
  const isFirst = hidden.every(({ podUid }) => compareNames(podUid, error.podUid) > 0);
  const says = startMessage(error.podUid, error.cause, settings);
  return { outcome: "refused", says: starts === "yes" && isFirst ? says : null };
}

function isHidden({ found: { kind } }: PodOnDisk): boolean {
  return kind === "symbolic-link" || kind === "special" || kind === "too-large" || kind === "unreadable";
}

function countsOf(files: readonly PodFile[], pool: KubeletPool | null, reserved: number, names: PodNames): AuditCounts {
  const kinds = files.map(({ pod }) => pod.found.kind);
  const others = kinds.filter((kind) => kind === "no-pod" || kind === "linked-pod").length;
  const good = files.flatMap(({ range, error }) => (error === undefined && range !== undefined ? [range] : []));
  const taken = pool === null ? null : slotsOf(good, pool);
  const kept =
    pool === null
      ? null
      : slotsOf(
          good.filter(({ podUid }) => names?.has(podUid)),
          pool,
        );
  return {
    pods: kinds.length - others,
    withRange: files.filter(({ range }) => range !== undefined).length,
    withoutFile: kinds.filter((kind) => kind === "no-file").length,
    otherEntries: others,
    slotsTaken: taken,
    slotsFree: pool === null || taken === null ? null : pool.slots - reserved - taken,
    slotsLeaked: taken === null || kept === null || names === undefined ? null : taken - kept,
  };
}

function slotsOf(ranges: readonly KubeletPodRange[], pool: KubeletPool): number {
  return new Set(ranges.flatMap((range) => slotsTouched(pool, range))).size;
}

function overlapFindings(
  ranges: readonly KubeletPodRange[],
  { settings }: KubeletFacts,
  nameOf: (podUid: string) => string,
): readonly FindingFacts[] {
  const holders = ranges.map((range): Holder & KubeletPodRange => ({
    ...range,
    start: range.hostId,
    size: range.length,
  }));
  const pairs = overlapsAmong(holders, MAX_PAIRS);
  const found = pairs.map(([a, b]) => {
    const isSame = a.start === b.start && a.size === b.size;
    const { podUid, start: hostId, size: length } = b;
    const text = `range picked for pod ${goQuote(podUid)} already taken`;
    const error = { code: "already-taken", podUid, hostId, length, text } as const;
    return finding("unsound", isSame ? "duplicate-range" : "overlap", `${nameOf(a.podUid)} and ${nameOf(b.podUid)}`, {
      says: isSame ? startMessage(podUid, error, settings) : null,
      why: `Both have the host IDs ${rangeText(sharedBy(a, b))}: root of the one owns the files and processes of the other.`,
      fix: START_FIXES["pod-not-recorded"],
    });
  });
  if (pairs.length < MAX_PAIRS) return found;
  const why = `Only the first ${MAX_PAIRS} pairs of pods that share host IDs are listed.`;
  return [...found, finding("warning", "more-overlaps", "further pods", { why, fix: "Begin with those." })];
}

const MAX_PAIRS = 1000;

function orphans(ranges: readonly KubeletPodRange[], names: PodNames): readonly FindingFacts[] {
  if (names === undefined) return [];
  return ranges
    .filter(({ podUid }) => !names.has(podUid))
    .map(({ podUid, hostId, length }) =>
      finding("warning", "orphan", `pod ${nameText(podUid)}`, {
        why: `It is not in the list of pods, and its file still holds ${rangeText({ start: hostId, size: length })}: the slot is lost until the kubelet cleans up, which it does only for pods that it remembers.`,
        fix: "If the pod is gone for good, remove its directory while the kubelet is stopped, or restart the kubelet, which then remembers the pod and cleans up.",
        source: "CleanupOrphanedPodUsernsAllocations, pkg/kubelet/userns/userns_manager.go",
      }),
    );
}

function nameWith(names: PodNames): (podUid: string) => string {
  return (podUid) => {
    const name = names?.get(podUid);
    return name === undefined ? `pod ${nameText(podUid)}` : `pod ${nameText(podUid)}, ${name}`;
  };
}
