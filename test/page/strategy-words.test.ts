import { readFileSync } from "node:fs";
import { STRATEGY_NAMES } from "userns-sim";
import { rangeSources } from "userns-sim/node";
import { expect, it } from "vitest";
import { playDe } from "../../docs/page/words/play.de.ts";
import { playEn } from "../../docs/page/words/play.en.ts";
import { strategies } from "../docs/tables/strategies.ts";

/** What the doc comments say: those of the strategies, and of the type of all sources. */
function told(): Readonly<Record<string, string>> {
  const rows = strategies().split("\n").slice(2);
  const source = readFileSync("src/core/node/placement/range-sources.ts", "utf8");
  const others = source.matchAll(/^ \* \| `([\w-]+)` \| (.+) \|$/gm);
  return Object.fromEntries([
    ...STRATEGY_NAMES.map((name, at) => [name, rows[at]?.split(" | ")[1]]),
    ...[...others].map(([, name = "", text]) => [name, text]),
  ]);
}

it("the page says of each source what the library's comments say", () => {
  expect(Object.keys(playEn.strategies)).toEqual(rangeSources());
  expect(Object.keys(playDe.strategies)).toEqual(rangeSources());
  expect(playEn.strategies).toEqual(told());
});
