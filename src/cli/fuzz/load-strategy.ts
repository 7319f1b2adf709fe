import { isStrategyName, STRATEGIES, STRATEGY_NAMES } from "../../core/allocate/strategies/strategies.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { isPromise } from "../../core/foreign.ts";
import { isPlainShallow } from "../../core/shape/plain-data.ts";
import type { MakeStrategy } from "../../testing/subject/subject.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { isModuleName, loadModule, moduleFailure, told } from "../inputs/module-file.ts";

/** The name of a strategy of this library, or the file of a module that exports one. */
export async function loadStrategy(io: Io, name: string): Promise<MakeStrategy> {
  if (isStrategyName(name)) return STRATEGIES[name].make;
  if (!isModuleName(name))
    throw new Failure(
      `--strategy: there is no ${name}; there are ${STRATEGY_NAMES.join(", ")}, and files that end in .mjs, .cjs or .js`,
    );
  return exported(name, await loadModule(io, name));
}

interface Exports {
  readonly default?: unknown;
  readonly strategy?: unknown;
}

/** The module's strategy; a function is tried once, so that a wrong one is told before all else. */
function exported(path: string, { default: main, strategy = main }: Exports): MakeStrategy {
  if (typeof strategy !== "function") {
    const found = told(path, "its strategy throws when it is read: ", () => asStrategy(path, strategy));
    return () => found;
  }
  const make = (seed: number): Strategy =>
    told(path, "the function that makes the strategy throws: ", () => asStrategy(path, strategy(seed)));
  make(1);
  return make;
}

function asStrategy(path: string, value: unknown): Strategy {
  if (isPromise(value))
    throw moduleFailure(path, "the strategy comes as a promise; the function that makes it answers at once");
  const { name, propose, initial, promises = [] } = Object(value) as Partial<Strategy>;
  if (typeof name !== "string" || typeof propose !== "function") throw moduleFailure(path, EXPECTED);
  if (!isPlainShallow(initial))
    throw moduleFailure(
      path,
      "its strategy has no `initial`: plain data that it remembers before it is asked first, null for nothing",
    );
  if (!Array.isArray(promises))
    throw moduleFailure(path, "the `promises` of its strategy are no list: expected an array of names, or none");
  return value as Strategy;
}

const EXPECTED = "expected `default` or `strategy` to be exported: a strategy, or a function that makes one of a seed";
