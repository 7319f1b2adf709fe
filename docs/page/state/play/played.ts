import { slots } from "userns-sim/lessons";
import { type Manifest, readManifest } from "./manifest/manifest.ts";
import type { Play } from "./play.ts";
import { escaped } from "./seen/escaped.ts";
import { playedId, rulersOf, selectedPod } from "./seen/ids.ts";
import { readMapBox } from "./seen/map-box.ts";
import { timelineOf } from "./seen/timeline.ts";
import { whyOf } from "./seen/why.ts";
import type { Played } from "./shown.ts";
import { type Happened, happen } from "./world/happened.ts";

/** Computes all that is shown of a play. */
export function played(play: Play): Played {
  return createPlayer()(play);
}

/** Does what {@link played} does for one play after the other, and computes only what has changed since the one before. */
export function createPlayer(): (play: Play) => Played {
  const manifestOf = remembering(readManifest);
  const happenedOf = remembering(
    (
      manifest: Manifest,
      release: Play["release"],
      gate: Play["gate"],
      pool: string,
      idsPerPod: number,
      strategy: Play["strategy"],
      seed: number,
      fixes: Play["fixes"],
      events: Play["events"],
      position: number,
    ) => happen({ release, gate, pool, idsPerPod, strategy, seed, fixes, events, position }, manifest.pods),
  );
  const timeline = remembering(timelineOf);
  const slotsOfPods = remembering(({ pool, pods }: Happened) =>
    pool === null
      ? null
      : slots(
          pool,
          pods.flatMap(({ slot, label, range }) => (slot === null || range === null ? [] : [{ label, range }])),
        ),
  );
  const escapeOf = remembering(
    (happened: Happened, pod: string, container: string, path: Play["escape"]["path"], source: string) =>
      escaped(happened, { pod, container, path, source }),
  );
  const mapBox = remembering(readMapBox);
  return (play) => {
    const manifest = manifestOf(play.pods);
    const { release, gate, pool, idsPerPod, strategy, seed, fixes, events, position } = play;
    const happened = happenedOf(manifest, release, gate, pool, idsPerPod, strategy, seed, fixes, events, position);
    const shownEscape = escapeOf(
      happened,
      play.escape.pod,
      play.escape.container,
      play.escape.path,
      play.escape.source,
    );
    const placed = selectedPod(happened, play.selected, shownEscape.chosen?.pod);
    const id = playedId(happened, placed, play.selected);
    const shown = {
      pool: happened.pool,
      pods: happened.pods,
      timeline: timeline(happened),
      escape: shownEscape,
      id,
      map: mapBox(play.map, happened),
    };
    return {
      manifest: { problems: manifest.problems, pods: manifest.pods.length, notes: manifest.notes },
      faults: happened.faults,
      ...shown,
      slots: slotsOfPods(happened),
      rulers: rulersOf(placed, id),
      why: whyOf({ ...shown, node: happened.node, label: placed?.label ?? null }, play.selected, play.escape),
    };
  };
}

/** Keeps the last answer of a pure function. */
function remembering<Given extends readonly unknown[], Answer>(
  answer: (...given: Given) => Answer,
): (...given: Given) => Answer {
  let last: { readonly given: Given; readonly answer: Answer } | undefined;
  return (...given) => {
    const same = last?.given.every((each, at) => Object.is(each, given[at]));
    if (last === undefined || same !== true) last = { given, answer: answer(...given) };
    return last.answer;
  };
}
