import { describe, expect, it } from "vitest";
import { entries } from "../../support/entries.ts";
import { root } from "../sources.ts";
import { compareRows } from "./compare.ts";
import { kernelRows } from "./kernel.ts";
import { kubeletRows } from "./kubelet.ts";
import { lessonRows } from "./lessons.ts";
import { mainRows } from "./main.ts";
import { nodeRows } from "./node.ts";
import { protocolRows } from "./protocol.ts";
import type { Row } from "./row.ts";
import { testingRows } from "./testing.ts";
import { elementTrialsOf, faultOf, isUnsaid, refusalOf, saidOf, trialsOf } from "./trials.ts";

const ROWS: Readonly<Record<keyof typeof entries, Readonly<Record<string, Row>>>> = {
  testing: testingRows,
  protocol: protocolRows,
  index: mainRows,
  kubelet: kubeletRows,
  kernel: kernelRows,
  "kernel/errno": kernelRows,
  node: nodeRows,
  compare: compareRows,
  lessons: lessonRows,
  german: {},
};

const modules = await Promise.all(
  Object.entries(entries).map(async ([name, source]) => {
    const entry = name as keyof typeof entries;
    return [entry, (await import(`${root}${source}`)) as object, ROWS[entry]] as const;
  }),
);

describe.each(modules)("%s", (_entry, module, rows) => {
  const calls = Object.entries(module).filter(([, value]) => typeof value === "function");

  it("has a row for every function", () => {
    expect(calls.map(([name]) => name).filter((name) => !Object.hasOwn(rows, name))).toEqual([]);
  });

  it.each(calls)("%s names itself, what is taken and what came", async (name, call) => {
    const faults: string[] = [];
    for (const trial of trialsOf(rows[name] ?? [])) {
      const fault = await faultOf(name, call, trial);
      if (fault !== undefined) faults.push(`${trial.what}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
});

/** What each function says to each of its trials, in lines. */
async function toldOf<T>(
  trials: (row: Row) => readonly T[],
  told: (name: string, call: unknown, trial: T) => Promise<string | undefined>,
): Promise<string> {
  const lines = new Set<string>();
  for (const [, module, rows] of modules)
    for (const [name, row] of Object.entries(rows))
      if (name in module)
        for (const trial of trials(row)) {
          const said = await told(name, Reflect.get(module, name), trial);
          if (said !== undefined) lines.add(`${name}: ${said}\n`);
        }
  return [...lines].join("");
}

it("what is expected of each argument is as in the golden file", async () => {
  await expect(await toldOf(trialsOf, saidOf)).toMatchFileSnapshot("misuse.golden.txt");
});

it("what is expected of the elements of a list is as in the golden file", async () => {
  // Sets of ranges and grants are looked at only as a whole, so that V8 may have the word.
  const told = await toldOf(elementTrialsOf, async (name, call, trial) =>
    (await isUnsaid(name, call, trial)) ? undefined : await saidOf(name, call, trial),
  );
  await expect(told).toMatchFileSnapshot("elements.golden.txt");
});

it("what readers answer to what they do not read is as in the golden file", async () => {
  const told = await toldOf(trialsOf, (_name, call, trial) => refusalOf(call, trial));
  await expect(told).toMatchFileSnapshot("refusals.golden.txt");
});
