import { Draw } from "./draw.ts";
import { drawScene } from "./draw-scene.ts";
import { type FixedCase, fixedBudgetScene, fixedBudgets, fixedCases, fixedScene } from "./fixed.ts";
import type { Case, Group } from "./group.ts";
import type { Scene } from "./scene.ts";

/** Cases that are asked in one scene, by one helper. */
export interface Round {
  /** What they take place in. */
  readonly scene: Scene;
  /** The cases, with the kind of each. */
  readonly questions: readonly (readonly [group: Group, question: Case])[];
}

/** How many cases share a scene: enough to pay for it, few enough for many scenes. */
const ROUND = 400;

/** The cases that do not depend on a seed. */
export function fixedRounds(groups: readonly Group[]): readonly Round[] {
  const named = new Map(groups.map((group) => [group.name, group]));
  const round = (scene: Scene, cases: readonly FixedCase[]): Round => ({
    scene,
    questions: cases.flatMap(({ group: name, creds, input }) => {
      const group = named.get(name);
      return group === undefined ? [] : [[group, { creds, input }] as const];
    }),
  });
  // What was counted and limited stays so: each budget in a world of its own.
  const budgets = fixedBudgets().map((one) => round(fixedBudgetScene(), [one]));
  const own = groups.flatMap((group) =>
    (group.rounds?.() ?? []).map(({ scene, cases }) => ({
      scene,
      questions: cases.map((one) => [group, one] as const),
    })),
  );
  return [round(fixedScene(), fixedCases()), ...budgets, ...own];
}

/** Draws the rounds, one when it is asked for; the same seed draws the same ones. */
export function* drawRounds(seed: number, cases: number, all: readonly Group[]): Generator<Round> {
  yield* fixedRounds(all);
  const groups = all.filter(({ rounds }) => rounds === undefined);
  if (groups.length === 0) return;
  const draw = new Draw(seed);
  const shares = groups.map(({ share }) => share);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const own = groups.filter(({ scene }) => scene !== undefined);
  const common = groups.filter(({ scene }) => scene === undefined);
  const alone =
    common.length === 0 ? cases : Math.ceil((cases * own.reduce((sum, { share }) => sum + share, 0)) / total);
  for (let left = Math.min(alone, cases); left > 0 && own.length > 0; left -= 1) {
    const group = draw.pick(own);
    const scene = group.scene?.(draw) ?? drawScene(draw);
    yield { scene, questions: [[group, group.draw(draw, scene)]] };
  }
  for (let left = own.length > 0 ? cases - alone : cases; left > 0; left -= ROUND) {
    const scene = drawScene(draw);
    const choices = common.map((group) => [group.share, () => group] as const);
    const questions = draw.times(Math.min(left, ROUND), () => {
      const group = draw.weighted(choices);
      return [group, group.draw(draw, scene)] as const;
    });
    yield { scene, questions };
  }
}
