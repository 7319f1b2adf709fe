import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { COURSE, CUTS, type Lesson, PARTS } from "userns-sim/lessons";
import { LessonList } from "../../parts/lesson-list.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { find } from "../../state/find.ts";
import type { Page } from "../../state/page.ts";
import { LESSON_WORDS } from "../../words/lesson.ts";
import { START_WORDS } from "../../words/start.ts";
import { WORDS } from "../../words/words.ts";
import { CutChoice } from "./cut-choice.tsx";
import { FoundLists } from "./found-lists.tsx";

/** The start: the lessons by parts or of a cut, and one field that finds lessons, terms and questions. */
export function Start({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = START_WORDS[language];
  const text = useSignal("");
  const isFinding = text.value.trim() !== "";
  const found = isFinding ? find(text.value, language) : undefined;
  const count = found === undefined ? 0 : found.lessons.length + found.terms.length + found.questions.length;
  const chosen = lessonsOf(page);
  const done = chosen.filter(({ id }) => page.progress.value.finished.includes(id)).length;
  return (
    <>
      <h1 tabIndex={-1}>{WORDS[language].lessons}</h1>
      <p class="lead">{words.lead}</p>
      <SearchField label={words.find} text={text}>
        {found !== undefined && (count === 0 ? words.nothing(text.value.trim()) : words.found(count))}
      </SearchField>
      {found !== undefined ? (
        <FoundLists page={page} found={found} />
      ) : (
        <>
          <CutChoice page={page} />
          <p class="soft">{words.doneOf(done, chosen.length)}</p>
          {page.cut.value === undefined ? (
            <div class="course">
              {PARTS.map((part) => (
                <section key={part} aria-labelledby={part}>
                  <h2 id={part}>{LESSON_WORDS[language].parts[part]}</h2>
                  <LessonList page={page} lessons={COURSE.filter((lesson) => lesson.part === part)} />
                </section>
              ))}
            </div>
          ) : (
            <LessonList page={page} lessons={chosen} />
          )}
        </>
      )}
    </>
  );
}

/** The lessons that are gone through, in their order. */
function lessonsOf({ cut }: Page): readonly Lesson[] {
  if (cut.value === undefined) return COURSE;
  return CUTS[cut.value].flatMap((id) => COURSE.filter((lesson) => lesson.id === id));
}
