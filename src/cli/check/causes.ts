import { explain } from "../../core/explain/node.ts";
import type { NodeCheck } from "../../core/node/check/check-node.ts";
import type { CheckedPods, CheckFinding } from "../../core/node/check/checked-pods.ts";
import { type Fixer, fixerOf } from "../../core/node/check/fixes/fix-of.ts";
import { NODE_CONDITIONS } from "../../core/node/check/node-conditions.ts";
import type { NodeFinding } from "../../core/node/check/node-finding.ts";
import type { NodeToCheck } from "../../core/node/check/node-to-check.ts";
import { fixFacts } from "../kubelet/fixes.ts";
import { nodeFindingFacts } from "../kubelet/node-findings.ts";
import type { CheckFindingFacts } from "./json.ts";

/** Everything that was found, by cause: what several pods or nodes share stands there once. */
export class Causes {
  readonly #known: Map<string, Cause> = new Map();
  /** Pods that are alike share their findings, too, and looking at one is faster than writing its key. */
  readonly #seen: Map<CheckFinding, Cause> = new Map();

  /** Adds what was found about a node and its pods. */
  add(node: string | undefined, given: NodeToCheck, { findings, pods }: NodeCheck): void {
    // What helps depends on the node, though what was found does not.
    this.#seen.clear();
    const fixOf = fixerOf(given);
    for (const found of findings) this.#cause(node, fixOf, found, "");
    for (const pod of pods) {
      const name = nameOf(pod);
      const kind = pod.group.kind ?? "Pod";
      for (const found of pod.findings) {
        const cause = this.#cause(node, fixOf, found, kind);
        cause.pods += pod.count;
        if (cause.facts.scope === "pod") cause.about.push(name);
      }
    }
  }

  get all(): readonly CheckFindingFacts[] {
    return Array.from(this.#known.values(), ({ facts, about, pods, nodes }) => ({
      ...facts,
      about: about.length === 0 ? facts.about : about,
      pods,
      nodes: nodes.size === 0 ? null : [...nodes],
    }));
  }

  #cause(node: string | undefined, fixOf: Fixer, found: CheckFinding, kind: string): Cause {
    const cause = this.#seen.get(found) ?? this.#causeOf(fixOf, found, kind);
    this.#seen.set(found, cause);
    if (node !== undefined) cause.nodes.add(node);
    return cause;
  }

  #causeOf(fixOf: Fixer, found: CheckFinding, kind: string): Cause {
    const facts = isOfNode(found) ? ofNode(found, fixOf) : ofPods(found, fixOf);
    const key = `${keyOf(found, kind)}\n${facts.fix.text}\n${JSON.stringify(facts.fix.changes)}`;
    const cause = this.#known.get(key) ?? { facts, about: [], pods: 0, nodes: new Set() };
    this.#known.set(key, cause);
    return cause;
  }
}

interface Cause {
  readonly facts: Omit<CheckFindingFacts, "pods" | "nodes">;
  readonly about: string[];
  readonly nodes: Set<string>;
  pods: number;
}

/** Made of plain texts: a thousand pods have ten thousand findings, and nearly all of them share one. */
function keyOf(found: CheckFinding, kindOfPods: string): string {
  const { code, path, text, facts } = found;
  const kind = isOfNode(found) ? "" : kindOfPods;
  return `${kind}\n${code}\n${path}\n${text}\n${Object.values(facts).map(factKey).join("\n")}`;
}

function factKey(fact: unknown): string {
  return typeof fact === "object" ? JSON.stringify(fact) : String(fact);
}

function isOfNode(found: CheckFinding): found is NodeFinding {
  return found.code === "kubelet-does-not-start" || Object.hasOwn(NODE_CONDITIONS, found.code);
}

function ofNode(found: NodeFinding, fixOf: Fixer): Omit<CheckFindingFacts, "pods" | "nodes"> {
  const { by, evidence } = found;
  return { ...nodeFindingFacts(found, fixOf), scope: "node", by, evidence };
}

function ofPods(found: CheckFinding, fixOf: Fixer): Omit<CheckFindingFacts, "pods" | "nodes"> {
  const { verdict, code, by, path, text, source, evidence } = found;
  return {
    verdict,
    code,
    scope: "pod",
    by,
    about: [],
    field: path === "" ? null : path,
    says: text ?? null,
    why: explain(found),
    fix: fixFacts(fixOf(found)),
    source,
    evidence,
  };
}

function nameOf({ group: { kind = "Pod", namespace, name } }: CheckedPods): string {
  return `${kind} ${namespace}/${name}`;
}
