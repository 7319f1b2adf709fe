import { ACCESS_PATHS, leadsThroughMount } from "../../core/node/escape/access-path.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { manifestPaths } from "../inputs/manifest-paths.ts";
import { readManifestFiles } from "../inputs/manifests.ts";
import { readPlacing } from "../inputs/placing.ts";
import { selectNode } from "../inputs/select-node.ts";
import { NODE_OPTIONS, type NodeOptions } from "../options/node-options.ts";
import { PLACING_OPTIONS, type PlacingOptions } from "../options/placing-options.ts";
import { SOURCES, type SourcesOption } from "../options/sources-option.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import type { EscapeDocument } from "./json.ts";
import { type EscapeAsked, play } from "./play.ts";
import { render } from "./render.ts";

interface Options extends EscapeAsked, NodeOptions, PlacingOptions, SourcesOption {}

export const escapeCommand: CommandRow<Options, EscapeDocument> = {
  summary: "Let a container of a node escape, and see what it reaches with and without user namespaces.",
  argument: { name: "[pods...]", about: "Kubernetes manifests, YAML or JSON; - or none for standard input" },
  options: {
    from: {
      value: "<pod>",
      about: "the pod that the process gets out of: name, namespace/name or UID",
      required: true,
    },
    container: { value: "<name>", about: "the container of that pod (default: its first)" },
    path: { value: "<way>", about: "how it comes to files", choices: ACCESS_PATHS, default: "walk" },
    source: { value: "<path>", about: "what of the host is mounted, for bind and idmapped" },
    explain: { value: "<cell>", about: "the trace of one cell, like /etc/shadow:read" },
    sources: { ...SOURCES, about: "with --explain: say of each rule where in the kernel and the manual it is from" },
    ...NODE_OPTIONS,
    ...PLACING_OPTIONS,
  },
  notes: `The host is a made-up one with the files and processes that people know. WITH
is the node as it is, WITHOUT the same pods in the host's user namespace. The
exit code is that of all cells, also where --explain shows one.`,
  exits: {
    yes: "nothing is reached that a stranger could not reach",
    no: "no: there is, or the pods cannot be placed",
    wrongUse: "wrong use, or manifests that cannot be read",
  },
  examples: [
    "userns-sim escape pods.yaml --from web",
    "userns-sim escape pods.yaml --from web --path idmapped --source /etc",
    "userns-sim escape pods.yaml --from web --explain /etc/shadow:read",
  ],
  version: 1,
  run: readAndPlay,
  outcomes: { contained: "yes", reaches: "no", refused: "no" },
  renderers: { text: render },
};

/** What would have to be resolved is refused, because there is no filesystem to resolve it in. */
function isPlainPath(path: string): boolean {
  return path.startsWith("/") && !path.split("/").some((name) => name === "." || name === "..");
}

async function readAndPlay(io: Io, asked: Asked<Options>): Promise<EscapeDocument | UnreadableDocument> {
  const { options } = asked;
  if (options.source !== undefined && !leadsThroughMount(options.path))
    throw new Failure(`--source goes with --path bind or idmapped, not with ${options.path}`);
  if (options.source !== undefined && !isPlainPath(options.source))
    throw new Failure(`--source takes a path of the host, like /etc, without "..": ${options.source}`);
  if (options.sources === true && options.explain === undefined)
    throw new Failure("--sources has a meaning with --explain only: a matrix shows no rules");
  const placing = await readPlacing(io, asked);
  if ("problems" in placing) return { outcome: "unreadable", ...placing };
  const { manifests, problems } = await readManifestFiles(io, manifestPaths(io, asked));
  if (problems.length > 0) return { outcome: "unreadable", problems, problemCount: manifests.problems.length };
  return play(selectNode(manifests.podSets, options.node).sets, placing, options);
}
