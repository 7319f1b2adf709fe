import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { useLongText } from "../../parts/long-text.ts";
import { Coded } from "../../parts/rich.tsx";
import type { Page } from "../../state/page.ts";
import { edit } from "../../state/play/changes.ts";
import { LIMITS } from "../../state/play/play.ts";
import { PLAY_WORDS } from "../../words/play.ts";

/** The manifests, and what is wrong with them: each problem leads to its line. */
export function PodEditor({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { play } = page;
  const { problems, pods, notes } = play.shown.value.manifest;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { field, isTooLong } = useLongText(play.history.value.now.pods, LIMITS.manifest, (text) =>
    play.typed(edit({ pods: text }), "pods"),
  );
  return (
    <div class="pod-editor">
      <label for={id}>{words.pods}</label>
      <textarea
        id={id}
        ref={area}
        rows={14}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        aria-invalid={isTooLong || problems.length > 0}
        aria-describedby={`${id}p`}
        {...field}
      />
      {isTooLong && <p role="alert">✗ {words.tooLong(LIMITS.manifest)}</p>}
      <div id={`${id}p`} role="status">
        <p class="soft">{words.podCount(pods)}</p>
        {problems.length > 0 && (
          <p class="soft">
            ✗ {words.problems(problems.length)}. {words.untilMended}
          </p>
        )}
      </div>
      {!isTooLong && problems.length > 0 && (
        <ul class="faults">
          {problems.map(({ line, column, path, says }, at) => (
            <li key={at}>
              <button type="button" class="plain" onClick={() => area.current && putCursor(area.current, line, column)}>
                {words.line(line)}
              </button>{" "}
              {path !== "" && <code>{path}</code>} <Coded text={says[language]} />
            </li>
          ))}
        </ul>
      )}
      {notes.map((note) => (
        <p key={note.en} class="soft">
          <Coded text={note[language]} />
        </p>
      ))}
    </div>
  );
}

/** Lines and columns are counted from 1. */
function putCursor(field: HTMLTextAreaElement, line: number, column: number): void {
  const lines = field.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const at = Math.min(before + column - 1, field.value.length);
  field.focus();
  field.setSelectionRange(at, at + Math.max(1, (lines[line - 1] ?? "").length - column + 1));
}
