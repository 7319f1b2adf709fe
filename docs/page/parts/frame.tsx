import type { JSX } from "preact";
import { LANGUAGES } from "userns-sim/lessons";
import type { Page } from "../state/page.ts";
import { type Place, writeRoute } from "../state/route.ts";
import { View } from "../views/view.tsx";
import { WORDS } from "../words/words.ts";

const NAMES = { en: "English", de: "Deutsch" } as const;

/** What is around every view: where one can go, in which language, and that all this is a model. */
export function Frame({ page }: { readonly page: Page }): JSX.Element {
  const { route, unknown } = page.at.value;
  const { language, view } = route;
  const words = WORDS[language];
  const link = (place: Place, text: string, current: boolean) => (
    <a href={writeRoute({ ...place, language })} aria-current={current ? "page" : undefined}>
      {text}
    </a>
  );
  return (
    <>
      <header>
        <nav aria-label={words.views}>
          {link({ view: "start" }, words.lessons, view === "start" || view === "lesson")}
          {link({ view: "play" }, words.play, view === "play")}
          {link({ view: "terms" }, words.terms, view === "terms")}
          {link({ view: "about" }, words.about, view === "about")}
        </nav>
        <nav aria-label={words.languages}>
          {LANGUAGES.map((other) => (
            <a
              key={other}
              href={writeRoute({ ...route, language: other })}
              lang={other}
              hreflang={other}
              aria-current={other === language ? "true" : undefined}
            >
              {NAMES[other]}
            </a>
          ))}
        </nav>
        <p>{words.model}</p>
      </header>
      <main>
        {unknown && <p role="status">{words.unknownAddress}</p>}
        <View page={page} />
      </main>
    </>
  );
}
