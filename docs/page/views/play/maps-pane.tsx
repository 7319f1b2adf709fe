import type { JSX } from "preact";
import { Ruler } from "../../pictures/ruler.tsx";
import type { Page } from "../../state/page.ts";
import { selectId } from "../../state/play/changes.ts";
import { PLAY_WORDS } from "../../words/play.ts";

/** The maps of the selected pod: where those of users and groups are alike, one pair of rulers says it. */
export function MapsPane({ page }: { readonly page: Page }): JSX.Element | null {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { play } = page;
  const { rulers, pods } = play.shown.value;
  if (pods.length === 0) return null;
  if (rulers === null) return <p class="to-come">{words.noMaps}</p>;
  const { id } = play.history.value.now.selected;
  const selected = id?.side === "container" ? id.id : undefined;
  const select = (inside: number) => play.change(selectId({ side: "container", id: inside }));
  const areAlike = JSON.stringify(rulers.uid) === JSON.stringify(rulers.gid);
  return (
    <section class="maps" aria-label={words.maps(rulers.label)}>
      <h3>{words.maps(rulers.label)}</h3>
      <Ruler
        picture={rulers.uid}
        language={language}
        heading={areAlike ? `${words.users}, ${words.groups}` : words.users}
        selected={selected}
        onSelect={select}
      />
      {!areAlike && (
        <Ruler picture={rulers.gid} language={language} heading={words.groups} selected={selected} onSelect={select} />
      )}
    </section>
  );
}
