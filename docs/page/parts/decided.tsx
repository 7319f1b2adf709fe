import type { ComponentChildren, JSX } from "preact";
import type { KeptDecision, LessonLanguage } from "userns-sim/lessons";
import { PICTURE_WORDS } from "../words/pictures.ts";
import { said } from "../words/said.ts";
import { Disclosure } from "./disclosure.tsx";
import { rungsOf } from "./rungs.ts";

interface Props {
  readonly decision: KeptDecision;
  readonly language: LessonLanguage;
}

/** The rules that were asked, one line each; the one that settled it is marked. Below stands where they are from. */
export function Decided({
  decision,
  language,
  children,
}: Props & { readonly children?: ComponentChildren }): JSX.Element {
  const { ladder: words } = PICTURE_WORDS[language];
  return (
    <>
      <ol class="rules">
        {rungsOf(decision, language).map(({ lines, folds, decides }, at) => {
          const texts = lines.map(({ text }) => said(text));
          return (
            <li key={at}>
              {folds ? (
                <details>
                  <summary>{words.letThrough(lines.length)}</summary>
                  <ol>
                    {texts.map((text, i) => (
                      <li key={i}>{text}</li>
                    ))}
                  </ol>
                </details>
              ) : decides ? (
                <>
                  <strong>
                    {decision.allowed ? "✓" : "✗"} {texts}
                  </strong>{" "}
                  <span class="mark">{words.decides}</span>
                </>
              ) : (
                texts
              )}
            </li>
          );
        })}
      </ol>
      {children}
      <Disclosure summary={words.sources}>{() => <Sources decision={decision} />}</Disclosure>
    </>
  );
}

/** What the rules are and where they stand: functions of the kernel and sentences of its manual, which are English. */
function Sources({ decision: { steps } }: Pick<Props, "decision">): JSX.Element {
  const sources = new Map(steps.map(({ rule, source }) => [rule, source]));
  return (
    <dl class="sources">
      {[...sources].map(([rule, source]) => (
        <div key={rule}>
          <dt>
            <code>{rule}</code>
          </dt>
          <dd lang="en">{source}</dd>
        </div>
      ))}
    </dl>
  );
}
