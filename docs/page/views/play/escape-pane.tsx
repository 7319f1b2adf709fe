import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { ACCESS_PATHS } from "userns-sim/node";
import { Choice } from "../../parts/choice.tsx";
import { Coded } from "../../parts/rich.tsx";
import { Matrix } from "../../pictures/matrix.tsx";
import type { Page } from "../../state/page.ts";
import { ask, selectCell } from "../../state/play/changes.ts";
import { LIMITS } from "../../state/play/play.ts";
import { PLAY_WORDS } from "../../words/play.ts";
import { escapeRows, keyOfCell } from "./escape-rows.ts";

/** Somebody breaks out: what he may do to the host and to other pods, with a user namespace and without. */
export function EscapePane({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { play } = page;
  const asked = play.shown.value.escape;
  return (
    <section class="escape" aria-labelledby="escape">
      <h3 id="escape">{words.escape}</h3>
      <Question page={page} />
      {asked.refused !== null && (
        <p class="note">
          <Coded text={asked.refused[language]} />
        </p>
      )}
      {asked.host.length + asked.pods.length > 0 && (
        <>
          <EscapeMatrix page={page} />
          <p class="soft">{words.legend}</p>
        </>
      )}
    </section>
  );
}

/** Who escapes, on which way, and what of the host is mounted. */
function Question({ page }: { readonly page: Page }): JSX.Element {
  const words = PLAY_WORDS[page.at.value.route.language];
  const { play } = page;
  const asked = play.shown.value.escape;
  const id = useId();
  return (
    <div class="row asking">
      <Choice
        label={words.from}
        of={asked.from}
        chosen={asked.chosen ?? undefined}
        nameOf={({ label }) => label}
        choose={({ pod, container }) => play.change(ask({ pod, container }))}
      />
      <Choice
        label={words.by}
        of={ACCESS_PATHS}
        chosen={asked.path}
        tell={(path) => words.paths[path]}
        choose={(path) => play.change(ask({ path }))}
      />
      {asked.takesSource && (
        <p class="field">
          <label for={`${id}s`}>{words.source}</label>
          <input
            id={`${id}s`}
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={LIMITS.text}
            value={play.history.value.now.escape.source}
            onInput={({ currentTarget: { value } }) => play.typed(ask({ source: value }), "source")}
          />
        </p>
      )}
    </div>
  );
}

function EscapeMatrix({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { play } = page;
  const asked = play.shown.value.escape;
  const { cell: selected } = play.history.value.now.selected;
  const open = useSignal<ReadonlySet<string>>(new Set());
  const pointed = useSignal<{ readonly row: number; readonly column: number | undefined } | undefined>(undefined);
  const key = selected === null ? undefined : keyOfCell(asked, selected);
  // What is selected can be seen, wherever it was selected.
  useEffect(() => {
    if (key !== undefined && !open.peek().has(key)) open.value = new Set([...open.peek(), key]);
  }, [key, open]);
  const rows = escapeRows(asked, open.value, words);
  const own = rows.findIndex(({ cell, opens }) => opens === undefined && cell === selected);
  const isPointed = pointed.value !== undefined && rows[pointed.value.row]?.cell === selected;
  const row = isPointed ? pointed.value?.row : own === -1 ? undefined : own;
  return (
    <Matrix
      picture={{ kind: "matrix", columns: [words.withUserns, words.withoutUserns], rows }}
      language={language}
      selected={row === undefined ? undefined : { row, column: isPointed ? pointed.value?.column : 0 }}
      onSelect={(place) => {
        pointed.value = place;
        const cell = rows[place.row]?.cell;
        if (cell !== undefined) play.change(selectCell(cell));
      }}
      isOpen={(at) => {
        const opens = rows[at]?.opens;
        return opens === undefined ? undefined : open.value.has(opens);
      }}
      onOpen={(at) => {
        const opens = rows[at]?.opens;
        if (opens === undefined) return;
        const next = new Set(open.value);
        if (!next.delete(opens)) next.add(opens);
        open.value = next;
      }}
    />
  );
}
