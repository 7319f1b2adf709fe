import { expectTypeOf, it } from "vitest";
import type { AnyOptionRows, OptionRow, OptionRows } from "../../../src/cli/program/option-row.ts";

const about = "";
const value = "<text>";

it("an option's row says all that its value needs", () => {
  expectTypeOf({ about }).toExtend<OptionRow<true | undefined>>();
  expectTypeOf({ about, negated: true } as const).toExtend<OptionRow<boolean>>();
  expectTypeOf({ about, value } as const).toExtend<OptionRow<string | undefined>>();
  expectTypeOf({ about, value, required: true } as const).toExtend<OptionRow<string>>();
  expectTypeOf({ about, value, whole: [1, 2], default: 1 } as const).toExtend<OptionRow<number>>();
  expectTypeOf({ about, value, choices: ["x", "y"], default: "x" } as const).toExtend<OptionRow<"x" | "y">>();
  expectTypeOf({ about, value, again: true, whole: [1, 2] } as const).toExtend<
    OptionRow<readonly number[] | undefined>
  >();
  expectTypeOf({ about, value, read: (text: string) => new Date(text) } as const).toExtend<
    OptionRow<Date | undefined>
  >();
});

it("a value of another type cannot come out", () => {
  expectTypeOf({ about, value } as const).not.toExtend<OptionRow<true | undefined>>();
  expectTypeOf({ about }).not.toExtend<OptionRow<boolean>>();
  expectTypeOf({ about }).not.toExtend<OptionRow<string | undefined>>();
  expectTypeOf({ about, value } as const).not.toExtend<OptionRow<number | undefined>>();
  expectTypeOf({ about, value } as const).not.toExtend<OptionRow<"x" | "y" | undefined>>();
  expectTypeOf({ about, value, choices: ["z"] } as const).not.toExtend<OptionRow<"x" | "y" | undefined>>();
  expectTypeOf({ about, value, whole: [1, 2] } as const).not.toExtend<OptionRow<readonly number[] | undefined>>();
  expectTypeOf({ about, value, read: (text: string) => text } as const).not.toExtend<OptionRow<Date | undefined>>();
});

it("a value that is always there has to be given, or has a default", () => {
  expectTypeOf({ about, value } as const).not.toExtend<OptionRow<string>>();
  expectTypeOf({ about, value, whole: [1, 2] } as const).not.toExtend<OptionRow<number>>();
});

it("the rows of a command are one for each option, which may name each other", () => {
  interface Options {
    readonly first?: string;
    readonly second?: true;
  }
  const first = { about, value } as const;
  expectTypeOf({ first }).not.toExtend<OptionRows<Options>>();
  expectTypeOf({ first, second: { about, conflicts: ["first"] as const } }).toExtend<OptionRows<Options>>();
  expectTypeOf({ first, second: { about, goesWith: ["third"] as const } }).not.toExtend<OptionRows<Options>>();
  expectTypeOf({ first, second: { about, conflicts: ["third"] as const } }).not.toExtend<OptionRows<Options>>();
  expectTypeOf<OptionRows<Options>>().toExtend<AnyOptionRows>();
});
