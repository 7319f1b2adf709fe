import { describe, expect, it } from "vitest";
import { isSame } from "../../../src/cli/fuzz/afresh.ts";
import { nameOf, type Played, type Wrong } from "../../../src/cli/fuzz/play/trouble.ts";

const played = (kind: "closed" | "differs" | undefined, at = 0): Played => ({
  history: { pool: { start: 65536, size: 65536 }, idsPerPod: 65536, seed: 1, operations: [] },
  supports: undefined,
  refusal: undefined,
  answers: [],
  trouble: kind && { what: { kind } as Wrong, at },
  breakdown: undefined,
});

describe("the same fault", () => {
  it.each([
    ["closed", 0, "closed", 7, true],
    ["closed", -1, "closed", -1, true],
    ["closed", -1, "closed", 0, false],
    ["closed", 0, "closed", -1, false],
    ["closed", 0, "differs", 0, false],
    [undefined, 0, "closed", 0, false],
    ["closed", 0, undefined, 0, false],
  ] as const)(
    "has the same name, and comes with the first line or later: %s at %i, %s at %i",
    (a, at, b, then, same) => {
      expect(isSame(played(a, at), played(b, then))).toBe(same);
    },
  );
});

describe("the name of a fault", () => {
  it("is that of the law, or how the program broke the protocol", () => {
    expect(nameOf({ kind: "law", finding: { law: "in-pool" } } as Wrong)).toBe("in-pool");
    expect(nameOf({ kind: "differs", one: undefined, other: undefined })).toBe("deterministic");
    expect(nameOf({ kind: "closed" })).toBe("closed");
  });
});
