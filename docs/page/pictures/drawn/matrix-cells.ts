import { type LessonLanguage, type MatrixCell, sayIn } from "userns-sim/lessons";

/** What a cell says: that it works, that it is refused, or anything else. */
export type Verdict = "allowed" | "denied" | "other";

/** `ok` and the names of errors are what lessons answer with. */
export function verdictOf({ text }: MatrixCell): Verdict {
  if (typeof text !== "string") return "other";
  if (text === "ok") return "allowed";
  return /^E[A-Z][A-Z0-9]+$/.test(text) ? "denied" : "other";
}

/** Whether a cell says what somebody may do, and not a number or anything else. */
export function isAllowance(cell: MatrixCell): boolean {
  return verdictOf(cell) !== "other" || /^[r-][w-]$/.test(sayIn(cell.text, "en"));
}

/** The text of a cell, with signs for those who see no colours. */
export function cellText(cell: MatrixCell, language: LessonLanguage): string {
  const verdict = verdictOf(cell);
  const sign = verdict === "allowed" ? "✓ " : verdict === "denied" ? "✗ " : "";
  const mark = cell.mark === undefined ? "" : cell.mark === "beyond" ? " !" : " ?";
  return `${sign}${sayIn(cell.text, language)}${mark}`;
}
