import type { JSX } from "preact";
import type { LessonLanguage } from "userns-sim/lessons";
import { Coded } from "../../../parts/rich.tsx";
import type { PlayedTimeline } from "../../../state/play/shown.ts";
import { PLAY_WORDS } from "../../../words/play.ts";

/** So much is said of one event: the first may be about all pods. */
const MOST = 20;

/** What the event came to that is chosen. */
export function Came({
  timeline: { events, position, leaked },
  language,
}: {
  readonly timeline: PlayedTimeline;
  readonly language: LessonLanguage;
}): JSX.Element | null {
  const words = PLAY_WORDS[language];
  const event = events[position];
  if (event === undefined) return null;
  return (
    <>
      <p>
        <Coded text={event.text[language]} />: <b>{words.outcomes[event.outcome]}</b>
      </p>
      {event.says.length > 0 && (
        <ul>
          {event.says.slice(0, MOST).map((says, at) => (
            <li key={at}>
              <Coded text={says[language]} />
            </li>
          ))}
          {event.says.length > MOST && <li>{words.moreIds(event.says.length - MOST)}</li>}
        </ul>
      )}
      {leaked.length > 0 && <p>{words.leaked(leaked.join(", "))}</p>}
    </>
  );
}
