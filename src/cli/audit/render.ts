import { type Line, no, strong } from "../base/line.ts";
import { count } from "../base/words.ts";
import { poolText } from "../check/render-nodes.ts";
import { isNo, quotationNote, renderFindings } from "../output/findings.ts";
import { joinBlocks, labelled, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { AuditCounts, AuditDocument, NextStart } from "./json.ts";
import { namespacesText } from "./namespace-findings.ts";

export function render(document: AuditDocument, style: Style): readonly Line[] {
  return joinBlocks([
    verdictLines(document, style),
    headLines(document, style),
    ...renderFindings(document.findings, style),
    quotationNote(document.findings, style),
    wrap("What the running kubelet lost in its memory does not show on the disk; a restart frees it.", style.width),
  ]);
}

function verdictLines({ outcome, findings, nextStart }: AuditDocument, { glyphs, width }: Style): readonly Line[] {
  const wrong = findings.filter((finding) => isNo([finding])).length;
  const sentences = [
    ...(outcome === "unreadable-files" ? ["Not all files could be read."] : []),
    wrong === 0 ? "Nothing is wrong that shows here." : `${count(wrong, "thing")} wrong.`,
    STARTS[nextStart.outcome],
  ];
  const lines = wrap((wrong === 0 ? "" : `${glyphs.cross} no: `) + sentences.join(" "), width);
  return wrong === 0 ? lines : lines.map(no);
}

const STARTS: { readonly [Outcome in NextStart["outcome"]]: string } = {
  starts: "The kubelet would start again.",
  refused: "The kubelet would not start again.",
  undecided: "Whether the kubelet would start again is not decided.",
};

function headLines(document: AuditDocument, { width }: Style): readonly Line[] {
  const { podsDir, release, pool, nextStart, counts, namespaces } = document;
  const rows = [
    ["directory", `${podsDir}: ${contentText(counts)}`] as const,
    ["kubelet", release] as const,
    ["pool", pool === null ? "none" : poolText(pool)] as const,
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
