export interface Options {
  readonly seconds: number;
  readonly seed: number;
  /** The one case to try, of those that the seed makes. */
  readonly only: number | undefined;
}

const DEFAULT_SECONDS = 20;

/** Throws an error with a sentence for the user. */
export function readOptions(args: readonly string[], seed: number): Options {
  const given = new Map<string, number>();
  for (let i = 0; i < args.length; i += 2) {
    const [name = "", value = ""] = args.slice(i, i + 2);
    if (!["--seconds", "--seed", "--case"].includes(name)) throw new Error(`unknown option ${name}`);
    if (!/^\d{1,10}$/.test(value) || Number(value) > 4294967295) throw new Error(`${name}: expected a whole number`);
    given.set(name, Number(value));
  }
  return {
    seconds: given.get("--seconds") ?? DEFAULT_SECONDS,
    seed: given.get("--seed") ?? seed,
    only: given.get("--case"),
  };
}
