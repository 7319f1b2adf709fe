import type { JSX } from "preact";
import { kernelRules } from "userns-sim/kernel";
import { RELEASE_SOURCES, RELEASES } from "userns-sim/kubelet";
import { COURSE, type LessonLanguage, LIVE_CHECKS } from "userns-sim/lessons";
import { Disclosure } from "../../parts/disclosure.tsx";
import { SourceText } from "../../parts/source-text.tsx";
import { ABOUT_WORDS } from "../../words/about.ts";

/** What a running kernel was asked, where the rules are from, and which releases were read. */
export function Evidence({ language }: { readonly language: LessonLanguage }): JSX.Element {
  const words = ABOUT_WORDS[language];
  const checks = Object.entries(LIVE_CHECKS);
  const rules = Object.entries(kernelRules());
  return (
    <>
      <Disclosure summary={words.checks(checks.length)}>{() => <Listed entries={checks} />}</Disclosure>
      <Disclosure summary={words.rules(rules.length)}>{() => <Listed entries={rules} />}</Disclosure>
      <Disclosure summary={words.releases}>{() => <Releases language={language} />}</Disclosure>
    </>
  );
}

/** Names with what English sources say of them. */
function Listed({ entries }: { readonly entries: readonly (readonly [name: string, says: string])[] }): JSX.Element {
  return (
    <dl class="facts">
      {entries.map(([name, says]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd lang="en">{says}</dd>
        </div>
      ))}
    </dl>
  );
}

function Releases({ language }: { readonly language: LessonLanguage }): JSX.Element {
  const words = ABOUT_WORDS[language];
  return (
    <table>
      <caption>{words.releases}</caption>
      <thead>
        <tr>
          <th scope="col">{words.release}</th>
          <th scope="col">{words.source}</th>
        </tr>
      </thead>
      <tbody>
        {RELEASES.map((release) => {
          const source = RELEASE_SOURCES[release];
          return (
            <tr key={release}>
              <th scope="row">{release}</th>
              <td>{source === null ? words.notRead : <code>{source}</code>}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What the lessons are from besides the kernel that was asked: each once. */
export function LessonSources({ language }: { readonly language: LessonLanguage }): JSX.Element {
  const all = COURSE.flatMap(({ sources }) => sources).filter((source) => !("check" in source));
  const sources = [...new Map(all.map((source) => [JSON.stringify(source), source]))];
  return (
    <Disclosure summary={ABOUT_WORDS[language].sources(sources.length)}>
      {() => (
        <ul>
          {sources.map(([key, source]) => (
            <li key={key}>
              <SourceText source={source} language={language} />
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}
