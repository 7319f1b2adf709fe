import type { JSX } from "preact";
import { Disputed } from "../../parts/disputed.tsx";
import { Coded, Rich } from "../../parts/rich.tsx";
import { Ladder, tellLadder } from "../../pictures/ladder.tsx";
import { TableBehind } from "../../pictures/picture-table.tsx";
import type { Page } from "../../state/page.ts";
import { PLAY_WORDS } from "../../words/play.ts";

/** What is selected, step by step. */
export function WhyPane({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { title, says, decisions } = page.play.shown.value.why;
  return (
    <>
      <h3>{typeof title === "string" ? <code>{title}</code> : <Rich text={title} language={language} />}</h3>
      {says.map((text) => (
        <p key={text.en}>
          <Coded text={text[language]} />
        </p>
      ))}
      {decisions.map(({ column, picture, disputed }, at) => (
        <div key={`${at} ${column}`} class="reason">
          <h4>{words.columns[column]}</h4>
          <Ladder picture={picture} language={language} />
          <TableBehind told={tellLadder(picture, language)} language={language} />
          {disputed !== null && (
            <Disputed language={language}>
              <Coded text={disputed[language]} />
            </Disputed>
          )}
        </div>
      ))}
    </>
  );
}
