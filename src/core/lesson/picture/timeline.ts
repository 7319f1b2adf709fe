import { expectArray } from "../../misuse/misuse.ts";
import type { TimelineEvent, TimelinePicture } from "./picture.ts";

/**
 * Makes a picture of what happened, in order.
 *
 * @param events - when and what
 * @returns the picture
 * @example
 * ```ts
 * import { drawPicture, timeline } from "userns-sim/lessons";
 *
 * const events = [{ at: "1.25", text: "alpha" }, { at: "1.30", text: "beta" }];
 * drawPicture(timeline(events), { language: "en", width: 60 }); // => ["1.25 │ alpha", "1.30 │ beta"]
 * ```
 */
export function timeline(events: readonly TimelineEvent[]): TimelinePicture {
  expectArray("timeline", "events", events, "an array such as [{ at, text }]");
  return { kind: "timeline", events };
}
