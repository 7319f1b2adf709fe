import { describe, expect, it } from "vitest";
import {
  createIdMap,
  createPool,
  english,
  explain,
  parseProcMap,
  type Refusal,
  type RefusalTexts,
} from "../../../src/index.ts";

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

  it.each(["", "no-such-code", "__proto__", "constructor", "toString", "idMap", undefined, 7])(
    "throws for the code %j",
    (code) => {
      expect(() => explain({ code } as unknown as Refusal)).toThrow(
        /^explain: expected a refusal of this library, got /,
      );
    },
  );

  it("speaks with the texts that it is given, also of what a refusal contains", () => {
    const mine: RefusalTexts = { ...english, idMap: { ...english.idMap, "empty-mapping": () => "Leer." } };
    expect(explain(refusalOf(parseProcMap("0 1 0")), mine)).toBe(
      "The uid_map or gid_map, line 1, column 1: the kernel refuses the map. Leer.",
    );
  });
});
