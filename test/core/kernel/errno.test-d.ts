import { describe, expectTypeOf, it } from "vitest";
import type * as kernel from "../../../src/kernel.ts";
import type * as errnos from "../../../src/kernel-errno.ts";

type Kernel = typeof kernel;
type Errnos = typeof errnos;

/** The questions that take other arguments in the two entries. */
type Differing = {
  [Name in keyof Errnos]: [Parameters<Errnos[Name]>, Parameters<Kernel[Name]>] extends [
    Parameters<Kernel[Name]>,
    Parameters<Errnos[Name]>,
  ]
    ? never
    : Name;
}[keyof Errnos];

/** What no kernel ever refuses, so that there is no errno to answer with. */
type NeverRefused = "setfsuid" | "setfsgid" | "writeFile";

/** Programs: what they print is the answer, not an errno. */
type Programs = "runNewuidmap" | "runNewgidmap";

/** The functions that answer with a decision, and have no namesake that answers with the errno. */
type Missing = {
  [Name in keyof Kernel]: Kernel[Name] extends (...questions: never) => kernel.Decision<unknown>
    ? Name extends keyof Errnos
      ? never
      : Exclude<Name, NeverRefused | Programs>
    : never;
}[keyof Kernel];

describe("userns-sim/kernel/errno", () => {
  it("takes the arguments of its namesakes", () => {
    expectTypeOf<Differing>().toBeNever();
  });

  it("has every question that is answered with a decision", () => {
    expectTypeOf<Missing>().toBeNever();
  });

  it("answers with an errno or nothing", () => {
    expectTypeOf<ReturnType<Errnos[keyof Errnos]>>().toEqualTypeOf<kernel.Errno | undefined>();
  });
});
