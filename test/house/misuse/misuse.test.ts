import { describe, expect, it } from "vitest";
import { entries } from "../../support/entries.ts";
import { root } from "../sources.ts";
import { compareRows } from "./compare.ts";
import { kernelRows } from "./kernel.ts";
import { kubeletRows } from "./kubelet.ts";
import { mainRows } from "./main.ts";
import { nodeRows } from "./node.ts";
import type { Row } from "./row.ts";
import { faultOf, trialsOf } from "./trials.ts";

/** What has no rows yet; an entry that is taken up here is a debt. */
const OPEN = ["testing", "protocol"] as const;

type Closed = Exclude<keyof typeof entries, (typeof OPEN)[number]>;

const ROWS: Readonly<Record<Closed, Readonly<Record<string, Row>>>> = {
  index: mainRows,
  kubelet: kubeletRows,
  kernel: kernelRows,
  "kernel/errno": kernelRows,
  node: nodeRows,
  compare: compareRows,
};

const isOpen = (entry: string): boolean => OPEN.some((open) => open === entry);

const closed = Object.entries(entries).filter(([entry]) => !isOpen(entry));

const modules = await Promise.all(
  closed.map(async ([entry, source]) => {
    const rows = ROWS[entry as Closed];
    return [entry, (await import(`${root}${source}`)) as object, rows] as const;
  }),
);

describe.each(modules)("%s", (_entry, module, rows) => {
  const calls = Object.entries(module).filter(([, value]) => typeof value === "function");

  it("has a row for every function", () => {
    expect(calls.map(([name]) => name).filter((name) => !Object.hasOwn(rows, name))).toEqual([]);
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
