import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { german } from "userns-sim/german";
import { DEFECT_NAMES, DEFECTS, type DefectName, RELEASES } from "userns-sim/kubelet";
import type { LessonLanguage } from "userns-sim/lessons";
import { rangeSources } from "userns-sim/node";
import { Choice } from "../../parts/choice.tsx";
import { Disclosure } from "../../parts/disclosure.tsx";
import { useLongText } from "../../parts/long-text.ts";
import { Coded } from "../../parts/rich.tsx";
import type { Page } from "../../state/page.ts";
import { edit } from "../../state/play/changes.ts";
import { inBoth } from "../../state/play/in-both.ts";
import { GATES, LIMITS, NUMBERS, type Play } from "../../state/play/play.ts";
import type { Fault } from "../../state/play/shown.ts";
import { PLAY_WORDS } from "../../words/play.ts";
import { said } from "../../words/said.ts";

/** What the node is like: the kubelet, or an allocator in its place, and its pool. */
export function Settings({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { play } = page;
  const { now } = play.history.value;
  const { faults } = play.shown.value;
  const set = (fields: Parameters<typeof edit>[0]) => play.change(edit(fields));
  const faultOf = (place: keyof Play) => faults.find((fault) => fault.place === place);
  const pool = useLongText(now.pool, LIMITS.text, (text) => play.typed(edit({ pool: text }), "pool"));
  const isKubelet = now.strategy === "kubelet";
  return (
    <fieldset class="settings">
      <legend>{words.settings}</legend>
      <Choice label={words.strategy} chosen={now.strategy} of={rangeSources()} choose={(strategy) => set({ strategy })}>
        <Coded text={words.strategies[now.strategy]} />
      </Choice>
      <Choice label={words.release} chosen={now.release} of={RELEASES} choose={(release) => set({ release })} />
      {isKubelet && (
        <Choice
          label={words.gate}
          chosen={now.gate}
          of={GATES}
          choose={(gate) => set({ gate })}
          tell={(gate) => words.gates[gate]}
          fault={faultOf("gate")?.says[language]}
        />
      )}
      <Field
        label={words.pool}
        hint={words.poolHint}
        fault={pool.isTooLong ? tooLong() : faultOf("pool")}
        language={language}
      >
        {(described) => <input {...described} type="text" spellcheck={false} autocomplete="off" {...pool.field} />}
      </Field>
      <Numbered page={page} name="idsPerPod" label={words.idsPerPod} fault={faultOf("idsPerPod")} />
      <Numbered page={page} name="seed" label={words.seed} fault={faultOf("seed")} />
      {isKubelet && (
        <Disclosure summary={words.fixes}>
          {() =>
            DEFECT_NAMES.map((name) => (
              <label key={name} class="choice">
                <input
                  type="checkbox"
                  checked={now.fixes.includes(name)}
                  onChange={({ currentTarget: { checked } }) => set({ fixes: withFix(now.fixes, name, checked) })}
                />
                <span>
                  <code>{name}</code> <Coded text={said(defectText(name, language))} />
                </span>
              </label>
            ))
          }
        </Disclosure>
      )}
    </fieldset>
  );
}

function tooLong(): Fault {
  return { place: "pool", says: inBoth((words) => words.expected(words.text(LIMITS.text))) };
}

function withFix(fixes: readonly DefectName[], name: DefectName, isMended: boolean): readonly DefectName[] {
  return DEFECT_NAMES.filter((other) => (other === name ? isMended : fixes.includes(other)));
}

function defectText(name: DefectName, language: LessonLanguage): string {
  return language === "de" ? german.defects[name].what : DEFECTS[name].what;
}

/** A whole number. What is none is not taken, and stays in the field until it is left, with what would be right. */
function Numbered({
  page,
  name,
  label,
  fault,
}: {
  readonly page: Page;
  readonly name: keyof typeof NUMBERS;
  readonly label: string;
  readonly fault: Fault | undefined;
}): JSX.Element {
  const { play } = page;
  const { language } = page.at.value.route;
  const [least, most] = NUMBERS[name];
  const draft = useSignal<string | undefined>(undefined);
  const says = inBoth((words) => words.expected(words.integer(least, most)));
  return (
    <Field label={label} fault={draft.value === undefined ? fault : { place: name, says }} language={language}>
      {(described) => (
        <input
          {...described}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          value={draft.value ?? String(play.history.value.now[name])}
          onInput={({ currentTarget: { value } }) => {
            const isTaken = /^\d{1,10}$/.test(value) && Number(value) >= least && Number(value) <= most;
            draft.value = isTaken ? undefined : value;
            if (isTaken) play.typed(edit({ [name]: Number(value) }), name);
          }}
          onBlur={() => {
            draft.value = undefined;
          }}
        />
      )}
    </Field>
  );
}

interface Described {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string;
}

/** A field with its label, what may stand in it, and what is wrong with what does. */
function Field({
  label,
  hint,
  fault,
  language,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly fault: Fault | undefined;
  readonly language: LessonLanguage;
  readonly children: (described: Described) => ComponentChildren;
}): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, "aria-invalid": fault !== undefined, "aria-describedby": `${id}d` })}
      <div id={`${id}d`} class="soft">
        {hint}
        {fault !== undefined && (
          <p role="alert">
            ✗ <Coded text={fault.says[language]} />
          </p>
        )}
      </div>
    </div>
  );
}
