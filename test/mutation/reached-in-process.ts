import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The set to which probed sources add; there is none in a run of the tests as they are. */
function reachedHere(): Set<string> | undefined {
  return (globalThis as { readonly __reached?: Set<string> }).__reached;
}

/**
 * What a program of probed sources, CommonJS, begins with, so that its processes tell what they reach: at once, since a
 * signal may end them. Nothing where the sources are as they are.
 */
export function tellReached(folder: string): string {
  if (reachedHere() === undefined) return "";
  const file = JSON.stringify(join(folder, REACHED));
  return `globalThis.__reached = new class extends Set {
  add(place) {
    if (!this.has(place)) require("node:fs").appendFileSync(${file}, place + "\\n");
    return super.add(place);
  }
}();`;
}

/** Adds what the processes have told to what the file of tests has reached itself. */
export function hearReached(folder: string): void {
  const reached = reachedHere();
  const file = join(folder, REACHED);
  if (reached === undefined || !existsSync(file)) return;
  for (const place of readFileSync(file, "utf8").split("\n")) if (place !== "") reached.add(place);
}

const REACHED = "reached";
