import type { JSX } from "preact";
import type { Page } from "../state/page.ts";
import type { Refused } from "../state/play-state.ts";
import { PLAY_WORDS } from "../words/play.ts";
import { Coded } from "./rich.tsx";

/** What was wrong with a link, or with a file, and what would be right. */
export function Faults({ page, from }: { readonly page: Page; readonly from: Refused["from"] }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const refused = page.play.refused.value;
  return (
    <div role="status">
      {refused?.from === from && (
        <div class="note">
          <p>{from === "link" ? words.notOpened : words.fileNotOpened}</p>
          <ul class="faults">
            {refused.faults.map(({ place, says }, at) => (
              <li key={at}>
                {place !== "" && <code>{place}</code>} <Coded text={says[language]} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
