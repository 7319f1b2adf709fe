import { describe, expect, it } from "vitest";
import { recordedOf } from "../../../src/cli/trace/observe.ts";
import type { VectorOp } from "../../../src/cli/trace/vectors.ts";

function recorded(err: string, form: "current" | "legacy" = "current"): object {
  return recordedOf({ op: "start", err } as VectorOp, form);
}

describe("what was recorded of an error", () => {
  it.each([
    [
      'record "a": invalid user namespace mappings file: unexpected\nend',
      'record "a": invalid user namespace mappings file: ',
    ],
    ["a: can't parse file: invalid character", "a: can't parse file: "],
    ["wrong user namespace length 1", "wrong user namespace length 1"],
  ])("is compared without the words of Go's JSON decoder: %j", (err, compared) => {
    expect(recorded(err)).toMatchObject({ err: compared });
    expect(recorded(err, "legacy")).toMatchObject({ err: compared });
  });
});
