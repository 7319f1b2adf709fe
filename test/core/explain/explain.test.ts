import { describe, expect, it } from "vitest";
import { allocateTexts } from "../../../src/core/allocate/explain.ts";
import { formTexts } from "../../../src/core/forms/explain.ts";
import { idMapTexts } from "../../../src/core/idmap/explain.ts";
import { createIdMap, createPool, explain, parseProcMap, type Refusal } from "../../../src/index.ts";

function refusalOf(result: { readonly ok: true } | { readonly ok: false; readonly error: Refusal }): Refusal {
  if (result.ok) throw new Error("expected a refusal");
  return result.error;
}

describe("explain", () => {
  it("speaks of maps", () => {
    expect(explain(refusalOf(createIdMap([{ containerId: 0, hostId: 65536, size: 0 }])))).toContain(
      "mapping 0 (0 65536 0)",
    );
  });

  it("speaks of texts", () => {
    expect(explain(refusalOf(parseProcMap("0 -1 1")))).toContain("line 1, column 3");
  });

  it("speaks of pools", () => {
    expect(explain(refusalOf(createPool({ start: 65536, size: 100000 })))).toContain("100000");
  });

  it.each(["", "no-such-code", "__proto__", "constructor", "toString"])("throws for the code %j", (code) => {
    expect(() => explain({ code } as unknown as Refusal)).toThrow(
      new TypeError("explain: expected a refusal of this library"),
    );
  });

  it("has one text for each code", () => {
    const codes = [idMapTexts, formTexts, allocateTexts].flatMap((texts) => Object.keys(texts));
    expect([...new Set(codes)]).toEqual(codes);
  });
});
