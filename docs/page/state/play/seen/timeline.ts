import { german } from "userns-sim/german";
import { DEFECTS } from "userns-sim/kubelet";
import { timeline } from "userns-sim/lessons";
import { both, inBoth } from "../in-both.ts";
import type { PlayEvent } from "../play.ts";
import type { PlayedDefect, PlayedEvent, PlayedTimeline } from "../shown.ts";
import type { Happened } from "../world/happened.ts";

/** What has happened, and what is still to come. */
export function timelineOf(happened: Happened): PlayedTimeline {
  const { events, position, first, moments, leaked } = happened;
  const told: readonly PlayedEvent[] = [null, ...events].map((event, at) => {
    const moment = moments[at];
    return {
      event,
      outcome: moment === undefined ? "later" : moment.ok ? "ok" : "refused",
      text: event === null ? inBoth((words) => words.beginning(first)) : textOf(event, happened),
      says: moment?.says ?? [inBoth((words) => words.notYet)],
      defects: moment?.defects ?? [],
    };
  });
  return {
    picture: timeline(told.map(({ text }, at) => ({ at, text }))),
    events: told,
    position,
    defects: defectsOf(told),
    leaked,
  };
}

function textOf(event: PlayEvent, { labelOf, strategy }: Happened): PlayedEvent["text"] {
  switch (event.type) {
    case "create": {
      const { pod, like } = event;
      const label = labelOf(pod);
      return inBoth((words) => (like === undefined ? words.create(label) : words.createLike(label, labelOf(like))));
    }
    case "restart": {
      const { release } = event;
      return inBoth((words) => words.restart(strategy === "kubelet", release));
    }
    case "cleanup":
    case "crash":
    case "remove-pods-directory":
      return inBoth((words) => words[event.type]);
    default: {
      const label = labelOf(event.pod);
      return inBoth((words) => words[event.type](label));
    }
  }
}

function defectsOf(events: readonly PlayedEvent[]): readonly PlayedDefect[] {
  return [...new Set(events.flatMap(({ defects }) => defects))].map((name) => {
    const { what, breaks, fix, source } = DEFECTS[name];
    const other = german.defects[name];
    return {
      name,
      what: both(what, other.what),
      breaks: both(breaks, other.breaks),
      fix: both(fix, other.fix),
      source,
      at: events.flatMap(({ defects }, at) => (defects.includes(name) ? [at] : [])),
    };
  });
}
