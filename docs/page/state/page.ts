import { type ReadonlySignal, signal } from "@preact/signals";
import { type RouteRead, readRoute } from "./route.ts";

/** What views share: where the reader is. */
export interface Page {
  readonly at: ReadonlySignal<RouteRead>;
}

/** Follows the address of a window. */
export function createPage(window: Window): Page {
  const read = () => readRoute(window.location.hash, window.navigator.languages);
  const at = signal(read());
  window.addEventListener("hashchange", () => {
    at.value = read();
  });
  return { at };
}
