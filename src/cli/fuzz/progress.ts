import type { Io } from "../base/io.ts";
import { count } from "../base/words.ts";
import type { Tally } from "./campaign.ts";

export interface Progress {
  readonly onRun: (tally: Tally) => void;
  /** Hears that a history is being made smaller. */
  readonly onTry: (tries: number) => void;
  readonly end: () => void;
}

/**
 * Tells on stderr how far a campaign is, of so many runs if that is known: on a terminal in one line that changes, else
 * in a line now and then.
 */
export function progressOn({ stderr }: Pick<Io, "stderr">, of: number | undefined, now: () => number): Progress {
  const began = now();
  const pause = stderr.isTerminal ? 100 : 10000;
  let told = began;
  const tell = (textAt: (seconds: number) => string): void => {
    const time = now();
    if (time - told < pause) return;
    told = time;
    stderr.status(textAt((time - began) / 1000));
  };
  return {
    onRun: (tally) => tell((seconds) => progressText(tally, of, seconds)),
    onTry: (tries) => tell(() => `making the history of a finding smaller, try ${tries}`),
    end: () => stderr.clearStatus(),
  };
}

function progressText({ runs, operations, found }: Tally, of: number | undefined, seconds: number): string {
  const speed = Math.round(operations / seconds);
  const share = of === undefined ? count(runs, "run") : `run ${runs} of ${of}`;
  return `${share}, ${speed} operations a second, ${count(found.length, "finding")}`;
}
