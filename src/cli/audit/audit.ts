import { auditPods, type AuditCounts as CountedPods, type PodsAudit } from "../../core/node/audit/audit-pods.ts";
import type { PodOnDisk } from "../../core/node/audit/pod-on-disk.ts";
import { fixOf } from "../../core/node/check/fixes/fix-of.ts";
import { nodeFinding } from "../../core/node/check/node-finding.ts";
import { type NodePool, nodePool } from "../../core/node/check/pool.ts";
import { checkStart } from "../../core/node/check/start.ts";
import { nameText } from "../base/names.ts";
import { fixText } from "../kubelet/fixes.ts";
import type { KubeletFacts } from "../kubelet/kubelet-facts.ts";
import { type NodeFindingFacts, nodeFindingFacts } from "../kubelet/node-findings.ts";
import type { FindingFacts } from "../output/findings.ts";
import { findingTexts } from "./finding-texts.ts";
import type { AuditCounts, AuditDocument, NextStart } from "./json.ts";
import { namespacesVerdict } from "./namespace-findings.ts";
import type { RunningNamespaces } from "./proc.ts";

/** The names of pods by their UIDs; `undefined` where nobody gave a list. */
export type PodNames = ReadonlyMap<string, string> | undefined;

export function audit(
  facts: KubeletFacts,
  disk: readonly PodOnDisk[],
  names: PodNames,
  running: RunningNamespaces | undefined,
): Omit<AuditDocument, "outcome" | "podsDir"> {
  const settings = facts.kubelet;
  const pool = nodePool(settings);
  const audited = auditPods(disk, settings, names === undefined ? {} : { pods: names.keys() });
  const { ranges } = audited;
  const start = checkStart(facts);
  const namespaces = running === undefined ? undefined : namespacesVerdict(running, ranges, pool);
  const nameOf = nameWith(names);
  return {
    release: settings.release,
    pool,
    nextStart: nextStart(audited.nextStart, start.starts),
    counts: shown(audited.counts),
    findings: [
      ...start.findings.map((found) => withFixText(nodeFindingFacts(found, facts))),
      ...audited.findings.map((found) => findingTexts(found, nameOf, lastSlotFix(facts, pool))),
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

function withFixText(found: NodeFindingFacts): FindingFacts {
  return { ...found, fix: found.fix.text };
}

/** A pool that ends below has the slot only because it was another one before. */
function lastSlotFix(facts: KubeletFacts, pool: NodePool | null): string {
  const now = "Delete the pod and let it be made anew.";
  if (pool === null || pool.start + pool.size < 4294967296) return now;
  return `${now} So that no other gets the slot: ${fixText(fixOf(nodeFinding("last-slot", { pool }), facts))}`;
}

/** What of the next start can be told where it is not known whether, and with which pool, the kubelet starts at all. */
function nextStart({ outcome, error, says }: PodsAudit["nextStart"], starts: string): NextStart {
  const undecided = { outcome: "undecided", says: null } as const;
  if (error === undefined) return starts === "yes" ? { outcome, says: null } : undecided;
  if (error.code !== "pod-not-recorded") return starts === "no" ? { outcome, says: error.text } : undecided;
  // Whether a range fits depends on the pool; whether a file can be read at all does not.
  const dependsOnPool = "hostId" in error.cause && error.cause.code !== "already-taken";
  if (starts !== "yes" && dependsOnPool) return undecided;
  return { outcome, says: starts === "yes" ? (says ?? null) : null };
}

function shown({ slotsTaken, slotsFree, slotsLeaked, ...counts }: CountedPods): AuditCounts {
  return {
    ...counts,
    slotsTaken: slotsTaken ?? null,
    slotsFree: slotsFree ?? null,
    slotsLeaked: slotsLeaked ?? null,
  };
}

function nameWith(names: PodNames): (podUid: string) => string {
  return (podUid) => {
    const name = names?.get(podUid);
    return name === undefined ? `pod ${nameText(podUid)}` : `pod ${nameText(podUid)}, ${name}`;
  };
}
