import type { History } from "./history/history.ts";
import { differing } from "./play/differing.ts";
import type { Manner } from "./play/play.ts";
import type { MakePlayer, Player } from "./play/player.ts";
import { isBreakdown as breaksDown, nameOf, type Played } from "./play/trouble.ts";

export interface Means {
  readonly make: MakePlayer;
  /** Whether the user wants an end; nothing is started then. */
  readonly isOver: () => boolean;
  /** Whether the time of the campaign is up; few smaller histories are tried then. */
  readonly isLate: () => boolean;
  /** Hears how many smaller histories were tried. */
  readonly onTry: (tries: number) => void;
}

/** What it takes for a fault to show. */
export interface Aim {
  /** Where a program is to break down, the laws that it breaks before do not end it. */
  readonly until: Manner["until"];
  /** Whether only a breakdown counts, where there is one, and not the laws that were broken before. */
  readonly isBreakdown: boolean;
  /** What depends on the seed is compared with another process. */
  readonly twice: boolean;
}

export function aimOf(wanted: Played): Aim {
  const isBreakdown = isBreakingDown(wanted);
  return { until: isBreakdown ? "breakdown" : "trouble", isBreakdown, twice: isAboutSeed(wanted) };
}

/** Plays histories with a program that was just started, in lockstep, and by another one afterwards where that is the aim. */
export async function playAfresh(means: Means, histories: readonly History[], aim: Aim): Promise<Played> {
  const played = await playOnce(means, histories, aim);
  if (!aim.twice || played.trouble !== undefined || means.isOver()) return played;
  return differing(played, await playOnce(means, histories, aim));
}

/**
 * Plays histories one after the other, in lockstep; only in the last of them it counts what goes wrong, and where the
 * program breaks down before, that one is not played.
 */
export async function playAll(
  player: Player,
  histories: readonly History[],
  { until, isBreakdown }: Aim,
  seconds?: number,
): Promise<Played> {
  const manner = { ahead: 1, ...(seconds === undefined ? {} : { seconds }) };
  const earlier = histories.slice(0, -1);
  const last = histories.at(-1);
  if (last === undefined) throw new RangeError("playAll: expected a history");
  for (const history of earlier) {
    const played = await player.play(history, () => history, { ...manner, until: "breakdown" });
    if (played.breakdown !== undefined) return { ...played, trouble: undefined, breakdown: undefined };
  }
  const played = await player.play(last, () => last, { ...manner, until });
  return isBreakdown ? { ...played, trouble: played.breakdown ?? played.trouble } : played;
}

/** The same fault, and either both times with the first line or both times later. */
export function isSame({ trouble }: Played, wanted: Played): boolean {
  if (trouble === undefined || wanted.trouble === undefined) return false;
  return nameOf(trouble.what) === nameOf(wanted.trouble.what) && trouble.at < 0 === wanted.trouble.at < 0;
}

export function isBreakingDown({ trouble }: Played): boolean {
  return trouble !== undefined && breaksDown(trouble.what);
}

export function isAboutSeed({ trouble }: Played): boolean {
  return trouble?.what.kind === "differs";
}

export function isAboutTime({ trouble }: Played): boolean {
  return trouble?.what.kind === "silent";
}

async function playOnce({ make }: Means, histories: readonly History[], aim: Aim): Promise<Played> {
  const player = make();
  try {
    return await playAll(player, histories, aim);
  } finally {
    await player.end();
  }
}
