import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { WRAPPER_NAMES, WRAPPERS, type WrapperName } from "../../core/allocate/wrappers/wrappers.ts";

export interface WrapperOptions {
  /** How many ticks a range rests in a quarantine. */
  readonly quarantine: number;
}

/** The number that a wrapper goes by here; a wrapper without one cannot be asked for. */
const NUMBERS: Readonly<Record<WrapperName, ((options: WrapperOptions) => number) | undefined>> = {
  quarantine: ({ quarantine }) => quarantine,
  sticky: () => 256,
  // No option says how many slots are kept back.
  reserve: undefined,
};

export function wrapIn(name: string, inner: Strategy, options: WrapperOptions): Strategy | undefined {
  const known = WRAPPER_NAMES.find((wrapper) => wrapper === name);
  const number = known === undefined ? undefined : NUMBERS[known]?.(options);
  return known === undefined || number === undefined ? undefined : WRAPPERS[known].wrap(inner, number);
}

/** What a name may have behind it, in words: `+quarantine or +sticky`. */
export function endings(): string {
  return WRAPPER_NAMES.filter((name) => NUMBERS[name] !== undefined)
    .map((name) => `+${name}`)
    .join(" or ");
}
