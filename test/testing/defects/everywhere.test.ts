import { describe, expect, it } from "vitest";
import { explore } from "../../../src/testing/explore/explore.ts";
import { soak } from "../../../src/testing/soak/soak.ts";
import { ALLOCATOR_DEFECTS } from "./allocators.ts";
import { adapterOf, mostSteps } from "./defect.ts";
import { STRATEGY_DEFECTS } from "./strategies.ts";

/** What the defaults of a runner cannot show, and why. Everything else must be found. */
const UNSEEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "the pool of both lies far below the last ID": {
    "the sum wraps at 2^32": "explore, soak",
    "IDs are signed numbers of 32 bits": "explore, soak",
    "the last slot holds 4294967295": "explore, soak",
  },
  "the pool of both excludes nothing": {
    "excluded IDs are handed out": "explore, soak",
    "only the first ID of a slot is looked up among the excluded ones": "explore, soak",
  },
  "nobody looks a second time": {
    "chance decides": "soak",
    "changes its memory in place": "explore, soak",
    "remembers outside of the state": "explore, soak",
    "draws without a seed": "explore, soak",
  },
};

function isUnseen(runner: "explore" | "soak", name: string): boolean {
  return Object.values(UNSEEN).some((names) => names[name]?.includes(runner));
}

const SUBJECTS = [
  ...ALLOCATOR_DEFECTS.map((defect) => ({ ...defect, subject: adapterOf(defect) })),
  ...STRATEGY_DEFECTS.map((defect) => ({ ...defect, subject: defect.make })),
];

describe.each(SUBJECTS)("$name", ({ name, subject, ...defect }) => {
  it("is found by explore with its defaults, in as few steps as any", () => {
    // One that is not found would be looked for in all states, and some have no end of them.
    const bounds = isUnseen("explore", name) ? { slots: 2, maxStates: 300 } : {};
    const { counterexample } = explore(subject, bounds);
    if (isUnseen("explore", name)) expect(counterexample).toBeUndefined();
    else expect(counterexample?.answers.length).toBeLessThanOrEqual(mostSteps(defect));
  });

  it("is found by soak with its defaults, and made small", () => {
    const { counterexample } = soak(subject, { operations: 20_000 });
    if (isUnseen("soak", name)) expect(counterexample).toBeUndefined();
    else expect(counterexample?.answers.length).toBeLessThanOrEqual(mostSteps(defect));
  });
});
