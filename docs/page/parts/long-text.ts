import { useSignal } from "@preact/signals";
import type { TargetedEvent } from "preact";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What a field shows in which any text may be put. One that is too long is not taken, and stays in the field. */
export function useLongText(
  value: string,
  limit: number,
  take: (text: string) => void,
): {
  readonly isTooLong: boolean;
  readonly field: { readonly value: string; readonly onInput: (event: TargetedEvent<Field>) => void };
} {
  /** What is too long, and what counts in its place: where that changes, this is over. */
  const draft = useSignal<{ readonly text: string; readonly counts: string } | undefined>(undefined);
  const isTooLong = draft.value?.counts === value;
  return {
    isTooLong,
    field: {
      value: isTooLong ? (draft.value?.text ?? value) : value,
      onInput: ({ currentTarget: { value: text } }) => {
        draft.value = text.length > limit ? { text, counts: value } : undefined;
        if (text.length <= limit) take(text);
      },
    },
  };
}
