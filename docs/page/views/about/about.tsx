import type { JSX } from "preact";
import { DEFAULT_SETTINGS } from "userns-sim/kernel";
import { DEFAULT_RELEASE, RELEASES, releaseNote } from "userns-sim/kubelet";
import type { LessonLanguage } from "userns-sim/lessons";
import { Coded } from "../../parts/rich.tsx";
import type { Page } from "../../state/page.ts";
import { guidePage } from "../../state/reference.ts";
import { ABOUT_WORDS } from "../../words/about.ts";
import { Evidence, LessonSources } from "./evidence.tsx";
import { Forget } from "./forget.tsx";

/** The version of the package. Set by the build. */
declare const VERSION: string | undefined;

/** What the page is, what it leaves out, and where its answers are from. */
export function About({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = ABOUT_WORDS[language];
  const versions = [
    [words.versions.page, typeof VERSION === "undefined" ? "" : VERSION],
    [words.versions.kubernetes, DEFAULT_RELEASE],
    [words.versions.linux, DEFAULT_SETTINGS.version.join(".")],
  ];
  return (
    <>
      <h1 tabIndex={-1}>{words.title}</h1>
      <h2>{words.whatTitle}</h2>
      {words.what.map((text) => (
        <p key={text}>
          <Coded text={text} />
        </p>
      ))}
      <h2>{words.leftOutTitle}</h2>
      <LeftOut language={language} />
      <h2>{words.evidenceTitle}</h2>
      <Evidence language={language} />
      <h2>{words.sourcesTitle}</h2>
      <LessonSources language={language} />
      <h2>{words.versionsTitle}</h2>
      <dl class="facts">
        {versions.map(([name, version]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{version}</dd>
          </div>
        ))}
      </dl>
      <h2>{words.licenceTitle}</h2>
      <p>{words.licence}</p>
      <h2>{words.progressTitle}</h2>
      <Forget page={page} />
    </>
  );
}

function LeftOut({ language }: { readonly language: LessonLanguage }): JSX.Element {
  const words = ABOUT_WORDS[language];
  const notes = RELEASES.flatMap((release) => releaseNote(release) ?? []);
  return (
    <>
      <p>{words.leftOut}</p>
      <p>
        <a href={guidePage("What the kernel model leaves out")} hreflang="en">
          {words.leftOutPage}
        </a>
      </p>
      <h3>{words.unread}</h3>
      <ul>
        {notes.map((note) => (
          <li key={note} lang="en">
            {note}
          </li>
        ))}
      </ul>
    </>
  );
}
