import { STRATEGIES } from "../../core/allocate/strategies/strategies.ts";
import type { Io } from "../base/io.ts";
import { readManifestFiles } from "../inputs/manifests.ts";
import { choosePool, poolFacts } from "../inputs/pool.ts";
import { selectNode } from "../inputs/select-node.ts";
import { NODE_OPTIONS, type NodeOptions } from "../options/node-options.ts";
import { POOL_OPTIONS, type PoolOptions } from "../options/pool-options.ts";
import { STRATEGY_OPTIONS, type StrategyOptions } from "../options/strategy-options.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { summarize } from "./counts.ts";
import type { PlaceDocument } from "./json.ts";
import { placePods } from "./place.ts";
import { refuse, refusedBy } from "./refuse.ts";
import { render } from "./render.ts";

interface Options extends NodeOptions, PoolOptions, StrategyOptions {}

/** `userns-sim place` */
export const placeCommand: CommandRow<Options, PlaceDocument> = {
  summary: "Place the pods of manifests on one node, and show which IDs they get.",
  argument: { name: "[files...]", about: "Kubernetes manifests, YAML or JSON; - or none for standard input" },
  options: { ...NODE_OPTIONS, ...POOL_OPTIONS, ...STRATEGY_OPTIONS },
  exits: {
    yes: "all pods placed",
    no: "no: more pods than slots, a pod that the strategy refuses, or a container that would not start",
    wrongUse: "wrong use, or manifests that cannot be read",
  },
  examples: [
    "userns-sim place web.yaml db.yaml",
    "kubectl get pods -A -o json | userns-sim place --node worker-1",
    "userns-sim place --subuid /etc/subuid --strategy first-fit web.yaml",
  ],
  version: 1,
  run: place,
  outcomes: { placed: "yes", "would-not-start": "no", refused: "no" },
  writers: { text: render },
};

async function place(io: Io, { values: files, options }: Asked<Options>): Promise<PlaceDocument | UnreadableDocument> {
  const { pool, source } = await choosePool(io, options);
  const { manifests, problems } = await readManifestFiles(io, files);
  if (problems.length > 0) return { outcome: "unreadable", problems, problemCount: manifests.problems.length };
  const { node, sets, elsewhere } = selectNode(manifests.podSets, options.node);
  const facts = poolFacts(pool, source);
  const refusal = refuse(sets, facts);
  if (refusal !== undefined) return refusal;
  const { make, draws } = STRATEGIES[options.strategy];
  const strategy = { name: options.strategy, seed: draws ? options.seed : null };
  const placed = await placePods(sets, pool, make(options.seed), io.breathe);
  if (!placed.ok) return refusedBy(strategy, placed.error, facts);
  const pods = placed.value;
  const counts = summarize(pods, manifests, elsewhere);
  return {
    outcome: counts.wouldNotStart > 0 ? "would-not-start" : "placed",
    node: node ?? null,
    pool: facts,
    strategy,
    counts,
    pods,
  };
}
