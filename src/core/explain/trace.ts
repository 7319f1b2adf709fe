import type { Step } from "../kernel/decision/decision.ts";

/** A line of what is told of a decision. */
export interface TraceLine {
  /** What it says. */
  readonly text: string;
  /** What it is about: the `depth` of its steps. */
  readonly depth: number;
  /** Whether it tells of the step that settled the question. */
  readonly decides: boolean;
  /** The steps that it tells of: of a directory on the way that lets through those that speak for it, else one. */
  readonly steps: readonly Step[];
}

/** Tells steps line by line, each in the words of `say`. */
export function traceLines(
  steps: readonly Step[],
  decidedAt: number,
  say: (step: Step) => string,
): readonly TraceLine[] {
  const lines: TraceLine[] = [];
  for (let at = 0; at < steps.length; ) {
    const end = endOfSearch(steps, at);
    // A directory that refuses is told step by step.
    const own = steps.slice(at, decidedAt >= at && decidedAt < end ? at + 1 : end);
    const [first, ...others] = own as [Step, ...Step[]];
    const speaking = others.filter(speaksFor);
    const text = speaking.length === 0 ? say(first) : `${say(first)}: ${speaking.map(say).join(", ")}`;
    lines.push({ text, depth: first.depth, decides: at === decidedAt, steps: [first, ...speaking] });
    at += own.length;
  }
  return lines;
}

/** Where the steps end that ask whether a directory may be searched; of any other step, behind itself. */
function endOfSearch(steps: readonly Step[], at: number): number {
  const depth = steps[at]?.depth;
  let end = at + 1;
  if (steps[at]?.rule !== "path-search") return end;
  while (steps[end]?.depth === depth && !OPENING.includes(steps[end]?.rule)) end += 1;
  return end;
}

/** The rules that are asked first of a directory. */
const OPENING: readonly (string | undefined)[] = ["path-search", "directory-write"];

/** Where the directory lets through, what spoke against it was overruled. */
function speaksFor({ outcome }: Step): boolean {
  return outcome !== "skips" && outcome !== "refuses";
}
