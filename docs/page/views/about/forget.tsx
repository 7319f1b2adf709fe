import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Page } from "../../state/page.ts";
import { NO_PROGRESS } from "../../state/progress.ts";
import { ABOUT_WORDS } from "../../words/about.ts";

/** What is kept of a reader, and the button that forgets it. */
export function Forget({ page }: { readonly page: Page }): JSX.Element {
  const words = ABOUT_WORDS[page.at.value.route.language];
  const forgotten = useSignal(false);
  return (
    <>
      <p>{words.progress}</p>
      <button
        type="button"
        onClick={() => {
          page.change(() => NO_PROGRESS);
          forgotten.value = true;
        }}
      >
        {words.forget}
      </button>
      <p role="status">{forgotten.value && words.forgotten}</p>
    </>
  );
}
