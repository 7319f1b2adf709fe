import type { JSX } from "preact";
import { LANGUAGES } from "userns-sim/lessons";
import type { Page } from "../state/page.ts";
import { writeRoute } from "../state/route.ts";
import { WORDS } from "../words/words.ts";

const NAMES = { en: "English", de: "Deutsch" } as const;

/** The same place in another language. */
export function Languages({ page }: { readonly page: Page }): JSX.Element {
  const { route } = page.at.value;
  return (
    <nav class="languages" aria-label={WORDS[route.language].languages}>
      {LANGUAGES.map((language) => (
        <a
          key={language}
          href={writeRoute({ ...route, language })}
          lang={language}
          hreflang={language}
          aria-current={language === route.language ? "true" : undefined}
        >
          {NAMES[language]}
        </a>
      ))}
    </nav>
  );
}
