import { DEFECT_NAMES, RELEASES } from "userns-sim/kubelet";
import { ACCESS_PATHS, createNode, rangeSources, readPod } from "userns-sim/node";
import { inBoth } from "../in-both.ts";
import {
  ABOUT,
  COLUMNS,
  DEFAULTS,
  GATES,
  LIMITS,
  NODE_EVENTS,
  NUMBERS,
  type Play,
  type PlayEvent,
  type PlayId,
  POD_EVENTS,
} from "../play.ts";
import type { Fault } from "../shown.ts";
import { type Fields, fields, integer, list, MAX_FAULTS, oneOf, orNull, type Read, reading, text } from "./read.ts";

export type PlayRead = { readonly ok: true; readonly play: Play } | PlayFaults;

export interface PlayFaults {
  readonly ok: false;
  /** At least one, with what would be right. */
  readonly faults: readonly Fault[];
}

/** Reads a play that comes from anywhere, and trusts nothing in it. What is left out is as it is by default. */
export function readPlay(value: unknown): PlayRead {
  const { value: play, faults } = reading(value, playFields());
  if (play === undefined || faults.length > 0) return { ok: false, faults };
  const unusable = unusableNames(play);
  return unusable.length > 0 ? { ok: false, faults: unusable } : { ok: true, play };
}

function playFields(): Read<Play> {
  const read = fields<Omit<Play, "position"> & { readonly position: number | null }>(
    {
      pods: text(LIMITS.manifest),
      release: oneOf(RELEASES),
      gate: oneOf(GATES),
      pool: text(LIMITS.text),
      idsPerPod: integer(...NUMBERS.idsPerPod),
      strategy: oneOf(rangeSources()),
      seed: integer(...NUMBERS.seed),
      fixes: list(oneOf(DEFECT_NAMES), DEFECT_NAMES.length),
      map: text(LIMITS.map),
      events: list(event, LIMITS.events),
      position: integer(0, LIMITS.events),
      escape: fields(
        { pod: text(LIMITS.name), container: text(LIMITS.name), path: oneOf(ACCESS_PATHS), source: text(LIMITS.text) },
        DEFAULTS.escape,
      ),
      selected: fields(
        {
          about: oneOf(ABOUT),
          pod: orNull(text(LIMITS.name)),
          slot: orNull(integer(0, MAX_SLOT)),
          id: orNull(fields<PlayId>({ side: oneOf(["container", "host"]), id: integer(0, MAX_ID) }, {})),
          cell: orNull(text(LIMITS.name)),
          column: orNull(oneOf(COLUMNS)),
          whole: oneOf([false, true]),
        },
        DEFAULTS.selected,
      ),
    },
    { ...DEFAULTS, position: null },
  );
  return (value, at) => {
    const play = read(value, at);
    if (play === undefined) return undefined;
    const { events, position } = play;
    if (position !== null && position > events.length)
      return at.within("position").refuse((words) => words.expected(words.integer(0, events.length)));
    return { ...play, fixes: [...new Set(play.fixes)], position: position ?? events.length };
  };
}

const MAX_ID = 4_294_967_295;
/** No pool of the library has more slots. */
const MAX_SLOT = 4_194_303;

const event: Read<PlayEvent> = (value, at) => {
  const type = oneOf(Object.keys(EVENTS) as PlayEvent["type"][])(at.field(value, "type"), at.within("type"));
  return type === undefined ? undefined : EVENTS[type](value, at);
};

const uid = text(LIMITS.text);

const EVENTS: { readonly [Type in PlayEvent["type"]]: Read<PlayEvent> } = {
  create: typed("create", { pod: uid }, { like: uid }),
  restart: typed("restart", {}, { release: oneOf(RELEASES) }),
  "write-file": typed("write-file", { pod: uid, raw: text(LIMITS.raw) }),
  ...named(POD_EVENTS, { pod: uid }),
  ...named(NODE_EVENTS, {}),
};

function named<Type extends PlayEvent["type"]>(types: readonly Type[], of: Record<string, Read<unknown>>) {
  return Object.fromEntries(types.map((type) => [type, typed(type, of)])) as Record<Type, Read<PlayEvent>>;
}

/** An event has the fields of its type, and no other. */
function typed(
  type: PlayEvent["type"],
  needed: Record<string, Read<unknown>>,
  optional: Record<string, Read<unknown>> = {},
): Read<PlayEvent> {
  const read = { type: oneOf([type]), ...needed } as Fields<PlayEvent>;
  return fields<PlayEvent>({ ...read, ...optional }, {}, Object.keys(optional));
}

/** Pods of events must have UIDs that can name a directory: a node says which cannot. */
function unusableNames({ events }: Play): readonly Fault[] {
  const wrong = new Map<string, boolean>();
  const isWrong = (name: string): boolean => {
    const known = wrong.get(name) ?? isUnusable(name);
    wrong.set(name, known);
    return known;
  };
  const faults: Fault[] = [];
  for (const [at, each] of events.entries())
    if (faults.length < MAX_FAULTS && "pod" in each && isWrong(each.pod))
      faults.push({ place: `events[${at}].pod`, says: inBoth((words) => words.expected(words.uid)) });
  return faults;
}

function isUnusable(name: string): boolean {
  const node = createNode({ pods: [readPod({ uid: name, name, spec: {} })], strategy: "host-users" });
  return !node.ok && node.error.code === "uid-unusable";
}
