import type { JSX } from "preact";
import { Coded } from "../../parts/rich.tsx";
import type { Page } from "../../state/page.ts";
import { selectPod } from "../../state/play/changes.ts";
import { PLAY_WORDS } from "../../words/play.ts";

/** All pods, with what became of each: also those that lie in no slot, or in several. */
export function PodList({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { play } = page;
  const shown = play.shown.value;
  const chosen = shown.rulers?.pod ?? play.history.value.now.selected.pod;
  return (
    <>
      <h3>{words.podList}</h3>
      {shown.pods.length === 0 && <p>{words.noPods}</p>}
      <ul class="pods">
        {shown.pods.map(({ uid, label, state, range, says }) => (
          <li key={uid}>
            <button
              type="button"
              class="plain"
              aria-pressed={uid === chosen}
              onClick={() => play.change(selectPod(uid, shown))}
            >
              <code>{label}</code>
            </button>{" "}
            {words.states[state]}
            {range !== null && <code>{`${range.start} – ${range.start + range.size - 1}`}</code>}
            {says !== null && (
              <p class="because">
                ✗ <Coded text={says[language]} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
