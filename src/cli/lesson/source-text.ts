import { LIVE_CHECKS } from "../../core/lesson/words/live-checks.ts";
import type { Source } from "../../core/lesson/words/source.ts";
import type { LessonWords } from "./words.ts";

/** Says where something is from. */
export function sourceText(source: Source, { asked, read }: LessonWords): string {
  if ("check" in source) return `${asked} (${source.check}): ${LIVE_CHECKS[source.check]}.`;
  if ("manual" in source) return `${source.manual}: "${source.sentence}"`;
  return "code" in source ? `${source.code}, ${read(source.version)}` : source.report;
}
