import { describe, expect, it } from "vitest";
import { english as compareEnglish } from "../../../src/compare.ts";
import { english } from "../../../src/index.ts";
import { english as kernelEnglish } from "../../../src/kernel.ts";
import { english as kubeletEnglish } from "../../../src/kubelet.ts";
import { english as nodeEnglish } from "../../../src/node.ts";

describe.each<[string, object]>([
  ["userns-sim", english],
  ["userns-sim/kubelet", kubeletEnglish],
  ["userns-sim/kernel", { ...kernelEnglish.rules, runc: kernelEnglish.runc }],
  ["userns-sim/node", nodeEnglish],
  ["userns-sim/compare", compareEnglish],
])("the texts of %s", (_entry, texts) => {
  it("have each code once", () => {
    const codes: readonly string[] = Object.values(texts).flatMap((family) => Object.keys(family));
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });
});
