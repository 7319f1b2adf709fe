import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { PlayedStep } from "userns-sim/lessons";
import { Languages } from "../../parts/languages.tsx";
import type { Page } from "../../state/page.ts";
import { back, forward, presentKey, type Slide } from "../../state/present.ts";
import { type Place, type Route, writeRoute } from "../../state/route.ts";
import { PRESENT_WORDS } from "../../words/present.ts";
import { KeyList } from "./key-list.tsx";
import { SlideView } from "./slide-view.tsx";

interface Props {
  readonly page: Page;
  readonly id: string;
  readonly step: string | undefined;
}

/** A lesson for a projector: one step at a time, by keyboard. */
export function Present({ page, id, step }: Props): JSX.Element {
  const { language } = page.at.value.route;
  const words = PRESENT_WORDS[language];
  const keys = useRef<HTMLDialogElement>(null);
  const slide = slideAt(page, id, step);
  const { steps } = slide.played;
  const leave: Place = { view: "lesson", lesson: id, step: steps[slide.at]?.id };
  const next = forward(slide, page.cut.value);
  const to = (place: Place): Route => ({ ...place, language });
  const goOn = () => ("show" in next ? show(page, slide, next.show) : page.go(to(next.go)));
  useKeys(keys, {
    forward: goOn,
    back: () => page.go(to(back(slide))),
    keys: () => keys.current?.showModal(),
    leave: () => page.go(to(leave)),
  });
  return (
    <article class="present">
      <SlideView slide={slide} language={language} />
      <nav class="controls" aria-label={words.controls}>
        <a class="button" href={writeRoute(to(back(slide)))}>
          <span aria-hidden="true">← </span>
          {words.back}
        </a>
        {"show" in next ? (
          <button type="button" class="main" onClick={goOn}>
            {words.show}
          </button>
        ) : (
          <a class="button main" href={writeRoute(to(next.go))}>
            {next.go.view === "start" ? words.end : words.next}
            <span aria-hidden="true"> →</span>
          </a>
        )}
        <button type="button" onClick={() => keys.current?.showModal()}>
          {words.keys}
        </button>
        <a class="button" href={writeRoute(to(leave))}>
          {words.leave}
        </a>
        <Languages page={page} />
      </nav>
      <KeyList language={language} dialog={keys} />
    </article>
  );
}

/** Where the presentation is. What was shown of a step stays shown when somebody goes back to it. */
function slideAt(page: Page, id: string, step: string | undefined): Slide {
  const played = page.lesson(id);
  const found = played.steps.findIndex((one) => one.id === step);
  const at = Math.max(0, found);
  return { played, at, shown: page.presented.value[nameAt({ played, at })] ?? 0 };
}

function show(page: Page, slide: Slide, count: number): void {
  page.presented.value = { ...page.presented.peek(), [nameAt(slide)]: count };
}

function nameAt({ played, at }: Pick<Slide, "played" | "at">): string {
  return `${played.id}/${(played.steps[at] as PlayedStep).id}`;
}

/** Listens to the whole document, since nothing has to be focused while somebody speaks. */
function useKeys(
  keys: RefObject<HTMLDialogElement | null>,
  does: Readonly<Record<"forward" | "back" | "keys" | "leave", () => void>>,
): void {
  // Before the next key can come, which an effect after the next picture is not.
  useLayoutEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const key = presentKey(event);
      if (key === undefined || keys.current?.open === true || isOwn(event)) return;
      event.preventDefault();
      does[key]();
    };
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
  });
}

/** Space presses what is focused, and arrows scroll what can be scrolled sideways. */
function isOwn({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (key === " ") return target.closest("a, button, summary, input, select, textarea") !== null;
  return key.startsWith("Arrow") && target.closest("input, select, textarea, [tabindex='0']") !== null;
}
