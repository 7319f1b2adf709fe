import { STRATEGIES, STRATEGY_NAMES } from "../../../src/core/allocate/strategies/strategies.ts";
import { STRATEGY_PROMISES } from "../../../src/core/allocate/strategy/strategy.ts";
import { functionOf } from "../../house/makers.ts";
import { docOf, itemOf } from "./doc-comments.ts";
import { code, table } from "./regions.ts";

const FOLDER = "src/core/allocate/strategies";

/** What each strategy does, buys and costs, as the doc comment of its function has it. */
export function strategies(): string {
  const words = ["As", "Buys", "Costs"];
  const rows = STRATEGY_NAMES.map((name) => {
    const doc = docOf(FOLDER, functionOf(name));
    const [, does] = /^Makes the strategy that ([\s\S]+?)[:;.](?:\s|$)/.exec(doc) ?? [];
    if (does === undefined) throw new Error(`expected "Makes the strategy that …" of ${functionOf(name)}`);
    return [code(functionOf(name)), does.replace(/\s+/g, " "), ...words.map((word) => itemOf(doc, word))];
  });
  return table(["strategy", "does", ...words.map((word) => word.toLowerCase())], rows);
}

/** Who promises what; those that promise the same have one row. */
export function strategyPromises(): string {
  const groups = new Map<string, string[]>();
  for (const name of STRATEGY_NAMES) {
    const { promises } = STRATEGIES[name];
    const answers = STRATEGY_PROMISES.map((promise) => (promises.includes(promise) ? "yes" : "no")).join(" | ");
    groups.set(answers, [...(groups.get(answers) ?? []), code(name)]);
  }
  const rows = [...groups].map(([answers, names]) => [names.join(", "), answers]);
  return table(["strategy", ...STRATEGY_PROMISES.map(code)], rows);
}
