import { describe, expect, it } from "vitest";
import * as main from "../../../src/index.ts";
import * as kernel from "../../../src/kernel.ts";
import * as errno from "../../../src/kernel-errno.ts";
import * as kubelet from "../../../src/kubelet.ts";
import { kernelRows } from "./kernel.ts";
import { kubeletRows } from "./kubelet.ts";
import { mainRows } from "./main.ts";
import type { Row } from "./row.ts";
import { faultOf, trialsOf } from "./trials.ts";

const ENTRIES: Readonly<Record<string, readonly [module: object, rows: Readonly<Record<string, Row>>]>> = {
  index: [main, mainRows],
  kubelet: [kubelet, kubeletRows],
  kernel: [kernel, kernelRows],
  "kernel/errno": [errno, kernelRows],
};

/** What does not check its arguments yet; a name that is taken up here is a debt. */
const OPEN: readonly string[] = ["explainSteps", "factWords", "runNewgidmap", "runNewuidmap"];

describe.each(Object.entries(ENTRIES))("%s", (_entry, [module, rows]) => {
  const calls = Object.entries(module).filter(([, value]) => typeof value === "function");

  it("has a row for every function", () => {
    expect(calls.map(([name]) => name).filter((name) => !Object.hasOwn(rows, name) && !OPEN.includes(name))).toEqual(
      [],
    );
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
