import type { JSX } from "preact";
import type { LessonLanguage } from "userns-sim/lessons";
import type { FormReason } from "../../state/play/shown.ts";
import { Disclosure } from "../disclosure.tsx";
import { Coded } from "../rich.tsx";
import { FormText } from "./form-text.tsx";

interface Props {
  readonly reasons: readonly FormReason[];
  readonly summary: string;
  /** Whether something else was found, so that these are not looked for. */
  readonly folded: boolean;
  readonly language: LessonLanguage;
}

/** So few are simply there. */
const FEW = 2;

/** Why a text is not of the forms that it might be of. What the kernel refuses is told first, and not folded. */
export function Reasons({ reasons, summary, folded, language }: Props): JSX.Element {
  const ofKernel = reasons.filter(({ errno }) => errno !== null);
  const others = reasons.filter(({ errno }) => errno === null);
  return (
    <>
      <List reasons={ofKernel} language={language} />
      {!folded && others.length <= FEW ? (
        <List reasons={others} language={language} />
      ) : (
        others.length > 0 && (
          <Disclosure summary={`${summary} (${others.length})`}>
            {() => <List reasons={others} language={language} />}
          </Disclosure>
        )
      )}
    </>
  );
}

function List({ reasons, language }: Omit<Props, "summary" | "folded">): JSX.Element | null {
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.map(({ form, says }) => (
        <li key={form}>
          <FormText form={form} />: <Coded text={says[language]} />
        </li>
      ))}
    </ul>
  );
}
