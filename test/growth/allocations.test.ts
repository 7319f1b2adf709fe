import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { growing } from "./allocations.ts";
import { callsOf } from "./calls.ts";

/** Both take as many levels of a tree that is cut into eight, so that a logarithm stays what it is. */
const SIZES = [600, 1200];

/** What looks at every slot or at every hole, and why: twice of both is four times the work and a logarithm, and no more. */
const SEARCHES: readonly (readonly [RegExp, string])[] = [
  [/least-recently-released, pods of several slots/, "of all runs, the one whose youngest slot is oldest"],
  [/buddy, pods of several slots/, "of all free blocks, the smallest"],
  [/first-fit, pods of several slots/, "past all holes that are too small"],
  [/reserve around hash-partition, nearly full/, "draws until it hits the only slot that is free"],
];

describe("twice the slots and twice the steps are twice the work", () => {
  let counted: ReturnType<typeof callsOf> | undefined;
  const calls = (): ReturnType<typeof callsOf> => {
    counted ??= callsOf(fileURLToPath(new URL("allocations.ts", import.meta.url)), SIZES);
    return counted;
  };

  it.each(growing().map(({ name }) => name))("%s", (name) => {
    const [once = 0, twice = 0] = calls()[name] ?? [];
    const most = SEARCHES.some(([pattern]) => pattern.test(name)) ? 5 : 2.3;
    expect(once).toBeGreaterThan(0);
    expect(twice / once).toBeLessThan(most);
  });
});
