import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { said } from "../words/said.ts";
import { Coded } from "./rich.tsx";

/** One of several, in a list that folds. */
export function Choice<Option>({
  label,
  of,
  chosen,
  choose,
  nameOf = String,
  tell = (option) => said(nameOf(option)),
  fault,
  children,
}: {
  readonly label: string;
  readonly of: readonly Option[];
  readonly chosen: Option | undefined;
  readonly choose: (option: Option) => void;
  /** What tells an option from the others. */
  readonly nameOf?: (option: Option) => string;
  /** What is read; names of the field are as they are. */
  readonly tell?: (option: Option) => string;
  /** What is wrong with what is chosen. */
  readonly fault?: string | undefined;
  /** What is said of what is chosen. */
  readonly children?: ComponentChildren;
}): JSX.Element {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={chosen === undefined ? undefined : nameOf(chosen)}
        disabled={of.length === 0}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}d`}
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
      <span id={`${id}d`} class="soft">
        {children}
        {fault !== undefined && (
          <span role="alert">
            ✗ <Coded text={fault} />
          </span>
        )}
      </span>
    </p>
  );
}
