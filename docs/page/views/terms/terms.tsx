import { useSignal } from "@preact/signals";
import { Fragment, type JSX } from "preact";
import { COURSE, glossary, LANGUAGES, type TermId } from "userns-sim/lessons";
import { Rich } from "../../parts/rich.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { findTerms } from "../../state/find.ts";
import type { Page } from "../../state/page.ts";
import { writeRoute } from "../../state/route.ts";
import { saidIn } from "../../words/said.ts";
import { TERMS_WORDS } from "../../words/terms.ts";
import { WORDS } from "../../words/words.ts";

/** The glossary; the address may name a term. */
export function Terms({ page, term: named }: { readonly page: Page; readonly term: string | undefined }): JSX.Element {
  const { language } = page.at.value.route;
  const words = TERMS_WORDS[language];
  const text = useSignal("");
  const found = findTerms(text.value, language);
  const all = Object.keys(glossary()).length;
  return (
    <>
      <h1 tabIndex={-1}>{WORDS[language].terms}</h1>
      <p class="lead">{words.lead}</p>
      <SearchField label={words.filter} text={text}>
        {words.count(found.length, all)}
      </SearchField>
      <dl class="terms">
        {found.map((id) => (
          <OneTerm key={id} page={page} id={id} named={id === named} />
        ))}
      </dl>
    </>
  );
}

function OneTerm({
  page,
  id,
  named,
}: {
  readonly page: Page;
  readonly id: TermId;
  readonly named: boolean;
}): JSX.Element {
  const { language } = page.at.value.route;
  const words = TERMS_WORDS[language];
  const { name, says } = glossary()[id];
  const [other = language] = LANGUAGES.filter((one) => one !== language);
  const lessons = COURSE.filter(({ introduces }) => introduces.includes(id));
  return (
    <div>
      <dt data-arrive={named ? "anchor" : undefined} tabIndex={-1} aria-current={named ? "true" : undefined}>
        <a href={writeRoute({ view: "terms", term: id, language })}>{saidIn(name, language)}</a>
        {name[other] !== name[language] && (
          <span class="soft">
            {" "}
            · {words.inTheOther} <span lang={other}>{saidIn(name, other)}</span>
          </span>
        )}
      </dt>
      <dd>
        <Rich text={says} language={language} />
        {lessons.length > 0 && (
          <>
            {" "}
            {words.explainedIn}{" "}
            {lessons.map(({ id: lesson, title }, at) => (
              <Fragment key={lesson}>
                {at > 0 && ", "}
                <a href={writeRoute({ view: "lesson", lesson, language })}>
                  <Rich text={title} language={language} />
                </a>
              </Fragment>
            ))}
            .
          </>
        )}
      </dd>
    </div>
  );
}
