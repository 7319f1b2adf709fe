import type { JSX } from "preact";
import type { LessonLanguage } from "userns-sim/lessons";
import { selectId } from "../../state/play/changes.ts";
import type { IdInText, PlayedOwner } from "../../state/play/shown.ts";
import type { PlayState } from "../../state/play-state.ts";
import { PLAY_WORDS, type PlayWords } from "../../words/play.ts";
import { said } from "../../words/said.ts";
import { Disclosure } from "../disclosure.tsx";

interface Props {
  readonly play: PlayState;
  readonly ids: readonly IdInText[];
  readonly language: LessonLanguage;
}

/** So many rows are there at once. */
const ROWS = 20;

/** The IDs that a text names, and the pods that have them. */
export function IdsInText({
  play,
  ids,
  more,
  language,
}: Props & {
  /** How many are not among them. */
  readonly more: number;
}): JSX.Element | null {
  const words = PLAY_WORDS[language];
  if (ids.length === 0) return null;
  return (
    <>
      <Table play={play} ids={ids.slice(0, ROWS)} language={language} />
      {ids.length > ROWS && (
        <Disclosure summary={words.moreIds(ids.length - ROWS)}>
          {() => <Table play={play} ids={ids.slice(ROWS)} language={language} />}
        </Disclosure>
      )}
      {more > 0 && <p>{words.moreIds(more)}</p>}
    </>
  );
}

function Table({ play, ids, language }: Props): JSX.Element {
  const words = PLAY_WORDS[language];
  const { id: selected, about } = play.history.value.now.selected;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section class="scrolled" aria-label={words.ids} tabIndex={0}>
      <table class="ids">
        <caption>{words.ids}</caption>
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.id}</th>
            <th scope="col">{words.ownedBy}</th>
          </tr>
        </thead>
        <tbody>
          {ids.map((each) => {
            const { line, column, id, cut, kind } = each;
            return (
              <tr key={`${line}:${column}`}>
                <td>
                  {line}:{column}
                </td>
                <th scope="row">
                  {cut ? (
                    <>
                      <code>{id}+</code> {words.cut}
                    </>
                  ) : (
                    <button
                      type="button"
                      aria-pressed={about === "id" && selected?.side === "host" && selected.id === id}
                      onClick={() => play.change(selectId({ side: "host", id }))}
                    >
                      <code>{id}</code>
                    </button>
                  )}{" "}
                  {kind !== null && <span class="soft">{words.kinds[kind]}</span>}
                </th>
                <td>{cut ? "–" : ownersText(each.owners, words)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Several pods have one ID where something is wrong. */
function ownersText(owners: readonly PlayedOwner[], words: PlayWords): string {
  if (owners.length === 0) return words.nobody;
  return said(owners.map(({ label, container }) => `${label} (${container})`).join(", "));
}
