import { explain } from "../../core/explain/node.ts";
import type { Fixer } from "../../core/node/check/fixes/fix-of.ts";
import type { NodeFinding } from "../../core/node/check/node-finding.ts";
import { rangeText } from "../base/words.ts";
import type { FindingFacts } from "../output/findings.ts";
import { type FixFacts, fixFacts } from "./fixes.ts";

/** A finding about a node, and what would help there. */
export interface NodeFindingFacts extends Omit<FindingFacts, "fix"> {
  readonly fix: FixFacts;
}

/** What the commands say of a finding about a node. */
export function nodeFindingFacts(found: NodeFinding, fixOf: Fixer): NodeFindingFacts {
  const { verdict, text, source } = found;
  const code = found.code === "kubelet-does-not-start" ? found.facts.error.code : found.code;
  return {
    verdict,
    code,
    about: [subjectOf(found)],
    field: null,
    says: text ?? null,
    why: explain(found),
    fix: fixFacts(fixOf(found)),
    source,
  };
}

function subjectOf(found: NodeFinding): string {
  switch (found.code) {
    case "kubelet-does-not-start":
      return "the kubelet does not start";
    case "account-not-given":
    case "entry-not-given":
    case "owner-not-known":
    case "subordinate-ids-not-given":
    case "groups-not-given":
    case "fixes-not-known":
      return "whether the kubelet starts";
    case "release-not-given":
      return "the release";
    case "release-not-read":
      return `the release ${found.facts.release}`;
    case "config-not-given":
      return "the kubelet's configuration";
    case "pool-wraps":
      return `the pool ${rangeText(found.facts.pool)}`;
    case "kubelet-map-not-given":
      return "the kubelet's own user namespace";
    case "pool-outside-kubelet-map":
    case "slots-outside-kubelet-map":
      return `the pool ${rangeText(found.facts.pool)} and the kubelet's own map`;
    case "last-slot":
      return "the last slot of the pool";
    case "ids-per-pod-ignored":
      return "userNamespaces.idsPerPod";
    case "subordinate-ids-collide":
      return `${found.facts.owner} and the kubelet's pool ${rangeText(found.facts.pool)}`;
    case "subordinate-ids-malformed":
      return `${found.facts.name}:${found.facts.line}:${found.facts.column}`;
    case "last-slot-drawn":
      return `1 of ${found.facts.pool.slots} pods with hostUsers: false`;
    case "more-pods-than-limit":
      return `${found.facts.over} of ${found.facts.pods} pods with hostUsers: false`;
    case "more-pods-than-max-pods":
      return `${found.facts.over} of ${found.facts.pods} pods`;
  }
}
