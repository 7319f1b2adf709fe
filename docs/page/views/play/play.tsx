import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Faults } from "../../parts/faults.tsx";
import { MapBox } from "../../parts/map-box.tsx";
import { Share } from "../../parts/share.tsx";
import { unpack } from "../../state/link.ts";
import type { Page } from "../../state/page.ts";
import { EXAMPLE } from "../../state/play/play.ts";
import { PLAY_WORDS } from "../../words/play.ts";
import { EscapePane } from "./escape-pane.tsx";
import { Events } from "./events.tsx";
import { IdPane } from "./id-pane.tsx";
import { MapsPane } from "./maps-pane.tsx";
import { PodEditor } from "./pod-editor.tsx";
import { PodList } from "./pod-list.tsx";
import { Settings } from "./settings.tsx";
import { SlotsPane } from "./slots-pane.tsx";
import { WhyPane } from "./why-pane.tsx";

interface Props {
  readonly page: Page;
  /** The play that the address names. */
  readonly state: string | undefined;
}

/** Pods of one's own: what is chosen, what it looks like, and why. */
export function PlayView({ page, state }: Props): JSX.Element {
  const words = PLAY_WORDS[page.at.value.route.language];
  useOpened(page, state);
  useUndoKeys(page);
  return (
    <article class="play">
      <h1 tabIndex={-1}>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Faults page={page} from="link" />
      <History page={page} />
      <div class="columns playing">
        <section class="choices-made" aria-labelledby="controls">
          <h2 id="controls">{words.controls}</h2>
          <PodEditor page={page} />
          <Settings page={page} />
          <MapBox page={page} />
          <Events page={page} />
        </section>
        <section class="shown" aria-labelledby="picture">
          <h2 id="picture">{words.picture}</h2>
          <SlotsPane page={page} />
          <PodList page={page} />
          <MapsPane page={page} />
          <IdPane page={page} />
          <EscapePane page={page} />
        </section>
        <section class="why" aria-labelledby="why">
          <h2 id="why">{words.why}</h2>
          <div class="reasons">
            <WhyPane page={page} />
          </div>
          <Share page={page} />
        </section>
      </div>
    </article>
  );
}

/** All changes can be taken back. A button that does nothing now keeps its place for the keyboard. */
function History({ page }: { readonly page: Page }): JSX.Element {
  const words = PLAY_WORDS[page.at.value.route.language];
  const { play } = page;
  const { before, after, now } = play.history.value;
  return (
    <p class="row">
      <button type="button" aria-disabled={before.length === 0} onClick={play.undo}>
        {words.undo}
      </button>
      <button type="button" aria-disabled={after.length === 0} onClick={play.redo}>
        {words.redo}
      </button>
      <button type="button" aria-disabled={now === EXAMPLE} onClick={() => play.change(() => EXAMPLE)}>
        {words.example}
      </button>
    </p>
  );
}

/** Opens what the address names: each address once, so that another language or a way back does not undo what was done since. */
function useOpened({ play }: Page, state: string | undefined): void {
  useEffect(() => {
    if (state === undefined || play.opened.peek() === state) return;
    let isWanted = true;
    unpack(state).then((read) => {
      if (!isWanted) return;
      play.opened.value = state;
      play.open(read, "link");
    });
    return () => {
      isWanted = false;
    };
  }, [play, state]);
}

/** Ctrl-Z and Ctrl-Y, but where somebody types: there they are the browser's own. */
function useUndoKeys({ play }: Page): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
      const key = event.key.toLowerCase();
      const act = key === "z" && !event.shiftKey ? play.undo : key === "y" || key === "z" ? play.redo : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", heard);
    return () => window.removeEventListener("keydown", heard);
  }, [play]);
}
