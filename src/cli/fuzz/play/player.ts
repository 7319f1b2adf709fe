import type { Support } from "../../../testing/protocol/reply.ts";
import type { History, Settings } from "../history/history.ts";
import { startProgram } from "../program/program.ts";
import { play } from "./play.ts";
import type { Played } from "./trouble.ts";

/** An allocator that plays histories, one after the other. */
export interface Player {
  /**
   * Plays a history up to the first thing that goes wrong.
   * @param historyFor - what it is then asked, once it has said what it knows
   * @param ahead - how many lines may be written before the answer to the first of them is read; 1 is lockstep
   * @param seconds - how long it may think about an operation; as long as a campaign allows when not given
   */
  readonly play: (
    settings: Settings,
    historyFor: (supports: readonly Support[]) => History,
    ahead: number,
    seconds?: number,
  ) => Promise<Played>;
  /** Whether it can play another one. */
  readonly isUsable: () => boolean;
  /** Ends it at once. */
  readonly kill: () => void;
  /** Lets it end. */
  readonly end: () => Promise<void>;
}

/** Starts an allocator afresh. */
export type MakePlayer = () => Player;

/**
 * Makes players of a command.
 * @param limit - how many seconds it may think about an answer
 * @param hear - is given what it writes to its stderr, line by line
 */
export function programPlayers(command: string, limit: number, hear: (line: string) => void): MakePlayer {
  return () => {
    const program = startProgram(command, limit, hear);
    return {
      play: (settings, historyFor, ahead, seconds) => play(program, settings, historyFor, ahead, seconds),
      isUsable: program.isUsable,
      kill: program.kill,
      end: program.end,
    };
  };
}
