import type { FindingVerdict } from "../../core/findings/condition.ts";
import { type Line, no, strong, type Text } from "../base/line.ts";
import { count, listed } from "../base/words.ts";
import { labelled, wrap } from "./layout.ts";
import type { Style } from "./style.ts";

/** One thing that a command found. */
export interface FindingFacts {
  /**
   * What it means. Something is refused, or fails, or must not be so, which makes the answer a no and the exit code 1;
   * or it is only a warning, or left open.
   */
  readonly verdict: FindingVerdict;
  /** Names what was found. */
  readonly code: string;
  /** What it is about, such as the kubelet, or the pods that share it. */
  readonly about: readonly string[];
  /** The field of the pod; null where it is about something else. */
  readonly field: string | null;
  /** What the real system says, verbatim; null where it says nothing, or where its words are not known. */
  readonly says: string | null;
  /** Why it matters. */
  readonly why: string;
  /** What would help. */
  readonly fix: string;
  /** Where it can be read; null where the reason says it all. */
  readonly source: string | null;
}

/**
 * Makes a finding that is about no field of a pod.
 * @param texts - why it matters, what would help, what the real system says and where that can be read
 */
export function finding(
  verdict: FindingFacts["verdict"],
  code: string,
  about: string,
  texts: Pick<FindingFacts, "why" | "fix"> & Partial<Pick<FindingFacts, "says" | "source">>,
): FindingFacts {
  return { verdict, code, about: [about], field: null, says: null, source: null, ...texts };
}

/** The order in which findings are told, the worst first. */
export const VERDICTS: readonly FindingFacts["verdict"][] = ["refused", "fails", "unsound", "warning", "undecided"];

/** Tells whether findings make the answer a no. */
export function isNo(findings: readonly Pick<FindingFacts, "verdict">[]): boolean {
  return findings.some(({ verdict }) => verdict !== "warning" && verdict !== "undecided");
}

/**
 * Writes findings as text, the worst first.
 * @param subjectOf - what the first line says that findings are about which are told as one
 * @returns blocks of lines: one for each finding, the first 20 of each verdict
 */
export function renderFindings<F extends FindingFacts>(
  findings: readonly F[],
  style: Style,
  subjectOf: (about: readonly string[], told: readonly F[]) => string = aboutText,
): readonly (readonly Text[])[] {
  return VERDICTS.flatMap((verdict) => {
    const all = merge(findings.filter((finding) => finding.verdict === verdict));
    const blocks: (readonly Text[])[] = all
      .slice(0, MAX_FINDINGS)
      .map((shown) => renderFinding(shown, subjectOf([...shown.about], shown.told), style));
    const more = all.length - blocks.length;
    if (more > 0) blocks.push([`and ${count(more, "more finding")} like that, all of them with --json`]);
    return blocks;
  });
}

/** The first of what findings are about. */
export function aboutText(about: readonly string[]): string {
  return listed(about, MAX_ABOUT);
}

/** Says whose words stand behind `says`. */
export function quotationNote(findings: readonly FindingFacts[], style: Style): readonly Line[] {
  if (findings.every(({ says }) => says === null)) return [];
  return wrap("What stands behind says is the real message, word by word.", style.width);
}

const MAX_FINDINGS = 20;
const MAX_ABOUT = 3;

/** A finding as it is shown: several that leave the same open are one. */
interface Shown<F> {
  readonly first: F;
  readonly told: F[];
  readonly about: Set<string>;
  readonly fields: Set<string | null>;
  readonly reasons: Set<string>;
}

/** What is open for each of a hundred images is one question with one answer. */
function merge<F extends FindingFacts>(findings: readonly F[]): readonly Shown<F>[] {
  const merged = new Map<string, Shown<F>>();
  for (const finding of findings) {
    const { why, about, field } = finding;
    const key = sameText(finding);
    const unseen = { first: finding, told: [], about: new Set<string>(), fields: new Set<string | null>() };
    const shown = merged.get(key) ?? { ...unseen, reasons: new Set() };
    shown.told.push(finding);
    for (const name of about) shown.about.add(name);
    shown.fields.add(field);
    shown.reasons.add(why);
    merged.set(key, shown);
  }
  return [...merged.values()];
}

/** What findings have in common that are told as one: what is open, or all that is shown of them. */
function sameText({ verdict, code, about, field, says, why, fix }: FindingFacts): string {
  return verdict === "undecided" ? code : [code, field, says, why, fix, ...about].join("\n");
}

function renderFinding(
  { first, fields, reasons }: Shown<FindingFacts>,
  subject: string,
  { glyphs, width }: Style,
): readonly Line[] {
  const { verdict, field, says, fix } = first;
  const isBad = isNo([first]);
  const sign = isBad ? glyphs.cross : verdict === "undecided" ? glyphs.undecided : "!";
  const title = wrap(`${sign} ${TITLES[verdict]}: ${subject}`, width);
  const more = reasons.size - MAX_ABOUT;
  const rows = [
    ...(field === null || fields.size > 1 ? [] : [["  field", field] as const]),
    ...(says === null ? [] : [["  says", strong(says)] as const]),
    ...[...reasons].slice(0, MAX_ABOUT).map((reason, i) => [i === 0 ? "  why" : "", reason] as const),
    ...(more > 0 ? [["", `And ${more} more like that.`] as const] : []),
    ["  fix", fix] as const,
  ];
  return [...(isBad ? title.map(no) : title), ...labelled(rows, LABEL_WIDTH, width)];
}

/** Of the longest label, `field`, with blanks around it. */
const LABEL_WIDTH = 9;

const TITLES: { readonly [Verdict in FindingFacts["verdict"]]: string } = {
  refused: "refused",
  fails: "fails",
  unsound: "unsound",
  warning: "warning",
  undecided: "not decided",
};
