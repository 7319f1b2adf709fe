import type { JSX } from "preact";
import { Coded } from "../../parts/rich.tsx";
import type { Page } from "../../state/page.ts";
import { PLAY_WORDS } from "../../words/play.ts";

/** What was wrong with a link or a file, and what would be right. */
export function Faults({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const refused = page.play.refused.value;
  return (
    <div role="status">
      {refused !== undefined && (
        <div class="note">
          <p>{refused.from === "link" ? words.notOpened : words.fileNotOpened}</p>
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
