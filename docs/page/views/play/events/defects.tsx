import type { JSX } from "preact";
import type { LessonLanguage } from "userns-sim/lessons";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { Coded } from "../../../parts/rich.tsx";
import type { PlayedDefect, PlayedTimeline } from "../../../state/play/shown.ts";
import { PLAY_WORDS } from "../../../words/play.ts";

/** The known defects of the kubelet that showed by now. */
export function Defects({
  timeline: { defects },
  language,
}: {
  readonly timeline: PlayedTimeline;
  readonly language: LessonLanguage;
}): JSX.Element | null {
  const words = PLAY_WORDS[language];
  if (defects.length === 0) return null;
  return (
    <>
      <h4 class="known">{words.defects}</h4>
      <ul class="defects">
        {defects.map((defect) => (
          <li key={defect.name}>
            <p>
              <code>{defect.name}</code>: <Coded text={defect.what[language]} /> {words.defectAt(defect.at.join(", "))}
            </p>
            <Disclosure summary={words.more}>{() => <More defect={defect} language={language} />}</Disclosure>
          </li>
        ))}
      </ul>
    </>
  );
}

function More({
  defect: { breaks, fix, source },
  language,
}: {
  readonly defect: PlayedDefect;
  readonly language: LessonLanguage;
}): JSX.Element {
  const words = PLAY_WORDS[language];
  return (
    <dl>
      <dt>{words.breaks}</dt>
      <dd>
        <Coded text={breaks[language]} />
      </dd>
      <dt>{words.fix}</dt>
      <dd>
        <Coded text={fix[language]} />
      </dd>
      <dt>{words.defectSource}</dt>
      <dd lang="en">{source}</dd>
    </dl>
  );
}
