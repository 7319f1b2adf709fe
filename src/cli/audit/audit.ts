import type { AuditFinding } from "../../core/node/audit/audit-finding.ts";
import type { AuditCounts as CountedPods, PodsAudit } from "../../core/node/audit/audit-pods.ts";
import { type Fixer, fixerOf } from "../../core/node/check/fixes/fix-of.ts";
import { type NodeFinding, nodeFinding } from "../../core/node/check/node-finding.ts";
import { type NodePool, nodePool } from "../../core/node/check/pool.ts";
import { checkStart } from "../../core/node/check/start.ts";
import { evidenceOf } from "../../core/releases/unread-releases.ts";
import { nameText } from "../base/names.ts";
import type { RunningNamespaces } from "../inputs/proc.ts";
import { fixText } from "../kubelet/fixes.ts";
import type { KubeletFacts } from "../kubelet/kubelet-facts.ts";
import { nodeFindingFacts } from "../kubelet/node-findings.ts";
import type { FindingFacts } from "../output/findings.ts";
import { findingTexts } from "./finding-texts.ts";
import type { AuditCounts, AuditDocument, NextStart } from "./json.ts";
import { namespacesVerdict } from "./namespace-findings.ts";

/** The names of pods by their UIDs; `undefined` where nobody gave a list. */
export type PodNames = ReadonlyMap<string, string> | undefined;

/** What an audit found, before it is told whether that is good. */
export type Audit = Omit<AuditDocument, "outcome" | "podsDir">;

export function audit(
  facts: KubeletFacts,
  audited: PodsAudit,
  names: PodNames,
  running: RunningNamespaces | undefined,
  told: readonly AuditFinding[] = audited.findings,
): Audit {
  const settings = facts.kubelet;
  const pool = nodePool(settings);
  const { ranges } = audited;
  const { dependsOn, error } = audited.nextStart;
  const start = checkStart(facts);
  const namespaces = running === undefined ? undefined : namespacesVerdict(running, ranges, pool);
  const fixOf = fixerOf(facts);
  const next = nextStart(audited, start.starts);
  const aboutAll = {
    nameOf: nameWith(names),
    lastSlotFix: lastSlotFix(fixOf, pool),
    restarts: next.outcome === "starts",
  };
  return {
    release: settings.release,
    evidence: evidenceOf(settings.release),
    upgrade: null,
    pool,
    nextStart: next,
    counts: shown(audited.counts),
    findings: [
      ...start.findings.map((found) => withFixText(found, fixOf)),
      ...(start.starts === "yes" && dependsOn === "fixes" && error !== undefined
        ? [withFixText(nodeFinding("fixes-not-known", { release: settings.release, error }), fixOf)]
        : []),
      ...told.map((found) => findingTexts(found, aboutAll)),
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

export function withFixText(found: NodeFinding, fixOf: Fixer): FindingFacts {
  const told = nodeFindingFacts(found, fixOf);
  return { ...told, fix: told.fix.text };
}

/** A pool that ends below has the slot only because it was another one before. */
function lastSlotFix(fixOf: Fixer, pool: NodePool | null): string {
  const now = "Delete the pod and let it be made anew.";
  if (pool === null || pool.start + pool.size < 4294967296) return now;
  return `${now} So that no other gets the slot: ${fixText(fixOf(nodeFinding("last-slot", { pool })))}`;
}

/** What of the next start can be told where it is not known whether, and with which pool, the kubelet starts at all. */
function nextStart({ nextStart: next, findings }: PodsAudit, starts: string): NextStart {
  const { outcome, dependsOn, error, says } = next;
  const undecided = { outcome: "undecided", says: null } as const;
  if (starts === "undecided" && findings.some(isRefusedAnyway)) return { outcome: "refused", says: null };
  if (dependsOn !== undefined) return undecided;
  if (error === undefined) return starts === "yes" ? { outcome, says: null } : undecided;
  if (error.code !== "pod-not-recorded") return starts === "no" ? { outcome, says: says ?? null } : undecided;
  return starts === "yes" ? { outcome, says: says ?? null } : undecided;
}

/** Whether a range fits depends on the pool; whether a file can be read at all does not, nor that one has the range of another. */
function isRefusedAnyway(found: AuditFinding): boolean {
  return found.code === "duplicate-range" || (found.code === "file-refused" && !("hostId" in found.cause));
}

function shown({ slotsTaken, slotsFree, slotsLeaked, ...counts }: CountedPods): AuditCounts {
  return {
    ...counts,
    slotsTaken: slotsTaken ?? null,
    slotsFree: slotsFree ?? null,
    slotsLeaked: slotsLeaked ?? null,
  };
}

export function nameWith(names: PodNames): (podUid: string) => string {
  return (podUid) => {
    const name = names?.get(podUid);
    return name === undefined ? `pod ${nameText(podUid)}` : `pod ${nameText(podUid)}, ${name}`;
  };
}
