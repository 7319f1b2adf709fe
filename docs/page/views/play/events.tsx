import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { TableBehind } from "../../pictures/picture-table.tsx";
import { Timeline, tellTimeline } from "../../pictures/timeline.tsx";
import type { Page } from "../../state/page.ts";
import { fork, goTo, stepBack, stepForward } from "../../state/play/changes.ts";
import { PLAY_WORDS } from "../../words/play.ts";
import { Came } from "./events/came.tsx";
import { Defects } from "./events/defects.tsx";
import { EventForm } from "./events/event-form.tsx";

/** What happens to the node: the timeline, the ways along it, what the last event came to, and what may happen next. */
export function Events({ page }: { readonly page: Page }): JSX.Element {
  const { play } = page;
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { timeline } = play.shown.value;
  const { events, position } = play.history.value.now;
  const heading = useId();
  const isFirst = position === 0;
  const isLast = position === events.length;
  return (
    <section class="events" aria-labelledby={heading}>
      <h3 id={heading}>{words.events}</h3>
      <Timeline
        picture={timeline.picture}
        language={language}
        selected={timeline.position}
        onSelect={(at) => play.change(goTo(at))}
      />
      <TableBehind told={tellTimeline(timeline.picture, language)} language={language} />
      <p class="row">
        {/* A button that is disabled would take the keyboard's place with it. */}
        <button type="button" aria-disabled={isFirst} onClick={() => isFirst || play.change(stepBack())}>
          {words.back}
        </button>
        <button type="button" aria-disabled={isLast} onClick={() => isLast || play.change(stepForward())}>
          {words.forward}
        </button>
        <button type="button" aria-disabled={isLast} onClick={() => play.change(fork())}>
          {words.fork}
        </button>
      </p>
      <div role="status">
        <p>{words.position(position, events.length)}</p>
        <Came timeline={timeline} language={language} />
      </div>
      <EventForm play={play} language={language} />
      <Defects timeline={timeline} language={language} />
    </section>
  );
}
