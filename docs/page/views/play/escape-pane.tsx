import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { ACCESS_PATHS } from "userns-sim/node";
import { Choice } from "../../parts/choice.tsx";
import { useLongText } from "../../parts/long-text.ts";
import { Coded } from "../../parts/rich.tsx";
import { Matrix } from "../../pictures/matrix.tsx";
import type { Page } from "../../state/page.ts";
import { ask, selectCell } from "../../state/play/changes.ts";
import { COLUMNS, LIMITS } from "../../state/play/play.ts";
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
  const { field, isTooLong } = useLongText(play.history.value.now.escape.source, LIMITS.text, (source) =>
    play.typed(ask({ source }), "source"),
  );
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
          <input id={`${id}s`} type="text" autocomplete="off" spellcheck={false} aria-invalid={isTooLong} {...field} />
          {isTooLong && <span role="alert">✗ {words.tooLong(LIMITS.text)}</span>}
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
  const { cell: selected, column, whole } = play.history.value.now.selected;
  const open = useSignal<ReadonlySet<string>>(new Set());
  const key = selected === null ? undefined : keyOfCell(asked, selected);
  // What is selected can be seen, wherever it was selected.
  useEffect(() => {
    if (key !== undefined && !open.peek().has(key)) open.value = new Set([...open.peek(), key]);
  }, [key, open]);
  const rows = escapeRows(asked, open.value, words);
  const row = rows.findIndex(({ cell, opens }) => cell === selected && (opens !== undefined) === whole);
  return (
    <Matrix
      picture={{ kind: "matrix", columns: COLUMNS.map((name) => words[name]), rows }}
      language={language}
      selected={row === -1 ? undefined : { row, column: column === null ? undefined : COLUMNS.indexOf(column) }}
      onSelect={(place) => {
        const { cell, opens } = rows[place.row] ?? {};
        const at = COLUMNS[place.column ?? -1] ?? null;
        if (cell !== undefined) play.change(selectCell(cell, at, opens !== undefined));
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
