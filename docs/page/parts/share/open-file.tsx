import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { fromBlob } from "../../state/link.ts";
import type { PlayState } from "../../state/play-state.ts";
import type { PlayWords } from "../../words/play.ts";

/** Opens a play from a file. What is wrong with it is kept in the state of the play. */
export function OpenFile({
  play,
  words,
  opened,
}: {
  readonly play: PlayState;
  readonly words: PlayWords;
  /** Is told the name of a file that is open now. */
  readonly opened: (name: string) => void;
}): JSX.Element {
  const id = useId();
  const last = useRef<File | undefined>(undefined);
  const open = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    last.current = file;
    const read = await fromBlob(file);
    // A large one takes longer than one that is chosen after it.
    if (last.current !== file) return;
    // So that the same file can be chosen once more.
    input.value = "";
    play.open(read, "file");
    if (read.ok) opened(file.name);
  };
  return (
    <p>
      <label for={id}>{words.open}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        onChange={({ currentTarget }) => {
          void open(currentTarget);
        }}
      />
    </p>
  );
}
