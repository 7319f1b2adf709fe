import { POD_VERDICTS, type PodVerdict } from "../../core/findings/condition.ts";
import type { Capacity } from "../../core/node/check/capacity.ts";
import type { CheckedKubelet } from "../../core/node/check/check-node.ts";
import type { NodePool } from "../../core/node/check/pool.ts";
import { type Line, no, strong } from "../base/line.ts";
import { count, rangeText } from "../base/words.ts";
import { quotationNote, renderFindings } from "../output/findings.ts";
import { joinBlocks, labelled, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { CheckDocument, CheckedNode, LeftOut } from "./json.ts";

export function render(document: CheckDocument, style: Style): readonly Line[] {
  const findings = document.findings.map((found) => ({ ...found, fix: found.fix.text }));
  return joinBlocks([
    verdictLines(document, style),
    ...document.nodes.map((node) => headLines(node, document.leftOut, style)),
    ...renderFindings(findings, style),
    quotationNote(findings, style),
  ]);
}

function verdictLines({ outcome, nodes, counts, findings }: CheckDocument, style: Style): readonly Line[] {
  const open = findings.filter(({ verdict }) => verdict === "undecided").length;
  const withUserns = counts.pods - counts.withoutUserns;
  const parts = POD_VERDICTS.flatMap((verdict) =>
    counts[verdict] === 0 ? [] : [`${counts[verdict]} ${COUNTED[verdict]}`],
  );
  const sentences = [
    ...nodes.map(({ kubelet }) => STARTS[kubelet.starts]),
    ...(withUserns === 0 ? [] : [`Of ${count(withUserns, "pod")} with hostUsers: false: ${parts.join(", ")}.`]),
    ...(counts.withoutUserns === 0 ? [] : [`${count(counts.withoutUserns, "pod")} without.`]),
    ...(open > 0 ? [`${count(open, "point")} left open.`] : []),
  ];
  const sign = outcome === "no" ? `${style.glyphs.cross} no: ` : "";
  const lines = wrap(sign + sentences.join(" "), style.width);
  return outcome === "no" ? lines.map(no) : lines;
}

const COUNTED: { readonly [Verdict in PodVerdict]: string } = {
  refused: "refused",
  fails: "failing",
  unsound: "unsound",
  undecided: "undecided",
  runs: "running",
};

const STARTS: { readonly [Starts in CheckedKubelet["starts"]]: string } = {
  yes: "The kubelet starts.",
  no: "The kubelet does not start.",
  undecided: "Whether the kubelet starts is not decided.",
};

function headLines(
  { name, kubelet, pool, capacity }: CheckedNode,
  { elsewhere }: LeftOut,
  { width }: Style,
): readonly Line[] {
  const { release, maxPods, gate } = kubelet;
  const gateText = gate === null ? "" : `, ${gate.name} ${gate.on ? "on" : "off"}`;
  const rows = [
    ...(name === null ? [] : [["node", name] as const]),
    ["kubelet", `${release}, maxPods ${maxPods}${gateText}`] as const,
    ["pool", pool === null ? "none" : poolText(pool)] as const,
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

export function poolText(pool: NodePool): string {
  return `${rangeText(pool)}, ${count(pool.slots, "slot")} of ${pool.idsPerPod} IDs, ${SOURCES[pool.source]}`;
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
