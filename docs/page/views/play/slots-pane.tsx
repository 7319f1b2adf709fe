import type { JSX } from "preact";
import { TableBehind } from "../../pictures/picture-table.tsx";
import { Slots, tellSlots } from "../../pictures/slots.tsx";
import type { Page } from "../../state/page.ts";
import { selectSlot } from "../../state/play/changes.ts";
import { PLAY_WORDS } from "../../words/play.ts";

/** The slots of the pool: who points at one selects its pod and its range everywhere. */
export function SlotsPane({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  const words = PLAY_WORDS[language];
  const { play } = page;
  const shown = play.shown.value;
  const { slot } = play.history.value.now.selected;
  if (shown.slots === null) return <p class="to-come">{words.noSlots}</p>;
  const told = tellSlots(shown.slots, language);
  return (
    <figure class="picture">
      <h3>{words.slots}</h3>
      <Slots
        picture={shown.slots}
        language={language}
        selected={slot ?? undefined}
        onSelect={(pointed) => play.change(selectSlot(pointed, shown))}
      />
      <TableBehind told={told} language={language} />
    </figure>
  );
}
