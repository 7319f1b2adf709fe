import type { Io } from "../base/io.ts";
import { manifestPaths } from "../inputs/manifest-paths.ts";
import { readManifestFiles } from "../inputs/manifests.ts";
import { selectNode } from "../inputs/select-node.ts";
import { readKubeletFacts } from "../kubelet/kubelet-facts.ts";
import { KUBELET_OPTIONS, type KubeletOptions } from "../options/kubelet-options.ts";
import { NODE_OPTIONS, type NodeOptions } from "../options/node-options.ts";
import { isNo } from "../output/findings.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { checkNode } from "./check-node.ts";
import { FACTS_OPTIONS, type FactsOptions, readNodeFacts } from "./facts-options.ts";
import type { CheckDocument } from "./json.ts";
import { render } from "./render.ts";

interface Options extends KubeletOptions, FactsOptions, NodeOptions {}

export const checkCommand: CommandRow<Options, CheckDocument> = {
  summary: "Tell whether a node's kubelet would start, how many pods fit, and whether each would be taken and run.",
  argument: {
    name: "[pods...]",
    about: "Kubernetes manifests, YAML or JSON; - for standard input; none checks the node alone",
  },
  options: { ...KUBELET_OPTIONS, ...FACTS_OPTIONS, ...NODE_OPTIONS },
  notes: `What is not given is listed as not decided, with the option that decides it; it
never counts as fine, and does not change the exit code.`,
  exits: {
    yes: "nothing is refused or fails",
    no: "no: the kubelet does not start, or a pod is refused or fails later",
    wrongUse: "wrong use, or input that cannot be read",
  },
  examples: [
    `userns-sim check --subuid /etc/subuid --subgid /etc/subgid \\
--kubelet-config /var/lib/kubelet/config.yaml`,
    `kubectl get pods -A -o json | userns-sim check - --node worker-1 \\
--no-kubelet-user --release 1.36 --policy baseline:latest \\
--runtime containerd@2.1 --runtime runc@1.3 --kernel 6.8 --fs /=ext4`,
  ],
  version: 1,
  run: check,
  outcomes: { yes: "yes", no: "no" },
  renderers: { text: render },
};

async function check(io: Io, asked: Asked<Options>): Promise<CheckDocument | UnreadableDocument> {
  const { options } = asked;
  const reading = await readKubeletFacts(io, options);
  if ("problems" in reading) {
    const { problems, problemCount } = reading;
    return { outcome: "unreadable", problems, problemCount };
  }
  const facts = await readNodeFacts(io, options);
  const paths = manifestPaths(io, asked);
  if (paths.length === 0) return outcomeOf(await checkNode(reading.kubelet, facts, NO_PODS, io.breathe));
  const { manifests, problems } = await readManifestFiles(io, paths);
  if (problems.length > 0) return { outcome: "unreadable", problems, problemCount: manifests.problems.length };
  const pods = selectNode(manifests.podSets, options.node);
  return outcomeOf(await checkNode(reading.kubelet, facts, pods, io.breathe));
}

const NO_PODS = { node: undefined, sets: [], elsewhere: 0 };

function outcomeOf(checked: Awaited<ReturnType<typeof checkNode>>): CheckDocument {
  return { outcome: isNo(checked.findings) ? "no" : "yes", ...checked };
}
