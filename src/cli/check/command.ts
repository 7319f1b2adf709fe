import { readManifests } from "../../core/manifest/read-manifests.ts";
import type { NodeToCheck } from "../../core/node/check/node-to-check.ts";
import type { Io } from "../base/io.ts";
import type { ListReading } from "../documents/documents.ts";
import { manifestPaths } from "../inputs/manifest-paths.ts";
import { readManifestFiles } from "../inputs/manifests.ts";
import { readKubeletFacts } from "../kubelet/kubelet-facts.ts";
import { KUBELET_OPTIONS, type KubeletOptions } from "../options/kubelet-options.ts";
import { NODE_OPTIONS, type NodeOptions } from "../options/node-options.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { perNode } from "../program/options-per-node.ts";
import { check } from "./check.ts";
import { FACTS_OPTIONS, type FactsOptions, readCheckFacts } from "./facts-options.ts";
import { keepForCheck } from "./keep.ts";
import { type CheckAnswer, findingPlaces } from "./places.ts";
import { render } from "./render.ts";
import { renderSarif } from "./sarif.ts";
import { spotsOf } from "./spots.ts";

interface Options extends KubeletOptions, FactsOptions, NodeOptions {
  readonly nodes?: true;
  readonly strict?: true;
}

export const checkCommand: CommandRow<Options, CheckAnswer> = {
  summary: "Tell whether a node's kubelet would start, how many pods fit, and whether each would be taken and run.",
  argument: {
    name: "[pods...]",
    about: "Kubernetes manifests, YAML or JSON; - for standard input; none checks the node alone",
  },
  options: {
    ...perNode(KUBELET_OPTIONS),
    ...perNode(FACTS_OPTIONS),
    ...NODE_OPTIONS,
    nodes: { about: "tell of each node by itself", conflicts: ["node"] },
    strict: { about: "count what is not decided as a no" },
  },
  notes: `What is not given is listed as not decided, with the option that decides it; it
never counts as fine, and changes the exit code only with --strict. A value about
nodes holds for all of them, or for one with its name before it, as in
--runtime worker-1:runc@1.3.`,
  exits: {
    yes: "nothing is refused, fails or is unsound",
    no: "no: the kubelet does not start, or a pod is refused, fails or is not isolated",
    wrongUse: "wrong use, or input that cannot be read",
  },
  examples: [
    `userns-sim check --subuid /etc/subuid --subgid /etc/subgid \\
--kubelet-config /var/lib/kubelet/config.yaml`,
    `kubectl get nodes,pods,namespaces -A -o json | userns-sim check - \\
--account missing --policy baseline:latest --fs /=ext4`,
  ],
  version: 2,
  run: checkCluster,
  outcomes: { yes: "yes", undecided: "yes", no: "no" },
  isTooLittle: ({ outcome, strict }) => strict && outcome === "undecided",
  renderers: { text: render, sarif: renderSarif },
};

/** Kubernetes is meant for 150000 pods in a cluster; all of it stays below 2 GiB of memory. */
const CLUSTER_READING: ListReading = {
  keep: keepForCheck,
  maxBytes: 402653184,
  maxItems: 250_000,
  maxValues: 12_000_000,
  advice: "ask for fewer at a time: kubectl get with -n NAMESPACE, or --field-selector spec.nodeName=NODE",
};

async function checkCluster(io: Io, asked: Asked<Options>): Promise<CheckAnswer | UnreadableDocument> {
  const { node: wanted, nodes, strict } = asked.options;
  const paths = manifestPaths(io, asked);
  const read = paths.length === 0 ? undefined : await readManifestFiles(io, paths, CLUSTER_READING);
  const manifests = read?.manifests ?? readManifests([]);
  if (read !== undefined && read.problems.length > 0)
    return { outcome: "unreadable", problems: read.problems, problemCount: manifests.problems.length };
  const spots = spotsOf(manifests, wanted);
  const optionsFor = asked.optionsFor(spots.names);
  // Nearly all nodes share their options, and with them the files that these name.
  const saidBy = new Map<Options, NodeToCheck>();
  for (const options of [undefined, ...spots.names].map(optionsFor)) {
    if (saidBy.has(options)) continue;
    const reading = await readKubeletFacts(io, options);
    if ("problems" in reading) return { outcome: "unreadable", ...reading };
    saidBy.set(options, { ...reading.facts, facts: await readCheckFacts(io, options) });
  }
  const document = await check({
    spots,
    said: (name) => saidBy.get(optionsFor(name)) as NodeToCheck,
    manifests,
    strict: strict === true,
    eachNode: nodes === true,
    breathe: io.breathe,
  });
  if (asked.output !== "sarif" || read === undefined) return document;
  return { ...document, places: await findingPlaces(document, read) };
}
