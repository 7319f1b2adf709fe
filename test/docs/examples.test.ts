import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { entries } from "../support/entries.ts";
import { transcriptOf } from "./console.ts";
import { fencesIn, pages, root, sources } from "./fences.ts";
import { instrument } from "./instrument.ts";
import { complaints } from "./typecheck.ts";

const fences = [...pages(), ...sources()].flatMap(fencesIn);
const examples = fences.filter(({ info }) => info === "ts");
const sessions = fences.filter(({ info }) => info === "console");

const AsyncFunction = (async () => {}).constructor as new (
  ...parametersAndBody: string[]
) => (load: (name: string) => Promise<unknown>, check: (...claim: [number, unknown, unknown]) => void) => Promise<void>;

const modules = new Map<string, string>(
  Object.entries(entries).map(([name, source]) => [name === "index" ? "userns-sim" : `userns-sim/${name}`, source]),
);

function load(name: string): Promise<unknown> {
  const source = modules.get(name);
  return import(source === undefined ? name : `${root}${source}`);
}

describe.skipIf(examples.length === 0).each(examples)("the example at $file:$line", ({ file, line, code }) => {
  it("runs, and gives what it says", async () => {
    const { body, claims } = instrument(code);
    let checked = 0;
    await new AsyncFunction("load", "check", body)(load, (offset, actual, expected) => {
      checked++;
      expect(actual, `${file}:${line + offset + 1}`).toEqual(expected);
    });
    expect(checked).toBeGreaterThanOrEqual(claims);
  });
});

describe.skipIf(sessions.length === 0).each(sessions)("the session at $file:$line", ({ file, code }) => {
  it("prints what it shows", async () => {
    const printed = await transcriptOf(code);
    if (process.env["UPDATE_SESSIONS"] === undefined) expect(printed).toEqual(code);
    else
      writeFileSync(
        root + file,
        readFileSync(root + file, "utf8").replace(code, () => printed),
      );
  });
});

describe("examples", () => {
  it("compile", () => {
    expect(complaints(examples)).toEqual([]);
  });

  it("are written so that they are run", () => {
    const unrun = fences.filter(({ info }) =>
      /^(ts|tsx|mts|cts|typescript|jsx?|mjs|cjs|javascript|console|shell)\b/i.test(info),
    );
    expect(
      unrun
        .filter(({ info }) => info !== "ts" && info !== "console")
        .map(({ file, line, info }) => `${file}:${line} ${info}`),
    ).toEqual([]);
  });

  it("follow every @example", () => {
    const tags = sources().flatMap((file) =>
      readFileSync(root + file, "utf8")
        .split(/^\s*\* @example\b/m)
        .slice(1)
        .map((after) => ({ file, after })),
    );
    const bare = tags.filter(({ after }) => !/^[^@]*?^\s*\* ```ts$/m.test(after));
    expect(bare.map(({ file, after }) => `${file}: ${after.slice(0, 60)}`)).toEqual([]);
  });

  it.runIf(existsSync(`${root}README.md`))("are found in the README, and in the sources", () => {
    const files = new Set(examples.map(({ file }) => file));
    expect([...files]).toEqual(expect.arrayContaining(["README.md", "src/core/id/id.ts"]));
  });
});
