import { signal } from "@preact/signals";
import { lessonsPlayed, type Page, pageOf } from "../../../docs/page/state/page.ts";
import { NO_PROGRESS, type Progress } from "../../../docs/page/state/progress.ts";
import { readRoute } from "../../../docs/page/state/route.ts";

const plays = lessonsPlayed();

/** A page at an address, without a window; nothing leads away from there. */
export function pageAt(fragment: string, progress: Progress = NO_PROGRESS): Page {
  return pageOf({
    at: signal(readRoute(fragment, ["en"], plays)),
    arrivals: signal(0),
    plays,
    store: { read: () => progress, write: () => undefined, watch: () => undefined },
    go: () => undefined,
  });
}
