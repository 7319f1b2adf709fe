import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { said } from "../words/said.ts";

/** One of several, in a list that folds. */
export function Choice<Option>({
  label,
  of,
  chosen,
  choose,
  nameOf = String,
  tell = (option) => said(nameOf(option)),
}: {
  readonly label: string;
  readonly of: readonly Option[];
  readonly chosen: Option | undefined;
  readonly choose: (option: Option) => void;
  /** What tells an option from the others. */
  readonly nameOf?: (option: Option) => string;
  /** What is read; names of the field are as they are. */
  readonly tell?: (option: Option) => string;
}): JSX.Element {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={chosen === undefined ? undefined : nameOf(chosen)}
        disabled={of.length === 0}
        onChange={({ currentTarget }) => {
          const option = of[currentTarget.selectedIndex];
          if (option !== undefined) choose(option);
        }}
      >
        {of.map((option) => (
          <option key={nameOf(option)} value={nameOf(option)}>
            {tell(option)}
          </option>
        ))}
      </select>
    </p>
  );
}
