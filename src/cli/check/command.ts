import type { Io } from "../base/io.ts";
import { manifestPaths } from "../inputs/manifest-paths.ts";
import { readManifestFiles } from "../inputs/manifests.ts";
import { readKubeletFacts } from "../kubelet/kubelet-facts.ts";
import { KUBELET_OPTIONS, type KubeletOptions } from "../options/kubelet-options.ts";
import { NODE_OPTIONS, type NodeOptions } from "../options/node-options.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { check } from "./check.ts";
import { FACTS_OPTIONS, type FactsOptions, readCheckFacts } from "./facts-options.ts";
import { type CheckAnswer, findingPlaces } from "./places.ts";
import { render } from "./render.ts";
import { renderSarif } from "./sarif.ts";

interface Options extends KubeletOptions, FactsOptions, NodeOptions {
  readonly strict?: true;
}

export const checkCommand: CommandRow<Options, CheckAnswer> = {
  summary: "Tell whether a node's kubelet would start, how many pods fit, and whether each would be taken and run.",
  argument: {
    name: "[pods...]",
    about: "Kubernetes manifests, YAML or JSON; - for standard input; none checks the node alone",
  },
  options: {
    ...KUBELET_OPTIONS,
    ...FACTS_OPTIONS,
    ...NODE_OPTIONS,
    strict: { about: "count what is not decided as a no" },
  },
  notes: `What is not given is listed as not decided, with the option that decides it; it
never counts as fine, and changes the exit code only with --strict.`,
  exits: {
    yes: "nothing is refused, fails or is unsound",
    no: "no: the kubelet does not start, or a pod is refused, fails or is not isolated",
    wrongUse: "wrong use, or input that cannot be read",
  },
  examples: [
    `userns-sim check --subuid /etc/subuid --subgid /etc/subgid \\
--kubelet-config /var/lib/kubelet/config.yaml`,
    `kubectl get pods -A -o json | userns-sim check - --node worker-1 \\
--account missing --release 1.36 --policy baseline:latest \\
--runtime containerd@2.1 --runtime runc@1.3 --kernel 6.8 --fs /=ext4 \\
--sysctl user.max_user_namespaces=63000`,
  ],
  version: 2,
  run: checkCluster,
  outcomes: { yes: "yes", undecided: "yes", no: "no" },
  isTooLittle: ({ outcome, strict }) => strict && outcome === "undecided",
  renderers: { text: render, sarif: renderSarif },
};

async function checkCluster(io: Io, asked: Asked<Options>): Promise<CheckAnswer | UnreadableDocument> {
  const { options } = asked;
  const reading = await readKubeletFacts(io, options);
  if ("problems" in reading) return { outcome: "unreadable", ...reading };
  const node = { ...reading.facts, facts: await readCheckFacts(io, options) };
  const how = { strict: options.strict === true, wanted: options.node, breathe: io.breathe };
  const paths = manifestPaths(io, asked);
  if (paths.length === 0) return check(node, undefined, how);
  const files = await readManifestFiles(io, paths);
  const { manifests, problems } = files;
  if (problems.length > 0) return { outcome: "unreadable", problems, problemCount: manifests.problems.length };
  const document = await check(node, manifests, how);
  return asked.output === "sarif" ? { ...document, places: await findingPlaces(document, files) } : document;
}
