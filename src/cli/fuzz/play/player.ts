import type { LawName } from "../../../testing/laws/laws.ts";
import type { Support } from "../../../testing/protocol/reply.ts";
import type { History, Settings } from "../history/history.ts";
import { startProgram } from "../program/program.ts";
import { type Manner, play } from "./play.ts";
import type { Played } from "./trouble.ts";

export interface Player {
  /** As {@link play} does with a program. */
  readonly play: (
    settings: Settings,
    historyFor: (supports: readonly Support[]) => History,
    manner: Manner,
  ) => Promise<Played>;
  /** Whether it can play another one. */
  readonly isUsable: () => boolean;
  readonly kill: () => void;
  readonly end: () => Promise<void>;
}

export type MakePlayer = () => Player;

/** What the program writes to its stderr is heard line by line. */
export function programPlayers(
  command: string,
  limit: number,
  except: readonly LawName[],
  hear: (line: string) => void,
): MakePlayer {
  return () => {
    const program = startProgram(command, limit, hear);
    return {
      play: (settings, historyFor, manner) => play(program, settings, historyFor, manner, except),
      isUsable: program.isUsable,
      kill: program.kill,
      end: program.end,
    };
  };
}
