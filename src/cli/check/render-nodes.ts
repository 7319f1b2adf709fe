import type { Capacity } from "../../core/node/check/capacity.ts";
import type { NodePool } from "../../core/node/check/pool.ts";
import { type Line, strong } from "../base/line.ts";
import { count, rangeText } from "../base/words.ts";
import { labelled, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { CheckDocument, CheckedNode, LeftOut } from "./json.ts";
import { verdictsText } from "./verdicts-text.ts";

/** All that is known of one node. */
export function headLines(node: CheckedNode, { elsewhere }: LeftOut, { width }: Style): readonly Line[] {
  const { name, kubelet, pool, capacity, hasObject, runtimes, kernel, osImage } = node;
  const { release, maxPods, gate } = kubelet;
  const gateText = gate === null ? "" : `, ${gate.name} ${gate.on ? "on" : "off"}`;
  const rows = [
    ...(name === null ? [] : [["node", name] as const]),
    ["kubelet", `${release}, maxPods ${maxPods}${gateText}`] as const,
    ...(hasObject ? [["system", systemText(runtimes, kernel, osImage)] as const] : []),
    ["pool", poolText(pool, kubelet.starts === "undecided")] as const,
    ...(capacity === null ? [] : [["capacity", capacityText(capacity)] as const]),
    ...(elsewhere === 0 ? [] : [["left out", `${count(elsewhere, "pod")} not on this node`] as const]),
  ];
  return labelled(
    rows.map(([label, text]) => [strong(label), text] as const),
    HEAD_WIDTH,
    width,
  );
}

const HEAD_WIDTH = 10;

/** The nodes of a cluster, those with the same facts and counts as one, the most first; or each by itself. */
export function clusterLines({ nodes, eachNode }: CheckDocument, style: Style): readonly (readonly Line[])[] {
  const alike = new Map<string, CheckedNode[]>();
  for (const node of nodes) {
    const key = eachNode || node.isAny ? String(node.name) : lineOf(node);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [node]);
    else known.push(node);
  }
  const groups = [...alike.values()];
  if (!eachNode) groups.sort((a, b) => b.length - a.length);
  const shown = eachNode ? groups : groups.slice(0, MAX_GROUPS);
  const more = groups.length - shown.length;
  return [
    ...shown.map((group) => groupLines(group, style)),
    ...(more === 0 ? [] : [wrap(`and nodes of ${count(more, "other kind")}, all of them with --nodes`, style.width)]),
  ];
}

const MAX_GROUPS = 20;

function groupLines(group: readonly CheckedNode[], { width }: Style): readonly Line[] {
  const [node] = group;
  if (node === undefined) return [];
  const name = group.length === 1 ? String(node.name) : count(group.length, "node");
  const text = [strong(name), `: ${lineOf(node)}`];
  return wrap(text, width - INDENT).map((part, i) => (i === 0 ? part : [{ text: " ".repeat(INDENT) }, ...part]));
}

const INDENT = 2;

function lineOf({ isAny, kubelet, runtimes, kernel, osImage, pool, capacity, counts }: CheckedNode): string {
  const { release, maxPods, starts } = kubelet;
  const withUserns = counts.pods - counts.withoutUserns;
  const parts = [
    `kubelet ${release}${STARTS[starts]}`,
    systemText(runtimes, kernel, osImage),
    ...(isAny ? [] : [`maxPods ${maxPods}`]),
    ...(isAny || pool === null || capacity === null ? [] : [`${capacity.fits} may have hostUsers: false`]),
    ...(withUserns === 0 ? [] : [`of ${count(withUserns, "pod")} with hostUsers: false ${verdictsText(counts)}`]),
    ...(counts.withoutUserns === 0 ? [] : [`${count(counts.withoutUserns, "pod")} without`]),
    ...(counts.pods === 0 ? ["no pods"] : []),
  ];
  return parts.filter((part) => part !== "").join("; ");
}

const STARTS: { readonly [Starts in CheckedNode["kubelet"]["starts"]]: string } = {
  yes: "",
  no: ", which does not start",
  undecided: ", of which it is not decided whether it starts",
};

function systemText(runtimes: readonly string[], kernel: string | null, osImage: string | null): string {
  const known = [...runtimes, ...(kernel === null ? [] : [`Linux ${kernel}`]), ...(osImage === null ? [] : [osImage])];
  return known.join(", ");
}

export function poolText(pool: NodePool | null, isOpen: boolean): string {
  if (pool === null) return isOpen ? "not known" : "none";
  return `${rangeText(pool)}, ${count(pool.slots, "slot")} of ${count(pool.idsPerPod, "ID")}, ${SOURCES[pool.source]}`;
}

const SOURCES: { readonly [Source in NodePool["source"]]: string } = {
  subuid: "from the entry of kubelet",
  default: "the kubelet's default",
  whole: "as in all releases before 1.30",
};

function capacityText({ fits, usableSlots, maxPods, podLimit, collidingSlots }: Capacity): string {
  const limit = podLimit === null ? "" : `, at most ${podLimit} in this release`;
  const shared = collidingSlots === 0 ? "" : `; ${count(collidingSlots, "slot")} shared with others`;
  return `${count(fits, "pod")} with hostUsers: false: ${count(usableSlots, "usable slot")}, maxPods ${maxPods}${limit}${shared}`;
}
