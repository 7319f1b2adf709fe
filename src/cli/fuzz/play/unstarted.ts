import type { Fault } from "../program/fault.ts";
import type { MakePlayer } from "./player.ts";
import type { Played } from "./trouble.ts";

/**
 * Whether what goes wrong is that there is no program at all, and how that shows. One that ends before it has answered
 * `init` is tried once more, with the plainest pool: if it answers that, only the other pool was too much for it.
 */
export async function whyUnstarted(make: MakePlayer, played: Played): Promise<Fault | undefined> {
  const fault = unanswered(played);
  if (fault === undefined || isUnknown(fault) || fault.kind === "silent") return fault;
  const player = make();
  try {
    return unanswered(await player.play(PLAINEST, () => PLAINEST, { ahead: 1, until: "breakdown" }));
  } finally {
    await player.end();
  }
}

/** There is no shell, or it says with its exit code that it found nothing to run. */
export function isUnknown(fault: Fault): boolean {
  if (fault.kind === "ended") return fault.exitCode === 126 || fault.exitCode === 127;
  return fault.kind === "not-started";
}

const PLAINEST = { pool: { start: 65536, size: 65536 }, idsPerPod: 65536, seed: 1, operations: [] };

function unanswered({ breakdown }: Played): Fault | undefined {
  // Whoever has answered was there; a shell script ends so as well when a tool of its own is missing later.
  if (breakdown === undefined || breakdown.at >= 0) return undefined;
  const { what } = breakdown;
  switch (what.kind) {
    case "ended":
    case "closed":
    case "silent":
    case "not-started":
      return what;
    default:
      return undefined;
  }
}
