import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isStrategyName, STRATEGIES, STRATEGY_NAMES } from "../../core/allocate/strategies/strategies.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import type { MakeStrategy } from "../../testing/check/run-strategy.ts";
import { Failure } from "../base/failure.ts";
import { printable } from "../base/printable.ts";

/** The name of a strategy of this library, or the file of a module that exports one. */
export async function loadStrategy(name: string): Promise<MakeStrategy> {
  if (isStrategyName(name)) return STRATEGIES[name].make;
  if (!/\.[cm]?js$/.test(name))
    throw new Failure(
      `--strategy: there is no ${printable(name)}; there are ${STRATEGY_NAMES.join(", ")}, and files that end in .mjs, .cjs or .js`,
    );
  const make = exported(await load(name));
  if (make === undefined) throw new Failure(`${printable(name)}: ${EXPECTED}`);
  return make;
}

const EXPECTED = "expected `default` or `strategy` to be exported: a strategy, or a function that makes one of a seed";

async function load(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    throw new Failure(`${printable(path)}: ${printable(messageOf(error))}`);
  }
}

/** The module's strategy; a function is tried once, so that a wrong one is told before all else. */
function exported({ default: main, strategy = main }: Readonly<Record<string, unknown>>): MakeStrategy | undefined {
  if (typeof strategy !== "function") return isStrategy(strategy) ? () => strategy : undefined;
  try {
    return isStrategy(strategy(1)) ? (seed) => strategy(seed) : undefined;
  } catch (error) {
    throw new Failure(`--strategy: the function that makes it throws: ${printable(messageOf(error))}`);
  }
}

function isStrategy(value: unknown): value is Strategy {
  const { name, propose } = Object(value) as Partial<Strategy>;
  return typeof name === "string" && typeof propose === "function";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
