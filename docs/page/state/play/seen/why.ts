import type { Words } from "userns-sim/lessons";
import { escapeCell, type Node } from "userns-sim/node";
import { inBoth, sayNode } from "../in-both.ts";
import type { EscapeQuestion, Selected } from "../play.ts";
import type { MapBox, Played, PlayedEscape, PlayedId, PlayedPod, PlayedTimeline, Why } from "../shown.ts";
import { rangeOfSlot } from "../world/slots-of-pool.ts";
import { sourceOf } from "./escaped.ts";
import { whyDecision } from "./why-decision.ts";

/** What has been computed before it is explained. */
export interface Shown extends Pick<Played, "pool" | "pods" | "timeline" | "escape" | "id" | "map"> {
  readonly node: Node | null;
  /** The label of the selected pod. */
  readonly label: string | null;
}

/** Explains what is selected. */
export function whyOf(shown: Shown, selected: Selected, question: EscapeQuestion): Why {
  const { about } = selected;
  const none = { decisions: [], about };
  switch (about) {
    case "event":
      return { ...none, ...ofEvent(shown.timeline) };
    case "slot":
      return { ...none, ...ofSlot(shown, selected.slot) };
    case "id":
      return { ...none, ...ofId(shown.id, shown.label) };
    case "map":
      return { about, title: inBoth((words) => words.map), ...ofMap(shown.map) };
    case "cell":
      return { about, ...ofCell(shown.node, shown.escape, question, selected.cell) };
  }
}

type Told = Pick<Why, "title" | "says">;

const nothing = (): Told => ({ title: inBoth((words) => words.nothingSelected), says: [] });

function ofEvent({ events, position, defects }: PlayedTimeline): Told {
  const event = events[position];
  if (event === undefined) return nothing();
  const shows = defects.filter(({ at }) => at.includes(position));
  return { title: event.text, says: [...event.says, ...shows.map(({ what }) => inBothOf(what))] };
}

function inBothOf(what: Words): Words {
  const words = { en: inBoth((each) => each.defect(what.en)), de: inBoth((each) => each.defect(what.de)) };
  return { en: words.en.en, de: words.de.de };
}

function ofSlot({ pool, pods, timeline }: Shown, slot: number | null): Told {
  if (slot === null) return nothing();
  if (pool === null) return { title: inBoth((words) => words.slot(slot)), says: [inBoth((words) => words.noPool)] };
  const { slots } = pool;
  const title = inBoth((words) => words.slot(slot));
  if (slot >= slots) return { title, says: [inBoth((words) => words.slotOutside(slots))] };
  const { start, size } = rangeOfSlot(pool, slot);
  const within = pods.filter(({ range }) => overlaps(range, start, size));
  return {
    title,
    says: [inBoth((words) => words.slotIds(start, size)), ...whoIsIn(within, timeline.leaked.includes(slot))],
  };
}

function overlaps(range: PlayedPod["range"], start: number, size: number): boolean {
  return range !== null && range.start < start + size && start < range.start + range.size;
}

function whoIsIn(pods: readonly PlayedPod[], leaked: boolean): readonly Words[] {
  const names = pods.map(({ label }) => label).join(", ");
  const lost = leaked ? [inBoth((words) => words.slotLeaked)] : [];
  if (pods.length > 1) return [inBoth((words) => words.slotShared(names)), ...lost];
  if (pods.length === 1) return [inBoth((words) => words.slotTaken(names)), ...lost];
  return leaked ? lost : [inBoth((words) => words.slotFree)];
}

function ofId(id: PlayedId | null, pod: string | null): Told {
  if (id === null) return nothing();
  const { side, container, host, shown, slot, offset, owners } = id;
  const title = inBoth((words) => (side === "container" ? words.containerId(id.id, pod ?? "?") : words.hostId(id.id)));
  const says: Words[] = [];
  if (pod === null) says.push(inBoth((words) => words.noPod));
  else if (shown !== null) says.push(inBoth((words) => words.hostUnmapped(id.id, pod, shown)));
  else if (container === null || host === null) says.push(inBoth((words) => words.unmapped(id.id, pod)));
  else says.push(inBoth((words) => words.mapped(container, pod, host)));
  if (host !== null) {
    says.push(inBoth((words) => (slot === null || offset === null ? words.outsideOfPool : words.place(slot, offset))));
    const names = owners.map(({ label, container: inside }) => `${label} (${inside})`).join(", ");
    says.push(inBoth((words) => (owners.length === 0 ? words.ownedByHost : words.owners(names))));
  }
  return { title, says };
}

function ofMap(box: MapBox): Pick<Why, "says" | "decisions"> {
  if (box.kind === "empty") return { says: [inBoth((words) => words.mapEmpty)], decisions: [] };
  const reasons = box.reasons.map(({ form, says }): Words => {
    return {
      en: inBoth((words) => words.textForm(form, says.en)).en,
      de: inBoth((words) => words.textForm(form, says.de)).de,
    };
  });
  if (box.kind === "text") {
    const certain = box.ids.filter((id) => id.certain).length + (box.ids[0]?.certain === true ? box.more : 0);
    const others = box.ids.length + box.more - certain;
    const found = inBoth((words) => (box.ids.length === 0 ? words.noIds : words.idsFound(certain, others)));
    return { says: [found, ...(box.ids.length === 0 ? reasons : [])], decisions: [] };
  }
  const forms = box.readings.map(({ form }) => form);
  const [only] = forms;
  const read =
    only === undefined
      ? []
      : [inBoth((words) => (forms.length === 1 ? words.mapForm(only) : words.mapForms(forms.join(", "))))];
  const taken = box.readings.map(({ form, kernel }) => {
    const refused = kernel.find(({ allowed }) => !allowed);
    return inBoth((words) =>
      refused === undefined ? words.mapTaken(form) : words.mapRefused(form, refused.errno ?? "?"),
    );
  });
  const refusals = box.reasons.flatMap(({ form, errno }) =>
    errno === null ? [] : [inBoth((words) => words.mapRefused(form, errno))],
  );
  return {
    says: [...read, ...taken, ...refusals, ...reasons],
    decisions: box.readings.flatMap(({ kernel }) => kernel),
  };
}

function ofCell(
  node: Node | null,
  { chosen }: PlayedEscape,
  question: EscapeQuestion,
  cell: string | null,
): Omit<Why, "about"> {
  if (cell === null || node === null || chosen === null) return { ...nothing(), decisions: [] };
  const from = { pod: chosen.pod, container: chosen.container };
  const row = escapeCell(node, from, question.path, cell, sourceOf(question));
  if (!row.ok) return { title: cell, says: [sayNode(row.error)], decisions: [] };
  const { withUserns, withoutUserns, stranger } = row.value;
  return {
    title: cell,
    says: [],
    decisions: [
      whyDecision("withUserns", withUserns),
      whyDecision("withoutUserns", withoutUserns),
      whyDecision("stranger", stranger),
    ],
  };
}
