import { expect, it } from "vitest";
import { DIRECTIONS } from "../../../src/cli/translate/directions.ts";

it("which number is whose is told of each form", async () => {
  const lines = Object.entries(DIRECTIONS).map(([form, direction]) => `${form}: ${direction}\n`);
  await expect(lines.join("")).toMatchFileSnapshot("golden/directions.golden.txt");
});
