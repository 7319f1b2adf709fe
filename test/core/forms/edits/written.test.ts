import { describe, expect, it } from "vitest";
import { FORM_NAMES, FORMS, type FormMaps, type FormOptions } from "../../../../src/index.ts";
import { answerOf, mapsLine } from "./answer.ts";
import { maps } from "./samples.ts";

/** Maps that some forms can hold and others cannot. */
const MAPS: readonly FormMaps[] = [
  maps([[0, 5, 2]]),
  maps([[0, 5, 2]], [[0, 5, 2]]),
  maps([[0, 5, 2]], [[0, 6, 2]]),
  maps([[0, 5, 2]], []),
  maps([], [[0, 6, 2]]),
  maps([]),
  maps([], []),
  maps([[0, 5, 1]]),
  maps([[1, 5, 2]]),
  maps([
    [2, 9, 1],
    [0, 5, 2],
  ]),
  maps(
    [
      [0, 5, 2],
      [2, 7, 1],
    ],
    [[0, 5, 3]],
  ),
  maps([[0, 65535, 1]]),
  maps([[0, 4294967294, 1]]),
  maps([[0, 0, 4294967295]]),
  maps([[4294967293, 0, 2]]),
  maps([[0, 105, 2]]),
  maps([
    [0, 5, 2],
    [2, 102, 18],
  ]),
  maps([[0, 100, 20]], [[5, 205, 20]]),
  // Parts of the base, and what begins before it or ends behind it.
  maps([[5, 105, 15]]),
  maps([[5, 105, 16]]),
  maps([
    [0, 50, 2],
    [5, 105, 3],
  ]),
  maps([[0, 100, 20]], [[4, 204, 21]]),
];

const TOLD: readonly FormOptions[] = [
  {},
  { owner: "bo", base: maps([]) },
  { owner: "bo", base: maps([]), kind: "gid" },
  { owner: "bo", base: maps([[0, 100, 20]]) },
  { owner: "bo", base: maps([[0, 100, 20]], [[5, 205, 20]]) },
];

describe("maps in a form", () => {
  it.each(FORM_NAMES)("%s are written as in the golden file, and read back", async (form) => {
    const { read, write } = FORMS[form];
    const lines = MAPS.flatMap((given) => {
      const texts = TOLD.map((options) => {
        const written = write?.(given, options);
        if (written === undefined) return "never written";
        if (!written.ok)
          return Object.values(written.error)
            .filter((value) => value !== form)
            .join(" ");
        const back = answerOf(written.value, read(written.value, options)).says;
        return `${JSON.stringify(written.value)}${back === mapsLine(given) ? "" : `, back as ${back}`}`;
      });
      return [mapsLine(given), ...Array.from(new Set(texts), (text) => `  ${text}`), ""];
    });
    await expect(lines.join("\n")).toMatchFileSnapshot(`golden/written/${form}.golden.txt`);
  });
});
