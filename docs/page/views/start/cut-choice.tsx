import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { COURSE, CUTS, type CutName } from "userns-sim/lessons";
import type { Page } from "../../state/page.ts";
import { withCut } from "../../state/progress.ts";
import { START_WORDS } from "../../words/start.ts";

/** Which lessons are gone through: all of them, or a cut. */
export function CutChoice({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = START_WORDS[language];
  const name = useId();
  const choices: readonly (CutName | undefined)[] = [undefined, ...(Object.keys(CUTS) as CutName[])];
  return (
    <fieldset class="cuts">
      <legend>{words.which}</legend>
      {choices.map((cut) => (
        <label key={cut ?? "all"} class="choice">
          <input
            type="radio"
            name={name}
            checked={page.cut.value === cut}
            onChange={() => page.change((progress) => withCut(progress, cut))}
          />
          <span>
            {words.cuts[cut ?? "all"]} <span class="soft">{sizeOf(cut, words.cutSize)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function sizeOf(cut: CutName | undefined, say: (lessons: number, minutes: number) => string): string {
  const lessons = COURSE.filter(({ id }) => cut === undefined || CUTS[cut].includes(id));
  return say(
    lessons.length,
    lessons.reduce((sum, { minutes }) => sum + minutes, 0),
  );
}
