import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { isId, NO_ID } from "userns-sim";
import type { Page } from "../../state/page.ts";
import { selectId } from "../../state/play/changes.ts";
import type { PlayedId } from "../../state/play/shown.ts";
import { PICTURE_WORDS } from "../../words/pictures.ts";
import { PLAY_WORDS, type PlayWords } from "../../words/play.ts";

/** The selected ID in all numberings, and whose it is. */
export function IdPane({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { play } = page;
  const { id } = play.shown.value;
  const field = useId();
  const draft = useSignal<string | undefined>(undefined);
  const selected = play.history.value.now.selected.id;
  const isWrong = draft.value !== undefined && draft.value !== "";
  const onHost = selected?.side === "host" ? String(selected.id) : "";
  return (
    <section class="ids" aria-labelledby="ids">
      <h3 id="ids">{words.selectedId}</h3>
      <p class="field">
        <label for={field}>{words.hostField}</label>
        <input
          id={field}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          value={draft.value ?? onHost}
          aria-invalid={isWrong}
          aria-describedby={`${field}a`}
          onInput={({ currentTarget: { value } }) => {
            const typed = /^\d{1,10}$/.test(value) ? Number(value) : undefined;
            draft.value = value;
            if (typed === undefined || !isId(typed)) return;
            draft.value = undefined;
            play.change(selectId({ side: "host", id: typed }));
          }}
          onBlur={() => {
            draft.value = undefined;
          }}
        />
        <output id={`${field}a`} for={field}>
          {isWrong && PICTURE_WORDS[language].ruler.noId(NO_ID - 1)}
        </output>
      </p>
      {id !== null && <Numbers id={id} words={words} />}
    </section>
  );
}

function Numbers({ id, words }: { readonly id: PlayedId; readonly words: PlayWords }): JSX.Element {
  const rows: readonly (readonly [string, number | null])[] = [
    [words.container, id.container],
    [words.onHost, id.host],
    [words.shown, id.shown],
    [words.slot, id.slot],
    [words.offset, id.offset],
  ];
  return (
    <dl class="numbers">
      {rows.map(([name, number]) =>
        number === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{number}</dd>
          </div>
        ),
      )}
      <div>
        <dt>{words.owners}</dt>
        <dd>
          {id.owners.length === 0
            ? words.nobody
            : id.owners.map(({ pod, label, container }) => (
                <span key={pod}>
                  <code>{label}</code> ({container}){" "}
                </span>
              ))}
        </dd>
      </div>
    </dl>
  );
}
