import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { DEFAULT_SETTINGS } from "userns-sim/kernel";
import { DEFAULT_RELEASE } from "userns-sim/kubelet";
import type { Page } from "../state/page.ts";
import { type Place, writeRoute } from "../state/route.ts";
import { View } from "../views/view.tsx";
import { WORDS } from "../words/words.ts";
import { arrive } from "./arrive.ts";
import { Languages } from "./languages.tsx";

/** What is around every view: where one can go, in which language, and that all this is a model. */
export function Frame({ page }: { readonly page: Page }): JSX.Element {
  const { route, unknown } = page.at.value;
  const words = WORDS[route.language];
  const arrivals = page.arrivals.value;
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (main.current !== null) arrive(main.current, arrivals);
  }, [arrivals]);
  const isPresented = route.view === "present";
  return (
    <>
      {!isPresented && <Top page={page} toContent={() => main.current?.focus()} />}
      <main ref={main} tabIndex={-1} class={isPresented ? "presented" : undefined}>
        {unknown && (
          <p class="note" role="status">
            {words.unknownAddress}
          </p>
        )}
        <View page={page} />
      </main>
    </>
  );
}

function Top({ page, toContent }: { readonly page: Page; readonly toContent: () => void }): JSX.Element {
  const { route } = page.at.value;
  const { language, view } = route;
  const words = WORDS[language];
  const link = (place: Place, text: string, current: boolean) => (
    <a href={writeRoute({ ...place, language })} aria-current={current ? "page" : undefined}>
      {text}
    </a>
  );
  return (
    <header class="top">
      <a
        class="skip"
        href={writeRoute(route)}
        onClick={(event) => {
          event.preventDefault();
          toContent();
        }}
      >
        {words.toContent}
      </a>
      <div class="bar">
        <a class="name" href={writeRoute({ view: "start", language })}>
          <code>userns-sim</code>
        </a>
        <nav class="views" aria-label={words.views}>
          {link({ view: "start" }, words.lessons, view === "start" || view === "lesson")}
          {link({ view: "play" }, words.play, view === "play")}
          {link({ view: "terms" }, words.terms, view === "terms")}
          {link({ view: "about" }, words.about, view === "about")}
        </nav>
        <Languages page={page} />
      </div>
      <p class="model">{words.model(DEFAULT_RELEASE, DEFAULT_SETTINGS.version.join("."))}</p>
    </header>
  );
}
