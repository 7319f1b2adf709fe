import { openSource } from "../../core/node/placement/range-sources.ts";
import { evidenceOf } from "../../core/releases/unread-releases.ts";
import type { Io } from "../base/io.ts";
import { manifestPaths } from "../inputs/manifest-paths.ts";
import { readManifestFiles } from "../inputs/manifests.ts";
import { poolOf, readPlacing } from "../inputs/placing.ts";
import { selectNode } from "../inputs/select-node.ts";
import { NODE_OPTIONS, type NodeOptions } from "../options/node-options.ts";
import { PLACING_OPTIONS, type PlacingOptions } from "../options/placing-options.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { summarize } from "./counts.ts";
import type { PlaceDocument } from "./json.ts";
import { placePods } from "./place.ts";
import { noneRefused, podRefused, refuse } from "./refuse.ts";
import { render } from "./render.ts";

interface Options extends NodeOptions, PlacingOptions {}

export const placeCommand: CommandRow<Options, PlaceDocument> = {
  summary: "Place the pods of manifests on one node, and show which IDs they get.",
  argument: { name: "[files...]", about: "Kubernetes manifests, YAML or JSON; - or none for standard input" },
  options: { ...NODE_OPTIONS, ...PLACING_OPTIONS },
  exits: {
    yes: "all pods placed",
    no: "no: more pods than slots, a pod that gets no range, or a container that would not start",
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
  renderers: { text: render },
};

async function place(io: Io, asked: Asked<Options>): Promise<PlaceDocument | UnreadableDocument> {
  const { options } = asked;
  const placing = await readPlacing(io, asked);
  if ("problems" in placing) return { outcome: "unreadable", ...placing };
  const { manifests, problems } = await readManifestFiles(io, manifestPaths(io, asked));
  if (problems.length > 0) return { outcome: "unreadable", problems, problemCount: manifests.problems.length };
  const { node, sets, elsewhere } = selectNode(manifests.podSets, options.node);
  const { strategy, request } = placing;
  const opened = openSource(strategy.name, request);
  if (!opened.ok) return noneRefused(opened.error, strategy, null);
  const pool = poolOf(placing, opened.value.kubelet);
  const refusal = refuse(sets, strategy, pool);
  if (refusal !== undefined) return refusal;
  const placed = await placePods(sets, opened.value, io.breathe);
  if (!placed.ok) return podRefused(placed.error, strategy, pool);
  const pods = placed.value;
  const counts = summarize(pods, manifests, elsewhere);
  return {
    outcome: counts.wouldNotStart > 0 ? "would-not-start" : "placed",
    node: node ?? null,
    release: request.settings.release,
    evidence: evidenceOf(request.settings.release),
    pool,
    strategy,
    counts,
    pods,
  };
}
