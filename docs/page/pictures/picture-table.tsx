import type { JSX } from "preact";
import type { LessonLanguage } from "userns-sim/lessons";
import { Disclosure } from "../parts/disclosure.tsx";
import { PICTURE_WORDS } from "../words/pictures.ts";
import type { Told } from "./drawn/told.ts";

interface Props {
  readonly told: Told;
  readonly language: LessonLanguage;
}

/** The table behind a picture, made when it is opened. */
export function TableBehind({ told, language }: Props): JSX.Element {
  return (
    <Disclosure kind="behind" summary={PICTURE_WORDS[language].asTable}>
      {() => <PictureTable told={told} language={language} />}
    </Disclosure>
  );
}

/** More rows than anybody reads. */
const MOST = 500;

/** What a picture shows, as a table. */
export function PictureTable({ told: { title, heads, rows, codes = [] }, language }: Props): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section class="scrolled" aria-label={title} tabIndex={0}>
      <table>
        <TableHead title={title} heads={heads} />
        <tbody>
          {rows.slice(0, MOST).map(({ name, cells }, i) => (
            <tr key={`${i} ${name}`}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={`${column} ${cell}`}>{codes.includes(column) ? <code lang="en">{cell}</code> : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST && <p>{PICTURE_WORDS[language].more(rows.length - MOST)}</p>}
    </section>
  );
}

/** What a table is called, and its columns. */
export function TableHead({ title, heads }: Pick<Told, "title" | "heads">): JSX.Element {
  return (
    <>
      <caption>{title}</caption>
      <thead>
        <tr>
          {heads.map((head, i) => (
            <th key={`${i} ${head}`} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
