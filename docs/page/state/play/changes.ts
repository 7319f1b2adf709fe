import { type EscapeQuestion, LIMITS, type Play, type PlayEvent, type PlayId, type Selected } from "./play.ts";
import type { Played } from "./shown.ts";

/** A change of a play. It gives the play itself where nothing changes. */
export type Change = (play: Play) => Play;

/** Sets what was typed or chosen. */
export function edit(fields: Partial<Omit<Play, "events" | "position" | "escape" | "selected">>): Change {
  return (play) => merged<Play>(play, fields);
}

/** Asks another question of the matrix. */
export function ask(question: Partial<EscapeQuestion>): Change {
  return (play) => {
    const asked = merged(play.escape, question);
    return asked === play.escape ? play : { ...play, escape: asked };
  };
}

/** Points at a slot, and so at the pod that is in it. */
export function selectSlot(slot: number, { pods }: Pick<Played, "pods">): Change {
  const uid = pods.find((pod) => pod.slot === slot)?.uid;
  return select({ about: "slot", slot, ...(uid === undefined ? {} : { pod: uid }) });
}

/** Points at a pod, and so at the slot in which it is. */
export function selectPod(uid: string, { pods }: Pick<Played, "pods">): Change {
  return select({ about: "slot", pod: uid, slot: pods.find((pod) => pod.uid === uid)?.slot ?? null });
}

/** Points at an ID of the selected pod, or of the host. */
export function selectId(id: PlayId): Change {
  return select({ about: "id", id });
}

/** Points at a cell of the matrix, by its name: in its own row, or in that of all that is done to the same target. */
export function selectCell(cell: string, column: Selected["column"] = "withUserns", whole = false): Change {
  return select({ about: "cell", cell, column, whole });
}

/** Points at what stands in the map box. */
export function selectMap(): Change {
  return select({ about: "map" });
}

function select(fields: Partial<Selected>): Change {
  return (play) => {
    const { id, ...rest } = fields;
    const same = id !== undefined && id?.side === play.selected.id?.side && id?.id === play.selected.id?.id;
    const selected = merged(play.selected, same || id === undefined ? rest : fields);
    return selected === play.selected ? play : { ...play, selected };
  };
}

/** Goes to the state after so many events, and points at the last of them. */
export function goTo(position: number): Change {
  return (play) => {
    const bounded = Math.min(Math.max(Math.trunc(position) || 0, 0), play.events.length);
    const pointed = select({ about: "event" })(play);
    return bounded === play.position ? pointed : { ...pointed, position: bounded };
  };
}

export function stepBack(): Change {
  return (play) => goTo(play.position - 1)(play);
}

export function stepForward(): Change {
  return (play) => goTo(play.position + 1)(play);
}

/** Drops what comes after the position. */
export function fork(): Change {
  return (play) => {
    const { events, position } = play;
    return position === events.length ? play : { ...play, events: events.slice(0, position) };
  };
}

/** Lets something happen now, in the place of what came after. */
export function happens(event: PlayEvent): Change {
  return (play) => {
    const { events, position } = fork()(play);
    return position >= LIMITS.events ? play : goTo(position + 1)({ ...play, events: [...events, event] });
  };
}

/** A UID that no pod has had, for one more pod like this one. */
export function nextUid(like: string, { pods }: Pick<Played, "pods">): string {
  const taken = new Set(pods.flatMap(({ uid, label }) => [uid, label]));
  const label = pods.find(({ uid }) => uid === like)?.label ?? like;
  // Pods of one name are told by their namespaces, `one/a`, and a UID names a directory.
  const base = label
    .replaceAll("/", "_")
    .replace(/-\d+$/, "")
    .slice(0, LIMITS.text - 10);
  for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}

/** The same object where no field changes. */
function merged<Value extends object>(value: Value, fields: Partial<Value>): Value {
  const changes = Object.entries(fields).some(([name, field]) => !Object.is(field, value[name as keyof Value]));
  return changes ? { ...value, ...fields } : value;
}
