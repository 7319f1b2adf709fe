import { Command, Option } from "commander";
import { STRATEGIES, STRATEGY_NAMES, type StrategyName } from "../../core/allocate/strategies/strategies.ts";
import { EXIT, type Io } from "../io.ts";
import { integerOption } from "../numbers.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { summarize } from "./counts.ts";
import { NODE_SCHEMA, type NodeDocument } from "./json.ts";
import { readManifestFiles } from "./manifests.ts";
import { placePods } from "./place.ts";
import { choosePool, type PoolOptions, poolFacts } from "./pool.ts";
import { refuse, refusedBy } from "./refuse.ts";
import { render } from "./render.ts";
import { selectNode } from "./select-node.ts";

interface NodeOptions extends PoolOptions, PrintOptions {
  readonly node?: string;
  readonly strategy: StrategyName;
  readonly seed: number;
}

/**
 * Makes the command `userns-sim node`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function nodeCommand(io: Io, answer: (code: number) => void): Command {
  return new Command("node")
    .description("Place the pods of manifests on one node, and show which IDs they get.")
    .argument("[files...]", "Kubernetes manifests, YAML or JSON; - or none for standard input")
    .option("--node <name>", "the node to look at, where the pods are on several")
    .option("--pool <start:size>", "the host IDs that pods may get (default: the kubelet's, less its last slot)")
    .addOption(new Option("--subuid <file>", "take the pool from a file like /etc/subuid").conflicts("pool"))
    .option("--subuid-user <name>", "whose entry of that file to take", "kubelet")
    .option("--ids-per-pod <number>", "how many IDs each pod gets", integerOption(1, 2147483647), 65536)
    .addOption(
      new Option("--strategy <name>", "how a free range is chosen").choices(STRATEGY_NAMES).default("random-scan"),
    )
    .option("--seed <number>", "where the draws of a random strategy begin", integerOption(0, 4294967295), 1)
    .option("--json", "print a JSON document")
    .option("--ascii", "draw with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (files: readonly string[], options: NodeOptions) => {
      const document = await place(io, files, options);
      answer(EXIT_CODES[document.outcome]);
      printDocument(io, options, document, render);
    });
}

const HELP = `
Exit codes: 0 all pods placed; 1 no: more pods than slots, a pod that the
strategy refuses, or a container that would not start; 2 wrong use, or manifests
that cannot be read.

Examples:
  userns-sim node web.yaml db.yaml
  kubectl get pods -A -o json | userns-sim node --node worker-1
  userns-sim node --subuid /etc/subuid --strategy first-fit web.yaml`;

const EXIT_CODES: { readonly [Outcome in NodeDocument["outcome"]]: number } = {
  placed: EXIT.yes,
  "would-not-start": EXIT.no,
  refused: EXIT.no,
  unreadable: EXIT.wrongUse,
};

async function place(io: Io, files: readonly string[], options: NodeOptions): Promise<NodeDocument> {
  const { pool, source } = await choosePool(io, options);
  const { manifests, problems } = await readManifestFiles(io, files);
  if (problems.length > 0)
    return { schema: NODE_SCHEMA, outcome: "unreadable", problems, problemCount: manifests.problems.length };
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
    schema: NODE_SCHEMA,
    outcome: counts.wouldNotStart > 0 ? "would-not-start" : "placed",
    node: node ?? null,
    pool: facts,
    strategy,
    counts,
    pods,
  };
}
