import type { FindingOf } from "../../../findings/finding.ts";
import { DEFAULT_IDS_PER_POD, DEFAULT_MAX_PODS } from "../../../kubelet/settings/settings.ts";
import { RELEASE_TABLE, traitAt } from "../../../releases/releases.ts";
import { nodePool } from "../pool.ts";
import type { ComputedFixOf, Fix, FixFacts, NoMoreIds } from "./fix.ts";
import type { NodeToFix } from "./free-range.ts";
import { changed, lineChange, type PoolChange, poolChange } from "./pool-change.ts";

type NotMapped = FindingOf<"id-not-mapped" | "further-group-not-mapped">;

export function mappedId({ path, facts: { id, idsPerPod } }: NotMapped, node: NodeToFix): Fix {
  const more = moreIds(node, id);
  if (more !== undefined) return withMoreIds("smaller-id-or-more-ids", idsPerPod, more);
  const facts = { idsPerPod, needed: neededFor(id), reason: noMoreIds(node) };
  // What the image says is not a field of the pod.
  const changes = path.endsWith(".image") ? [] : [{ field: path, value: SOME_ID }];
  return { code: "smaller-id", facts, changes };
}

/** As images for everybody have it. */
const SOME_ID = 1000;

export function rebuildImage(
  { facts: { id, idsPerPod } }: FindingOf<"image-file-not-mapped" | "image-file-refused">,
  node: NodeToFix,
): Fix {
  const more = moreIds(node, id);
  if (more !== undefined) return withMoreIds("rebuild-image-or-more-ids", idsPerPod, more);
  const facts = { idsPerPod, needed: neededFor(id), reason: noMoreIds(node) };
  return { code: "rebuild-image-for-fewer-ids", facts, changes: [] };
}

type MoreIdsCode = "smaller-id-or-more-ids" | "rebuild-image-or-more-ids";

function withMoreIds(
  code: MoreIdsCode,
  idsPerPod: number,
  { needed, change: { line, ...plan } }: MoreIds,
): ComputedFixOf<MoreIdsCode> {
  const facts: FixFacts[MoreIdsCode] = { idsPerPod, needed, ...(line === undefined ? {} : { line }) };
  return { code, facts, ...plan };
}

interface MoreIds {
  readonly needed: number;
  readonly change: PoolChange;
}

/** Every pod of the node gets as many, and each of them must have a slot that the kernel accepts. */
function moreIds(node: NodeToFix, id: number): MoreIds | undefined {
  if (traitAt(RELEASE_TABLE.idsPerPod, node.kubelet.release) !== "honoured") return undefined;
  const least = neededFor(id);
  // The default pool ends at 2^32, and must be whole slots.
  for (const needed of [least, powerOfTwo(least)]) {
    const change = poolChange(node, { idsPerPod: needed });
    if (change?.line === undefined && change !== undefined && hasRoom(node, needed)) return { needed, change };
  }
  const change = lineChange(node, { idsPerPod: least });
  return change === undefined ? undefined : { needed: least, change };
}

function hasRoom({ kubelet }: NodeToFix, idsPerPod: number): boolean {
  const { maxPods = DEFAULT_MAX_PODS } = kubelet;
  const pool = nodePool(changed(kubelet, { idsPerPod }));
  return pool === null || pool.slots > maxPods || pool.start + pool.size < 4294967296;
}

function neededFor(id: number): number {
  return (Math.floor(id / DEFAULT_IDS_PER_POD) + 1) * DEFAULT_IDS_PER_POD;
}

function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}

function noMoreIds({ kubelet: { release, maxPods = DEFAULT_MAX_PODS } }: NodeToFix): NoMoreIds {
  return traitAt(RELEASE_TABLE.idsPerPod, release) === "honoured"
    ? { kind: "too-many", maxPods }
    : { kind: "release", release };
}
