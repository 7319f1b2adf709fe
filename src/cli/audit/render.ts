import type { NodePool } from "../../core/node/check/pool.ts";
import { type Line, no, strong } from "../base/line.ts";
import { count } from "../base/words.ts";
import { poolText } from "../check/render-nodes.ts";
import { isNo, quotationNote, renderFindings } from "../output/findings.ts";
import { joinBlocks, labelled, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { AuditCounts, AuditDocument, NextStart, UpgradeFacts } from "./json.ts";
import { namespacesText } from "./namespace-findings.ts";

export function render(document: AuditDocument, style: Style): readonly Line[] {
  return joinBlocks([
    verdictLines(document, style),
    headLines(document, style),
    ...renderFindings(document.findings, style),
    quotationNote(document.findings, style),
    document.upgrade === null ? wrap(MEMORY, style.width) : [],
  ]);
}

const MEMORY = "What the running kubelet lost in its memory does not show on the disk; a restart frees it.";

function verdictLines(document: AuditDocument, style: Style): readonly Line[] {
  const { outcome, findings, nextStart, upgrade } = document;
  const { glyphs, width } = style;
  if (upgrade !== null) return upgradeLines(document, upgrade, style);
  const wrong = findings.filter((finding) => isNo([finding])).length;
  const sentences = [
    ...(outcome === "unreadable-files" ? ["Not all files could be read."] : []),
    wrong === 0 ? "Nothing is wrong that shows here." : `${count(wrong, "thing")} wrong.`,
    STARTS[nextStart.outcome],
  ];
  const lines = wrap((wrong === 0 ? "" : `${glyphs.cross} no: `) + sentences.join(" "), width);
  return wrong === 0 ? lines : lines.map(no);
}

function upgradeLines(
  { outcome, release, nextStart, findings }: AuditDocument,
  { inTheWay }: UpgradeFacts,
  { glyphs, width }: Style,
): readonly Line[] {
  const who = `kubelet of ${release}`;
  if (nextStart.outcome === "starts") return wrap(`The ${who} would start on this directory.`, width);
  if (nextStart.outcome === "refused") {
    const way =
      inTheWay.length === 0
        ? REFUSED[findings.some(({ verdict }) => verdict === "fails") ? "settings" : "files"]
        : `${count(inTheWay.length, "pod")} in the way, to be drained before.`;
    return wrap(`${glyphs.cross} no: The ${who} would not start on this directory. ${way}`, width).map(no);
  }
  const unread = outcome === "unreadable-files" ? "Not all files could be read. " : "";
  const may = inTheWay.length === 0 ? "" : ` ${count(inTheWay.length, "pod")} may be in the way.`;
  return wrap(`${glyphs.undecided} ${unread}Whether the ${who} would start is not decided.${may}`, width);
}

const REFUSED = {
  settings: "Whoever is drained, it refuses these settings.",
  files: "It refuses files of pods, whatever its settings are.",
} as const;

const STARTS: { readonly [Outcome in NextStart["outcome"]]: string } = {
  starts: "The kubelet would start again.",
  refused: "The kubelet would not start again.",
  undecided: "Whether the kubelet would start again is not decided.",
};

function headLines(document: AuditDocument, { width }: Style): readonly Line[] {
  const { podsDir, release, pool, nextStart, counts, namespaces, upgrade } = document;
  const textOf = (each: NodePool | null): string => poolText(each, nextStart.outcome === "undecided");
  const rows = [
    ["directory", `${podsDir}: ${contentText(counts)}`] as const,
    ["kubelet", upgrade === null ? release : `${release}, after ${upgrade.from}`] as const,
    ["pool", textOf(pool)] as const,
    ...(upgrade === null ? [] : [["before", textOf(upgrade.poolBefore)] as const]),
    ...(counts.slotsTaken === null ? [] : [["slots", slotsText(counts)] as const]),
    ...(nextStart.says === null ? [] : [["start says", nextStart.says] as const]),
    ...(namespaces === null ? [] : [["running", namespacesText(namespaces)] as const]),
  ];
  return labelled(
    rows.map(([label, text]) => [strong(label), text] as const),
    HEAD_WIDTH,
    width,
  );
}

const HEAD_WIDTH = 12;

function contentText({ pods, withRange, withoutFile, otherEntries }: AuditCounts): string {
  const others = otherEntries === 0 ? "" : `; ${otherEntries} other than directories`;
  return `${count(pods, "pod")}, ${withRange} with a range, ${withoutFile} without a file${others}`;
}

function slotsText({ slotsTaken, slotsFree, slotsLeaked }: AuditCounts): string {
  const leaked = slotsLeaked === null ? "" : `, ${slotsLeaked} of the taken ones by pods that are gone`;
  return `${slotsTaken} taken, ${slotsFree} free${leaked}`;
}
