import { createPool } from "../../../core/allocate/pool/pool.ts";
import { explain } from "../../../core/explain/main.ts";
import type { LawName } from "../../../testing/laws/laws.ts";
import { SUPPORTS } from "../../../testing/protocol/reply.ts";
import { runStrategy } from "../../../testing/run/run-strategy.ts";
import type { MakeStrategy } from "../../../testing/subject/subject.ts";
import { type History, isSound } from "../history/history.ts";
import type { MakePlayer } from "./player.ts";
import type { Played } from "./trouble.ts";

/**
 * @param blame - makes an error of what the strategy throws where no answer of it is awaited: when its name is read
 */
export function strategyPlayers(
  make: MakeStrategy,
  except: readonly LawName[],
  blame: (thrown: unknown) => Error,
): MakePlayer {
  return () => ({
    play: async (settings, historyFor) => {
      const pool = createPool({ ...settings.pool, idsPerPod: settings.idsPerPod });
      if (pool.ok) {
        try {
          return playStrategy(make, historyFor(SUPPORTS), except);
        } catch (thrown) {
          throw blame(thrown);
        }
      }
      const error = explain(pool.error);
      return {
        history: { ...settings, operations: [] },
        supports: undefined,
        refusal: error,
        answers: [],
        trouble: isSound(settings) ? { at: -1, what: { kind: "refused-pool", error } } : undefined,
        breakdown: undefined,
      };
    },
    isUsable: () => true,
    kill: () => undefined,
    end: () => Promise.resolve(),
  });
}

function playStrategy(make: MakeStrategy, history: History, except: readonly LawName[]): Played {
  const { pool, idsPerPod, seed, operations } = history;
  const settings = { ...pool, idsPerPod, exclude: [] };
  const { answers, finding } = runStrategy(make, { pool: settings, seed, operations }, { except });
  // Some laws are looked at only when all is over; then the operation says where.
  const at = (operations as readonly unknown[]).indexOf(finding?.operation);
  const trouble = finding === undefined ? undefined : ({ at, what: { kind: "law", finding } } as const);
  return { history, supports: SUPPORTS, refusal: undefined, answers, trouble, breakdown: undefined };
}
