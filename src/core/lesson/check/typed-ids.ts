import type { HostId } from "../../id/id.ts";
import type { IdRange } from "../../range/range.ts";
import type { PlayedLesson } from "../lesson/lesson.ts";
import type { LessonLanguage } from "../words/words.ts";
import type { TypedId } from "./lesson-fault.ts";
import { textsOf } from "./texts.ts";

/** A lesson in one of its worlds. */
export interface InWorld {
  readonly played: PlayedLesson;
  readonly held: readonly IdRange<HostId>[];
}

/**
 * Host IDs that stand in a text under every seed, though only the first world holds them all: they were typed, and are
 * wrong in the next one.
 */
export function typedIds(first: InWorld, other: InWorld, languages: readonly LessonLanguage[]): readonly TypedId[] {
  const others = textsOf(other.played);
  return textsOf(first.played).flatMap(({ place, field, words }, i) =>
    languages.flatMap((language) => {
      const there = idsIn(others[i]?.words[language] ?? "");
      return [...idsIn(words[language] ?? "")]
        .filter((id) => there.has(id) && isHeld(id, first.held) && !isHeld(id, other.held))
        .map((id): TypedId => ({ code: "typed-id", ...place, field, language, id }));
    }),
  );
}

function idsIn(text: string): ReadonlySet<number> {
  const numbers = Array.from(text.matchAll(/(?<![\d.])\d{5,10}(?!\d)/g), ([digits]) => Number(digits));
  return new Set(numbers.filter((id) => id >= 65536));
}

function isHeld(id: number, held: readonly IdRange<HostId>[]): boolean {
  return held.some(({ start, size }) => start <= id && id < start + size);
}
