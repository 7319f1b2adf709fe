import { Command } from "commander";
import { isNo } from "../findings.ts";
import { EXIT, type Io } from "../io.ts";
import { readManifestFiles } from "../node/manifests.ts";
import { selectNode } from "../node/select-node.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { checkNode } from "./check-node.ts";
import { CHECK_SCHEMA, type CheckDocument } from "./json.ts";
import { readKubeletFacts } from "./kubelet-facts.ts";
import { type KubeletOptions, withKubeletOptions } from "./kubelet-options.ts";
import { type NodeOptions, readNodeFacts, withNodeOptions } from "./node-options.ts";
import { render } from "./render.ts";

interface CheckOptions extends KubeletOptions, NodeOptions, PrintOptions {
  readonly node?: string;
}

/**
 * Makes the command `userns-sim check`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function checkCommand(io: Io, answer: (code: number) => void): Command {
  const command = new Command("check")
    .description(
      "Tell whether a node's kubelet would start, how many pods fit, and whether each would be taken and run.",
    )
    .argument("[pods...]", "Kubernetes manifests, YAML or JSON; - for standard input; none checks the node alone");
  return withNodeOptions(withKubeletOptions(command))
    .option("--node <name>", "the node to look at, where the pods are on several")
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (files: readonly string[], options: CheckOptions) => {
      const document = await check(io, files, options);
      answer(EXIT_CODES[document.outcome]);
      printDocument(io, options, document, render);
    });
}

const HELP = `
What is not given is listed as not decided, with the option that decides it; it
never counts as fine, and does not change the exit code.

Exit codes: 0 nothing is refused or fails; 1 no: the kubelet does not start, or
a pod is refused or fails later; 2 wrong use, or input that cannot be read.

Examples:
  userns-sim check --subuid /etc/subuid --subgid /etc/subgid \\
    --kubelet-config /var/lib/kubelet/config.yaml
  kubectl get pods -A -o json | userns-sim check - --node worker-1 \\
    --no-kubelet-user --release 1.36 --policy baseline:latest \\
    --runtime containerd@2.1 --runtime runc@1.3 --kernel 6.8 --fs /=ext4`;

const EXIT_CODES: { readonly [Outcome in CheckDocument["outcome"]]: number } = {
  yes: EXIT.yes,
  no: EXIT.no,
  unreadable: EXIT.wrongUse,
};

async function check(io: Io, files: readonly string[], options: CheckOptions): Promise<CheckDocument> {
  const reading = await readKubeletFacts(io, options);
  if ("problems" in reading) return unreadable(reading);
  const facts = await readNodeFacts(io, options);
  if (files.length === 0) return outcomeOf(await checkNode(reading.kubelet, facts, NO_PODS, io.breathe));
  const { manifests, problems } = await readManifestFiles(io, files);
  if (problems.length > 0) return unreadable({ problems, problemCount: manifests.problems.length });
  const pods = selectNode(manifests.podSets, options.node);
  return outcomeOf(await checkNode(reading.kubelet, facts, pods, io.breathe));
}

const NO_PODS = { node: undefined, sets: [], elsewhere: 0 };

function unreadable({ problems, problemCount }: Pick<Unreadable, "problems" | "problemCount">): CheckDocument {
  return { schema: CHECK_SCHEMA, outcome: "unreadable", problems, problemCount };
}

type Unreadable = Extract<CheckDocument, { outcome: "unreadable" }>;

function outcomeOf(checked: Awaited<ReturnType<typeof checkNode>>): CheckDocument {
  return { schema: CHECK_SCHEMA, outcome: isNo(checked.findings) ? "no" : "yes", ...checked };
}
