import { type Line, no } from "../base/line.ts";
import { count } from "../base/words.ts";
import { aboutText, quotationNote, renderFindings } from "../output/findings.ts";
import { joinBlocks, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { CheckDocument, CheckedNode, CheckFindingFacts, LeftOut } from "./json.ts";
import { clusterLines, headLines } from "./render-nodes.ts";
import { NO_NODE } from "./spots.ts";
import { verdictsText } from "./verdicts-text.ts";

export function render(document: CheckDocument, style: Style): readonly Line[] {
  const { nodes } = document;
  const findings = document.findings.map((found) => ({ ...found, fix: found.fix.text }));
  const [node, ...others] = nodes;
  const isOne = node !== undefined && others.length === 0;
  const counted = isOne ? undefined : subjects(document);
  return joinBlocks([
    verdictLines(document, style),
    ...(isOne ? [headLines(node, document.leftOut, style)] : []),
    ...renderFindings(isOne ? findings : [...findings].sort((a, b) => b.pods - a.pods), style, counted),
    ...(isOne ? [] : clusterLines(document, style)),
    quotationNote(findings, style),
  ]);
}

function verdictLines(
  { outcome, nodes, counts, findings, pods, leftOut }: CheckDocument,
  style: Style,
): readonly Line[] {
  const open = findings.filter(({ verdict }) => verdict === "undecided").length;
  const withUserns = counts.pods - counts.withoutUserns;
  const fromFiles = pods.filter((pod) => pod.static).length;
  const sentences = [
    startsText(nodes),
    ...(withUserns === 0 ? [] : [`Of ${count(withUserns, "pod")} with hostUsers: false: ${verdictsText(counts)}.`]),
    ...(counts.withoutUserns === 0 ? [] : [`${count(counts.withoutUserns, "pod")} without.`]),
    ...(fromFiles === 0 ? [] : [`${count(fromFiles, "pod")} of all from a file of a node.`]),
    ...(open > 0 ? [`${count(open, "point")} left open.`] : []),
    ...leftOutText(leftOut, nodes.length > 1),
  ];
  const sign = outcome === "no" ? `${style.glyphs.cross} no: ` : "";
  const lines = wrap(sign + sentences.join(" "), style.width);
  return outcome === "no" ? lines.map(no) : lines;
}

function startsText(all: readonly CheckedNode[]): string {
  const nodes = all.filter(({ isAny }) => !isAny);
  const those = (starts: string): number => nodes.filter(({ kubelet }) => kubelet.starts === starts).length;
  const [yes, not, open] = [those("yes"), those("no"), those("undecided")];
  if (nodes.length === 1) return yes > 0 ? "The kubelet starts." : not > 0 ? "The kubelet does not start." : UNDECIDED;
  const parts = [
    ...(yes === 0 ? [] : [`${yes} ${yes === 1 ? "starts" : "start"}`]),
    ...(not === 0 ? [] : [`${not} ${not === 1 ? "does" : "do"} not`]),
    ...(open === 0 ? [] : [`${open} ${open === 1 ? "is" : "are"} not decided`]),
  ];
  return `Of ${nodes.length} kubelets ${parts.join(", ")}.`;
}

const UNDECIDED = "Whether the kubelet starts is not decided.";

/** Of one node, what is left out of it stands with it. */
function leftOutText({ finished, windowsNodes, onWindows }: LeftOut, isCluster: boolean): readonly string[] {
  const parts = [
    ...(finished === 0 ? [] : [`${finished} finished`]),
    ...(windowsNodes === 0 ? [] : [`${count(windowsNodes, "Windows node")} with ${count(onWindows, "pod")}`]),
  ];
  return isCluster && parts.length > 0 ? [`Left out: ${parts.join(", ")}.`] : [];
}

/** Says how many pods share what was found, on how many nodes. */
function subjects({
  pods,
}: CheckDocument): (about: readonly string[], told: readonly Omit<CheckFindingFacts, "fix">[]) => string {
  const counts = new Map<string, number>();
  for (const { kind, namespace, name, count: alike } of pods) {
    const key = `${kind} ${namespace}/${name}`;
    counts.set(key, (counts.get(key) ?? 0) + alike);
  }
  return (about, told) => {
    const nodes = new Set(told.flatMap((found) => found.nodes ?? []));
    const isUnplaced = nodes.delete(NO_NODE);
    const placed = nodes.size === 0 && isUnplaced ? [] : [count(nodes.size, "node")];
    const [first] = told;
    if (first?.scope === "node") {
      const most = Math.max(...told.map((found) => found.pods));
      const where = [...placed, ...(isUnplaced ? [NO_NODE] : [])].join(" and ");
      return `${where}${most === 0 ? "" : ` with ${count(most, "pod")}`}: ${aboutText(about)}`;
    }
    const shared = told.length === 1 ? first?.pods : about.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
    const where = [
      ...placed.map((nodesText) => `on ${nodesText}`),
      ...(isUnplaced ? [placed.length === 0 ? "without a node" : "without one"] : []),
    ];
    return `${count(shared ?? 0, "pod")} ${where.join(" and ")}: ${aboutText(about)}`;
  };
}
