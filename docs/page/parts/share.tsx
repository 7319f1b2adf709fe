import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { pack, toFile } from "../state/link.ts";
import type { Page } from "../state/page.ts";
import type { Play } from "../state/play/play.ts";
import { writeRoute } from "../state/route.ts";
import { PLAY_WORDS, type PlayWords } from "../words/play.ts";
import { Disclosure } from "./disclosure.tsx";
import { Faults } from "./faults.tsx";
import { toClipboard } from "./share/clipboard.ts";
import { LinkField } from "./share/link-field.tsx";
import { OpenFile } from "./share/open-file.tsx";
import { ProgramOfPlay } from "./share/program-of-play.tsx";
import { saveFile } from "./share/save-file.ts";
import { slotsFile } from "./share/slots-file.tsx";

/** A link to a play that was. */
interface Made {
  readonly play: Play;
  readonly packed: string;
  /** Which one it is: each is selected anew. */
  readonly number: number;
}

/** What is told of a play, and of no other. */
interface Told {
  readonly play: Play;
  readonly says: (words: PlayWords) => string;
}

/** Takes a play elsewhere: as a link, as a file, as a picture. */
export function Share({ page }: { readonly page: Page }): JSX.Element {
  const { play } = page;
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { now } = play.history.value;
  const { slots } = play.shown.value;
  const heading = useId();
  const made = useSignal<Made | undefined>(undefined);
  const told = useSignal<Told | undefined>(undefined);
  const tell = (says: Told["says"]) => {
    told.value = { play: play.history.peek().now, says };
  };
  const linkOf = (packed: string) =>
    `${window.location.href.split("#", 1)[0]}${writeRoute({ view: "play", state: packed, language })}`;
  const makeLink = async () => {
    const packed = await pack(now);
    made.value = packed === undefined ? undefined : { play: now, packed, number: (made.value?.number ?? 0) + 1 };
    if (packed === undefined) return tell(({ linkTooLong }) => linkTooLong);
    const isCopied = await toClipboard(linkOf(packed));
    tell(({ linkCopied, linkSelected }) => (isCopied ? linkCopied : linkSelected));
  };
  const save = (name: string, type: string, text: string) => {
    saveFile(name, type, text);
    tell(({ saved }) => saved(name));
  };
  return (
    <section class="share" aria-labelledby={heading}>
      <h3 id={heading}>{words.share}</h3>
      <p class="row">
        <button
          type="button"
          onClick={() => {
            void makeLink();
          }}
        >
          {words.link}
        </button>
        <button type="button" onClick={() => save("userns-sim-play.json", "application/json", toFile(now))}>
          {words.save}
        </button>
        {slots !== null && (
          <button
            type="button"
            onClick={() => save("userns-sim-slots.svg", "image/svg+xml", slotsFile(slots, language))}
          >
            {words.svg}
          </button>
        )}
      </p>
      {/* A link to what was would be taken for one to what is. */}
      {made.value?.play === now && (
        <LinkField key={made.value.number} link={linkOf(made.value.packed)} label={words.link} />
      )}
      <p role="status">{told.value?.play === now && told.value.says(words)}</p>
      <Disclosure summary={words.asCode}>{() => <ProgramOfPlay play={play} words={words} />}</Disclosure>
      <OpenFile play={play} words={words} opened={(name) => tell(({ opened }) => opened(name))} />
      <Faults page={page} from="file" />
    </section>
  );
}
