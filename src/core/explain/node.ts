import { type StepRefusal, stepEnglish } from "../allocate/english.ts";
import type { AllocateError, ProposalFlaw } from "../allocate/strategy/allocate-error.ts";
import { type Explanations, expectTexts, familiesOf, sayOneOf, unexplained } from "../explanations.ts";
import { findingEnglish, fixEnglish } from "../findings/english.ts";
import type { Finding, FixCode } from "../findings/finding.ts";
import type { Dispute } from "../kernel/decision/decision.ts";
import { kubeletEnglish } from "../kubelet/english.ts";
import type { KubeletError } from "../kubelet/settings/errors.ts";
import { manifestEnglish } from "../manifest/english.ts";
import type { ManifestProblem } from "../manifest/problem.ts";
import type { AuditFinding } from "../node/audit/audit-finding.ts";
import type { UpgradeChange } from "../node/audit/upgrade-change.ts";
import { nodeFindingEnglish, nodeFixEnglish } from "../node/check/english.ts";
import { computedFixEnglish } from "../node/check/fixes/english.ts";
import type { ComputedFix, Fix } from "../node/check/fixes/fix.ts";
import type { NodeFinding, NodeFixCode } from "../node/check/node-finding.ts";
import {
  auditEnglish,
  disputeEnglish,
  escapeEnglish,
  nodeEnglish,
  podsEnglish,
  upgradeEnglish,
} from "../node/english.ts";
import type { EscapeError, NodeError } from "../node/placement/errors.ts";
import type { PodsError } from "../node/pod/read-pods.ts";

/** Every refusal that a function of this entry point gives. */
export type NodeRefusal = NodeError | EscapeError | PodsError | ManifestProblem | KubeletError;

/** What this entry point says in one language: for each code a text, in families. */
export interface NodeTexts {
  /** Why the pods cannot be placed. */
  readonly node: Explanations<NodeError, AllocateError | KubeletError>;
  /** Why an escape cannot be played through. */
  readonly escape: Explanations<EscapeError>;
  /** What the sources do not agree upon in a cell. */
  readonly disputes: Explanations<Dispute>;
  /** Why a finding of an audit matters. */
  readonly audit: Explanations<AuditFinding, KubeletError>;
  /** What an upgrade of a kubelet changes. */
  readonly upgrade: Explanations<UpgradeChange>;
  /** Why a finding about a pod matters. */
  readonly findings: Explanations<Finding>;
  /** Why a finding about the node matters. */
  readonly nodeFindings: Explanations<NodeFinding, KubeletError>;
  /** What would help. */
  readonly fixes: Readonly<Record<FixCode, () => string>>;
  /** What would help a node. */
  readonly nodeFixes: Readonly<Record<NodeFixCode, () => string>>;
  /** What would help on a certain node. */
  readonly computedFixes: Explanations<ComputedFix>;
  /** Why no pods were read. */
  readonly pods: Explanations<PodsError, ManifestProblem>;
  /** What is wrong with a manifest. */
  readonly manifest: Explanations<ManifestProblem>;
  /** Why the allocator refused. */
  readonly steps: Explanations<StepRefusal, ProposalFlaw>;
  /** Why the node's kubelet refused. */
  readonly kubelet: Explanations<KubeletError, KubeletError>;
}

/** The English of this entry point. */
export const english: NodeTexts = {
  node: nodeEnglish,
  escape: escapeEnglish,
  disputes: disputeEnglish,
  audit: auditEnglish,
  upgrade: upgradeEnglish,
  findings: findingEnglish,
  nodeFindings: nodeFindingEnglish,
  fixes: fixEnglish,
  nodeFixes: nodeFixEnglish,
  computedFixes: computedFixEnglish,
  pods: podsEnglish,
  manifest: manifestEnglish,
  steps: stepEnglish,
  kubelet: kubeletEnglish,
};

/**
 * Says why pods cannot be read or placed, why an escape cannot be played through, why a finding of a check or an audit
 * matters and what would help, what an upgrade changes, or what the sources do not agree upon in a cell of the matrix.
 *
 * @param said - the refusal of a node, of its kubelet, of an escape or of manifests, one of their problems; a finding, its
 * `fix` or what `fixOf` computes; a change; or what is disputed
 * @param texts - the language
 * @returns a few sentences, without control characters of the input
 * @throws TypeError when the argument is none of them.
 * @example
 * ```ts
 * import { createNode, explain, readPod } from "userns-sim/node";
 *
 * const node = createNode({ pods: [readPod({ uid: "..", name: "web", spec: {} })] });
 * node.ok ? "" : explain(node.error);
 * // => "The UID \"..\" cannot name a directory. Give the pod a UID that is one name."
 * explain({ code: "pod-unknown", pod: "wbe", known: ["web"] });
 * // => "The node has no pod \"wbe\". It has: \"web\"."
 * explain({ code: "host-deputy" }).includes("CVE-2018-15664"); // => true
 * ```
 */
export function explain(
  said: NodeRefusal | AuditFinding | UpgradeChange | Finding | NodeFinding | Fix | FixCode | NodeFixCode | Dispute,
  texts: NodeTexts = english,
): string {
  expectTexts(texts, Object.keys(english));
  const text = sayOneOf(familiesOf(texts, english), typeof said === "string" ? { code: said } : said);
  if (text === undefined)
    throw unexplained("a refusal of userns-sim/node, a finding or its fix, or what is disputed", said);
  return text;
}
