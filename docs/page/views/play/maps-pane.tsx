import type { JSX } from "preact";
import { TableBehind } from "../../pictures/picture-table.tsx";
import { Ruler, tellRuler } from "../../pictures/ruler.tsx";
import type { Page } from "../../state/page.ts";
import { selectId } from "../../state/play/changes.ts";
import { PLAY_WORDS } from "../../words/play.ts";

/** The maps of the selected pod: where those of users and groups are alike, one pair of rulers says it. */
export function MapsPane({ page }: { readonly page: Page }): JSX.Element | null {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { play } = page;
  const { rulers, pods, id: shown } = play.shown.value;
  if (pods.length === 0) return null;
  if (rulers === null) return <p class="to-come">{words.noMaps}</p>;
  const { id } = play.history.value.now.selected;
  const selected = id?.side === "container" ? id.id : (shown?.container ?? undefined);
  const select = (inside: number) => play.change(selectId({ side: "container", id: inside }));
  const areAlike = JSON.stringify(rulers.uid) === JSON.stringify(rulers.gid);
  const pictures = areAlike
    ? [{ heading: words.usersAndGroups, picture: rulers.uid }]
    : [
        { heading: words.users, picture: rulers.uid },
        { heading: words.groups, picture: rulers.gid },
      ];
  return (
    <section class="maps" aria-label={words.maps(rulers.label)}>
      <h3>{words.maps(rulers.label)}</h3>
      {pictures.map(({ heading, picture }) => (
        <div key={heading}>
          <Ruler picture={picture} language={language} heading={heading} selected={selected} onSelect={select} />
          <TableBehind told={tellRuler(picture, language, heading)} language={language} />
        </div>
      ))}
    </section>
  );
}
