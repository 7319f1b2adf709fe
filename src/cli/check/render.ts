import { type Line, no, strong } from "../base/line.ts";
import { count, rangeText } from "../base/words.ts";
import type { CheckedKubelet, NodePoolFacts } from "../kubelet/kubelet-json.ts";
import { quotationNote, renderFindings } from "../output/findings.ts";
import { joinBlocks, labelled, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { CapacityFacts, CheckDocument } from "./json.ts";

export function render(document: CheckDocument, style: Style): readonly Line[] {
  return joinBlocks([
    verdictLines(document, style),
    headLines(document, style),
    ...renderFindings(document.findings, style),
    quotationNote(document.findings, style),
  ]);
}

function verdictLines({ outcome, kubelet, counts, findings }: CheckDocument, style: Style): readonly Line[] {
  const { refused, failLater, undecided, run, pods } = counts;
  const open = findings.filter(({ verdict }) => verdict === "undecided").length;
  const parts = [
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(failLater > 0 ? [`${failLater} failing later`] : []),
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
    ...(run > 0 ? [`${run} running`] : []),
  ];
  const sentences = [
    STARTS[kubelet.starts],
    ...(pods === 0
      ? []
      : [`Of ${count(pods, "pod")}${kubelet.starts === "no" ? ", if it did" : ""}: ${parts.join(", ")}.`]),
    ...(open > 0 ? [`${count(open, "point")} left open.`] : []),
  ];
  const sign = outcome === "no" ? `${style.glyphs.cross} no: ` : "";
  const lines = wrap(sign + sentences.join(" "), style.width);
  return outcome === "no" ? lines.map(no) : lines;
}

const STARTS: { readonly [Starts in CheckedKubelet["starts"]]: string } = {
  yes: "The kubelet starts.",
  no: "The kubelet does not start.",
  undecided: "Whether the kubelet starts is not decided.",
};

function headLines({ node, kubelet, pool, capacity, counts }: CheckDocument, { width }: Style): readonly Line[] {
  const { release, maxPods, gate } = kubelet;
  const gateText = gate === null ? "" : `, ${gate.name} ${gate.on ? "on" : "off"}`;
  const rows = [
    ...(node === null ? [] : [["node", node] as const]),
    ["kubelet", `${release}, maxPods ${maxPods}${gateText}`] as const,
    ["pool", pool === null ? "none" : poolText(pool)] as const,
    ...(capacity === null ? [] : [["capacity", capacityText(capacity)] as const]),
    ...(counts.elsewhere === 0 ? [] : [["left out", `${count(counts.elsewhere, "pod")} not on this node`] as const]),
  ];
  return labelled(
    rows.map(([label, text]) => [strong(label), text] as const),
    HEAD_WIDTH,
    width,
  );
}

const HEAD_WIDTH = 10;

export function poolText(pool: NodePoolFacts): string {
  return `${rangeText(pool)}, ${count(pool.slots, "slot")} of ${pool.idsPerPod} IDs, ${SOURCES[pool.source]}`;
}

const SOURCES: { readonly [Source in NodePoolFacts["source"]]: string } = {
  subuid: "from the entry of kubelet",
  default: "the kubelet's default",
  whole: "as in all releases before 1.30",
};

function capacityText({ fits, usableSlots, maxPods, podLimit, collidingSlots }: CapacityFacts): string {
  const limit = podLimit === null ? "" : `, at most ${podLimit} in this release`;
  const shared = collidingSlots === 0 ? "" : `; ${count(collidingSlots, "slot")} shared with others`;
  return `${count(fits, "pod")} with hostUsers: false: ${count(usableSlots, "usable slot")}, maxPods ${maxPods}${limit}${shared}`;
}
