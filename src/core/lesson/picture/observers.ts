import { expectArray } from "../../misuse/misuse.ts";
import { expectLabel, type Label } from "../words/words.ts";
import type { ObserversPicture, Seen } from "./picture.ts";

/**
 * Makes a picture of one thing as several observers see it.
 *
 * @param subject - what is looked at
 * @param seen - who sees what
 * @returns the picture
 * @example
 * ```ts
 * import { drawPicture, observers } from "userns-sim/lessons";
 *
 * const seen = [{ by: "host", as: 131072 }, { by: "web-0", as: 0 }];
 * drawPicture(observers("/tmp/report", seen), { language: "en", width: 60 });
 * // => ["/tmp/report", "  host   sees  131072", "  web-0  sees  0"]
 * ```
 */
export function observers(subject: Label, seen: readonly Seen[]): ObserversPicture {
  expectLabel("observers", "subject", subject);
  expectArray("observers", "seen", seen, "an array such as [{ by, as }]");
  return { kind: "observers", subject, seen };
}
