import type { IdMapping } from "../../src/index.ts";
import type { Expectation } from "../conformance/answers/forms/form-cases.ts";
import { difference } from "../conformance/difference.ts";
import { verdict } from "../conformance/guarded.ts";
import { failed, passed, type RowOutcome } from "../conformance/outcome.ts";
import type { Answer } from "./programs/program.ts";

/** Holds what a program answered against what the row expects. */
export function judge(name: string, { mappings = [], refused }: Expectation, answer: Answer): RowOutcome {
  if ("refused" in answer) {
    const said = answer.refused.trim();
    if (refused === undefined) return failed(name, "expect", mappings, `refused: ${said}`);
    // What the C library calls the error of the kernel.
    const part = refused === "EINVAL" ? "Invalid argument" : refused;
    return part === true || said.includes(part) ? passed() : failed(name, "expect.refused", refused, said);
  }
  const got = sorted(answer.mappings.map(triple));
  if (refused !== undefined) return failed(name, "expect.refused", refused, got);
  return verdict(name, difference(sorted(mappings), got, "expect.mappings"));
}

function sorted(mappings: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return Array.from(mappings).sort(([a = 0], [b = 0]) => a - b);
}

function triple({ containerId, hostId, size }: IdMapping): readonly number[] {
  return [containerId, hostId, size];
}
