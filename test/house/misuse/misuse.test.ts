import { describe, expect, it } from "vitest";
import { entries } from "../../support/entries.ts";
import { root } from "../sources.ts";
import { compareRows } from "./compare.ts";
import { kernelRows } from "./kernel.ts";
import { kubeletRows } from "./kubelet.ts";
import { mainRows } from "./main.ts";
import { nodeRows } from "./node.ts";
import type { Row } from "./row.ts";
import { testingRows } from "./testing.ts";
import { faultOf, trialsOf } from "./trials.ts";

/** What does not look at its arguments yet; a name that is taken up here is a debt. */
const OPEN: Readonly<Partial<Record<keyof typeof entries, readonly string[]>>> = {
  testing: [
    ...["podHistories", "ids", "kubeletDisks", "invalidMappings", "mappings", "invalidPools", "pools", "rangeSets"],
    ...["ranges", "allocatorCommands", "commandSetup", "livePodAt", "performOperation", "OperationCommand"],
    ...["BrokenLaw", "explain", "explainFinding", "traceOf", "judge", "createModel", "livePods", "unclaimedSlots"],
    ...["runAllocator", "runStrategy"],
  ],
  protocol: ["readAnswer", "readInitReply", "requestLine"],
};

const ROWS: Readonly<Record<keyof typeof entries, Readonly<Record<string, Row>>>> = {
  testing: testingRows,
  protocol: {},
  index: mainRows,
  kubelet: kubeletRows,
  kernel: kernelRows,
  "kernel/errno": kernelRows,
  node: nodeRows,
  compare: compareRows,
};

const modules = await Promise.all(
  Object.entries(entries).map(async ([name, source]) => {
    const entry = name as keyof typeof entries;
    return [entry, (await import(`${root}${source}`)) as object, ROWS[entry]] as const;
  }),
);

describe.each(modules)("%s", (entry, module, rows) => {
  const calls = Object.entries(module).filter(([, value]) => typeof value === "function");

  it("has a row for every function", () => {
    expect(
      calls.map(([name]) => name).filter((name) => !Object.hasOwn(rows, name) && !OPEN[entry]?.includes(name)),
    ).toEqual([]);
  });

  it.each(calls.filter(([name]) => Object.hasOwn(rows, name)))(
    "%s names itself, what is taken and what came",
    async (name, call) => {
      const faults: string[] = [];
      for (const trial of trialsOf(rows[name] ?? [])) {
        const fault = await faultOf(name, call, trial);
        if (fault !== undefined) faults.push(`${trial.what}: ${fault}`);
      }
      expect(faults).toEqual([]);
    },
  );
});
