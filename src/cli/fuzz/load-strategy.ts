import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isStrategyName, STRATEGIES, STRATEGY_NAMES } from "../../core/allocate/strategies/strategies.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { isPromise, showThrown } from "../../core/foreign.ts";
import type { MakeStrategy } from "../../testing/subject/subject.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { expectModuleFile, isModuleName } from "../inputs/module-file.ts";

/** The name of a strategy of this library, or the file of a module that exports one. */
export async function loadStrategy(io: Io, name: string): Promise<MakeStrategy> {
  if (isStrategyName(name)) return STRATEGIES[name].make;
  if (!isModuleName(name))
    throw new Failure(
      `--strategy: there is no ${name}; there are ${STRATEGY_NAMES.join(", ")}, and files that end in .mjs, .cjs or .js`,
    );
  expectModuleFile(name);
  const module: Exports | undefined = await told(name, "it cannot be loaded: ", () =>
    io.adopt(fileName(name), import(pathToFileURL(resolve(name)).href)),
  );
  if (module === undefined) throw failure(name, "the module waits at its top level for what never comes");
  return exported(name, module);
}

interface Exports {
  readonly default?: unknown;
  readonly strategy?: unknown;
}

/** The module's strategy; a function is tried once, so that a wrong one is told before all else. */
async function exported(path: string, { default: main, strategy = main }: Exports): Promise<MakeStrategy> {
  if (typeof strategy !== "function") {
    const found = await told(path, "its strategy throws when it is read: ", () => asStrategy(path, strategy));
    return () => found;
  }
  const make = (seed: number): Strategy => {
    try {
      return asStrategy(path, strategy(seed));
    } catch (thrown) {
      throw blamed(path, "the function that makes the strategy throws: ", thrown);
    }
  };
  make(1);
  return make;
}

function asStrategy(path: string, value: unknown): Strategy {
  if (isPromise(value))
    throw failure(path, "the strategy comes as a promise; the function that makes it answers at once");
  const { name, propose } = Object(value) as Partial<Strategy>;
  if (typeof name === "string" && typeof propose === "function") return value as Strategy;
  throw failure(path, EXPECTED);
}

const EXPECTED = "expected `default` or `strategy` to be exported: a strategy, or a function that makes one of a seed";

/** Runs code of a module; whatever it throws is told as its fault. */
async function told<T>(path: string, before: string, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw blamed(path, before, thrown);
  }
}

/** Makes a failure of what code of a module threw. */
export function blamed(path: string, before: string, thrown: unknown): Failure {
  return isFailure(thrown) ? thrown : failure(path, `${before}${showThrown(thrown)}`);
}

/** A proxy that was revoked throws when it is asked what it is. */
function isFailure(thrown: unknown): thrown is Failure {
  try {
    return thrown instanceof Failure;
  } catch {
    return false;
  }
}

function failure(path: string, text: string): Failure {
  return new Failure(`${fileName(path)}: ${text}`);
}
