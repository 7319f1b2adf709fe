import { expect, it } from "vitest";
import { lettersFor } from "../../../src/core/drawing/letters.ts";

it("lettersFor gives each pod one of its own, or none any", () => {
  expect([0, 1, 27].map(lettersFor)).toEqual(["", "A", "ABCDEFGHIJKLMNOPQRSTUVWXYZa"]);
  expect([52, 53].map((count) => new Set(lettersFor(count)).size)).toEqual([52, 0]);
});
