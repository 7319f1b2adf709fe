import { describe, expect, it } from "vitest";
import type { Expectation } from "../conformance/answers/forms/form-cases.ts";
import { judge } from "./judge.ts";
import type { Answer } from "./programs/program.ts";

const ONE = [{ containerId: 0, hostId: 100000, size: 65536 }];
const TWO = [{ containerId: 65536, hostId: 1000, size: 1 }, ...ONE];

describe("judge", () => {
  it.each<readonly [string, Expectation, Answer, boolean]>([
    ["the same map", { mappings: [[0, 100000, 65536]] }, { mappings: ONE }, true],
    [
      "the same map in another order",
      {
        mappings: [
          [0, 100000, 65536],
          [65536, 1000, 1],
        ],
      },
      { mappings: TWO },
      true,
    ],
    ["another host ID", { mappings: [[0, 100001, 65536]] }, { mappings: ONE }, false],
    ["another size", { mappings: [[0, 100000, 65535]] }, { mappings: ONE }, false],
    ["a mapping less", { mappings: [[0, 100000, 65536]] }, { mappings: TWO }, false],
    [
      "a mapping more",
      {
        mappings: [
          [0, 100000, 65536],
          [65536, 1000, 1],
        ],
      },
      { mappings: ONE },
      false,
    ],
    ["no map", { none: true }, { mappings: [] }, true],
    ["a map where none is expected", { none: true }, { mappings: ONE }, false],
    ["none where a map is expected", { mappings: [[0, 1, 1]] }, { mappings: [] }, false],
    ["any refusal", { refused: true }, { refused: "no" }, true],
    ["these words", { refused: "malformed" }, { refused: "Error: malformed: x\n" }, true],
    ["other words", { refused: "malformed" }, { refused: "Error: out of range\n" }, false],
    ["the kernel's refusal", { refused: "EINVAL" }, { refused: "write to uid_map failed: Invalid argument" }, true],
    ["the kernel's other refusal", { refused: "EINVAL" }, { refused: "Operation not permitted" }, false],
    ["a refusal where a map is expected", { mappings: [[0, 1, 1]] }, { refused: "no" }, false],
    ["a refusal where no map is expected", { none: true }, { refused: "no" }, false],
    ["a map where a refusal is expected", { refused: true }, { mappings: ONE }, false],
    ["no map where a refusal is expected", { refused: true }, { mappings: [] }, false],
  ])("%s", (name, expectation, answer, passes) => {
    expect(judge(name, expectation, answer).kind).toBe(passes ? "passed" : "failed");
  });
});
