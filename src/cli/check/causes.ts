import { explain } from "../../core/explain/node.ts";
import type { NodeCheckInParts } from "../../core/node/check/check-node.ts";
import type { CheckedPods, CheckFinding } from "../../core/node/check/checked-pods.ts";
import { type Fixer, fixerOf } from "../../core/node/check/fixes/fix-of.ts";
import { type FreeIds, freeIds } from "../../core/node/check/fixes/free-range.ts";
import type { Ground } from "../../core/node/check/ground.ts";
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
  readonly #alike: Map<Ground, Map<unknown, Alike>> = new Map();
  /** The names of nodes, in the order in which they came. */
  readonly #order: Map<string, number> = new Map();

  /** Adds what was found about a node and its pods. */
  add(node: string | undefined, given: NodeToCheck, { ground, ofPool, crowding, pods }: NodeCheckInParts): void {
    // What helps depends on the node, though what was found does not.
    this.#seen.clear();
    const isMet = node !== undefined && this.#order.has(node);
    if (node !== undefined && !isMet) this.#order.set(node, this.#order.size);
    const { alike, isNew } = this.#alikeOn(ground, given);
    const fixOf = fixerOf(given, alike.free);
    // Somebody may call a node what stands for any.
    if (node !== undefined && !(isMet && alike.nodes.includes(node))) alike.nodes.push(node);
    if (isNew) this.#share(alike, fixOf, ground.start.findings);
    for (const found of ofPool) this.#cause(node, fixOf, found, "");
    if (isNew) this.#share(alike, fixOf, ground.collisions.findings);
    for (const found of crowding) this.#cause(node, fixOf, found, "");
    for (const pod of pods) {
      const name = nameOf(pod);
      const kind = pod.group.kind ?? "Pod";
      for (const found of pod.findings) {
        const cause = alike.causes.get(found) ?? this.#cause(node, fixOf, found, kind);
        cause.pods += pod.count;
        if (cause.facts.scope === "pod") cause.about.push(name);
      }
    }
  }

  get all(): readonly CheckFindingFacts[] {
    return Array.from(this.#known.values(), (cause) => ({
      ...cause.facts,
      about: cause.about.length === 0 ? cause.facts.about : cause.about,
      pods: cause.pods,
      nodes: this.#nodesOf(cause),
    }));
  }

  /** What nodes share that are alike in all that decides about a ground, and about what helps there. */
  #alikeOn(ground: Ground, given: NodeToCheck): { readonly alike: Alike; readonly isNew: boolean } {
    const byMap = this.#alike.get(ground) ?? new Map<unknown, Alike>();
    this.#alike.set(ground, byMap);
    const map = given.facts?.kubeletMap;
    const before = byMap.get(map);
    if (before !== undefined) return { alike: before, isNew: false };
    const alike: Alike = { free: freeIds(given), causes: new Map(), nodes: [] };
    byMap.set(map, alike);
    return { alike, isNew: true };
  }

  #share(alike: Alike, fixOf: Fixer, findings: readonly NodeFinding[]): void {
    for (const found of findings) {
      const cause = this.#causeOf(fixOf, found, "");
      cause.alike.add(alike.nodes);
      alike.causes.set(found, cause);
    }
  }

  /** One list for all causes with the same nodes, where those are alike. */
  #nodesOf({ nodes, alike: [first, ...others] }: Cause): readonly string[] | null {
    const all = first === undefined ? [...nodes] : first;
    if (first === undefined || (others.length === 0 && nodes.size === 0)) return all.length === 0 ? null : all;
    const place = (name: string): number => this.#order.get(name) as number;
    return [...new Set([...nodes, ...first, ...others.flat()])].sort((a, b) => place(a) - place(b));
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
    const cause = this.#known.get(key) ?? { facts, about: [], pods: 0, nodes: new Set(), alike: new Set() };
    this.#known.set(key, cause);
    return cause;
  }
}

interface Cause {
  readonly facts: Omit<CheckFindingFacts, "pods" | "nodes">;
  readonly about: string[];
  readonly nodes: Set<string>;
  /** More nodes: lists that all causes on the same ground share. */
  readonly alike: Set<readonly string[]>;
  pods: number;
}

/** Nodes on the same ground, of whose kubelets the same map is known. */
interface Alike {
  readonly free: FreeIds;
  readonly causes: Map<CheckFinding, Cause>;
  readonly nodes: string[];
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
