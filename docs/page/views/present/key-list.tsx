import type { JSX, RefObject } from "preact";
import type { LessonLanguage } from "userns-sim/lessons";
import { PRESENT_WORDS } from "../../words/present.ts";

/** The keys of the view, in a dialog. */
export function KeyList({
  language,
  dialog,
}: {
  readonly language: LessonLanguage;
  readonly dialog: RefObject<HTMLDialogElement | null>;
}): JSX.Element {
  const words = PRESENT_WORDS[language];
  return (
    <dialog ref={dialog} aria-labelledby="keys">
      <h2 id="keys">{words.keys}</h2>
      <dl>
        {words.keyList.map(([key = "", does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => dialog.current?.close()}>
        {words.close}
      </button>
    </dialog>
  );
}
