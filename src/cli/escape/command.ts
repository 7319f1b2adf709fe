import { Command, Option } from "commander";
import { ACCESS_PATHS, leadsThroughMount } from "../../core/node/escape/access-path.ts";
import { PLACEMENTS } from "../../core/node/placement/placement.ts";
import { Failure } from "../failure.ts";
import { EXIT, type Io } from "../io.ts";
import { readManifestFiles } from "../node/manifests.ts";
import { selectNode } from "../node/select-node.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { printable } from "../printable.ts";
import { ESCAPE_SCHEMA, type EscapeDocument } from "./json.ts";
import { type EscapeAsked, play } from "./play.ts";
import { render } from "./render.ts";

interface EscapeOptions extends EscapeAsked, PrintOptions {
  readonly node?: string;
}

/**
 * Makes the command `userns-sim escape`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function escapeCommand(io: Io, answer: (code: number) => void): Command {
  return new Command("escape")
    .description("Let a container of a node escape, and see what it reaches with and without user namespaces.")
    .argument("[pods...]", "Kubernetes manifests, YAML or JSON; - or none for standard input")
    .requiredOption("--from <pod>", "the pod that the process gets out of: name, namespace/name or UID")
    .option("--container <name>", "the container of that pod (default: its first)")
    .addOption(new Option("--path <way>", "how it comes to files").choices(ACCESS_PATHS).default("walk"))
    .option("--source <path>", "what of the host is mounted, for bind and idmapped")
    .addOption(
      new Option("--placement <who>", "who gives the pods their ranges").choices(PLACEMENTS).default("kubelet"),
    )
    .option("--explain <cell>", "the trace of one cell, like /etc/shadow:read")
    .option("--node <name>", "the node to look at, where the pods are on several")
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (files: readonly string[], options: EscapeOptions) => {
      const document = await readAndPlay(io, files, options);
      answer(EXIT_CODES[document.outcome]);
      printDocument(io, options, document, render);
    });
}

const HELP = `
The host is a made-up one with the files and processes that people know. WITH
is the node as it is, WITHOUT the same pods in the host's user namespace.

Exit codes: 0 nothing is reached that a stranger could not reach; 1 no: there
is, or the pods cannot be placed; 2 wrong use, or manifests that cannot be read.

Examples:
  userns-sim escape pods.yaml --from web
  userns-sim escape pods.yaml --from web --path idmapped --source /etc
  userns-sim escape pods.yaml --from web --explain /etc/shadow:read`;

const EXIT_CODES: { readonly [Outcome in EscapeDocument["outcome"]]: number } = {
  contained: EXIT.yes,
  reaches: EXIT.no,
  refused: EXIT.no,
  unreadable: EXIT.wrongUse,
};

/** What would have to be resolved is refused, because there is no filesystem to resolve it in. */
function isPlainPath(path: string): boolean {
  return path.startsWith("/") && !path.split("/").some((name) => name === "." || name === "..");
}

async function readAndPlay(io: Io, files: readonly string[], options: EscapeOptions): Promise<EscapeDocument> {
  if (options.source !== undefined && !leadsThroughMount(options.path))
    throw new Failure(`--source goes with --path bind or idmapped, not with ${options.path}`);
  if (options.source !== undefined && !isPlainPath(options.source))
    throw new Failure(`--source takes a path of the host, like /etc, without "..": ${printable(options.source)}`);
  const { manifests, problems } = await readManifestFiles(io, files);
  if (problems.length > 0)
    return { schema: ESCAPE_SCHEMA, outcome: "unreadable", problems, problemCount: manifests.problems.length };
  return play(selectNode(manifests.podSets, options.node).sets, options);
}
