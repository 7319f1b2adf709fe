import { describe, expect, it } from "vitest";
import { say } from "../../../src/core/explanations.ts";
import { idMapEnglish } from "../../../src/core/idmap/english.ts";
import { mapping } from "./arbitraries.ts";

const errno = "EINVAL";

describe("idMapEnglish", () => {
  it("counts the mappings of a map with too many", () => {
    expect(say(idMapEnglish, { code: "too-many-mappings", errno, count: 341, limit: 340 })).toBe(
      "The map has 341 mappings; the kernel accepts at most 340. Join mappings that continue on both sides.",
    );
  });

  it("shows the empty mapping", () => {
    expect(say(idMapEnglish, { code: "empty-mapping", errno, index: 2, mapping: mapping(0, 7, 0) })).toBe(
      "The size of mapping 2 (0 7 0) is 0. Give it at least one ID, or leave the mapping out.",
    );
  });

  it("names the side that reaches 4294967295", () => {
    const at = { index: 0, mapping: mapping(0, 4294967286, 10) };
    expect(say(idMapEnglish, { code: "reaches-no-id", errno, side: "host", ...at })).toBe(
      "The host side of mapping 0 (0 4294967286 10) reaches 4294967295, which is no ID. It must end at 4294967294 at the latest.",
    );
  });

  it("shows the sum that wraps, of either side", () => {
    const at = { index: 0, mapping: mapping(4294967290, 4294967291, 10) };
    expect(say(idMapEnglish, { code: "wraps", errno, side: "container", ...at })).toBe(
      "The container side of mapping 0 (4294967290 4294967291 10) runs past the last 32-bit number: 4294967290 + 10 is more than 4294967296. It must end at 4294967294 at the latest.",
    );
    expect(say(idMapEnglish, { code: "wraps", errno, side: "host", ...at })).toBe(
      "The host side of mapping 0 (4294967290 4294967291 10) runs past the last 32-bit number: 4294967291 + 10 is more than 4294967296. It must end at 4294967294 at the latest.",
    );
  });

  it("shows both mappings of an overlap, and where it is", () => {
    expect(
      say(idMapEnglish, {
        code: "overlapping-mappings",
        errno,
        side: "host",
        index: 3,
        mapping: mapping(20, 105, 10),
        otherIndex: 1,
        other: mapping(0, 100, 10),
        overlap: { start: 105, size: 5 },
      }),
    ).toBe(
      "On the host side, mapping 3 (20 105 10) overlaps mapping 1 (0 100 10) in [105, 110). Each ID can be mapped only once.",
    );
  });
});
