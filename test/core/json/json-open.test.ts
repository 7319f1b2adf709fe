import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openJson, openJsonValue } from "../../../src/core/json/json-open.ts";
import { prop } from "../../support/prop.ts";

const form = "oci";

describe("openJson", () => {
  it("says where a text is not JSON", () => {
    expect(openJson(form, '{\n  "a": x,\n  "b": 1\n}')).toEqual({
      ok: false,
      error: { code: "invalid-json", form, line: 2, column: 8, found: "x,", expected: "value" },
    });
  });

  it("refuses a value", () => {
    const expected = "string-or-bytes";
    expect(openJson(form, {})).toMatchObject({ error: { code: "not-text", form, found: "object", expected } });
  });

  it("reads bytes", () => {
    expect(openJson(form, new TextEncoder().encode("{}")).ok).toBe(true);
    expect(openJson(form, Uint8Array.of(0xef, 0xbb, 0xbf, 0x31))).toMatchObject({ error: { found: "\\u{feff}1" } });
  });
});

describe("openJsonValue", () => {
  const cycle = (): object => {
    const value: Record<string, unknown> = {};
    value["value"] = value;
    return value;
  };
  const deep = (): unknown => {
    let value: unknown = [];
    for (let depth = 0; depth < 200_000; depth++) value = [value];
    return value;
  };

  it("refuses a value that JSON cannot hold", () => {
    const refused = (json: unknown): unknown => openJsonValue(form, json);
    const error = (found: string) => ({
      ok: false,
      error: { code: "not-json", form, line: 1, column: 1, found, expected: "json-or-its-value" },
    });
    expect(refused(undefined)).toEqual(error("undefined"));
    expect(refused(() => 1)).toEqual(error("function"));
    expect(refused(Symbol("s"))).toEqual(error("symbol"));
    expect(refused(1n)).toEqual(error("bigint"));
    expect(refused(cycle())).toEqual(error("object"));
    expect(refused(deep())).toEqual(error("object"));
  });

  it("catches what a value throws", () => {
    const fail = (): never => {
      throw new Error("never seen");
    };
    const hostile: unknown[] = [
      Object.defineProperty({}, "a", { get: fail, enumerable: true }),
      new Proxy({}, { ownKeys: fail }),
      new Proxy([], { get: fail }),
      { toJSON: fail },
    ];
    for (const value of hostile) expect(openJsonValue(form, value)).toMatchObject({ error: { code: "not-json" } });
  });

  it("keeps numbers that JSON lacks from being read as null", () => {
    const kindOf = (json: unknown): string => {
      const opened = openJsonValue(form, json);
      return opened.ok ? `${opened.value.kind()} ${opened.value.peek()}` : opened.error.code;
    };
    expect(kindOf(Number.NaN)).toBe('string "NaN"');
    expect(kindOf(Number.POSITIVE_INFINITY)).toBe('string "Infinity"');
    expect(kindOf(1.5)).toBe("number 1.5");
    expect(kindOf(null)).toBe("null null");
    expect(kindOf([])).toBe("array [");
  });

  prop("opens whatever JSON holds", [fc.jsonValue()], (json) => {
    expect(openJsonValue(form, typeof json === "string" ? JSON.stringify(json) : json).ok).toBe(true);
  });

  prop(
    "never throws",
    [fc.anything({ withBigInt: true, withSparseArray: true, withTypedArray: true, withDate: true })],
    (json) => {
      expect(typeof openJsonValue(form, json).ok).toBe("boolean");
    },
  );
});
