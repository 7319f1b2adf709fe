import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { asCode } from "../../state/play/code/as-code.ts";
import type { PlayState } from "../../state/play-state.ts";
import type { PlayWords } from "../../words/play.ts";
import { CodeBox } from "../code-box.tsx";
import { toClipboard } from "./clipboard.ts";

/** The program that makes what is on the screen. */
export function ProgramOfPlay({ play, words }: { readonly play: PlayState; readonly words: PlayWords }): JSX.Element {
  const told = useSignal<"codeCopied" | "codeSelected" | undefined>(undefined);
  const shown = play.shown.value;
  const box = useRef<HTMLDivElement>(null);
  // It plays all that happened once more: after a pause, like what is shown, and not at each key.
  const code = useMemo(() => asCode(play.history.peek().now), [play, shown]);
  const copy = async () => {
    const ok = await toClipboard(code);
    const program = box.current?.querySelector("code");
    if (!ok && program) window.getSelection()?.selectAllChildren(program);
    told.value = ok ? "codeCopied" : "codeSelected";
  };
  return (
    <div ref={box}>
      <p>{words.codeSays}</p>
      <CodeBox code={code} name={words.asCode} />
      <p class="copy">
        <button
          type="button"
          onClick={() => {
            void copy();
          }}
        >
          {words.copyCode}
        </button>
      </p>
      <p role="status">{told.value !== undefined && words[told.value]}</p>
    </div>
  );
}
