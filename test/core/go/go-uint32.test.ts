import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { int64, multiplyUint32, toUint32 } from "../../../src/core/go/go-uint32.ts";
import { prop } from "../../support/prop.ts";

describe("toUint32", () => {
  it("cuts off what does not fit", () => {
    expect([0, 1, 4294967295, 4294967296, 4294967297, -1, -2147483648, 2 ** 52 + 1].map(toUint32)).toEqual([
      0, 1, 4294967295, 0, 1, 4294967295, 2147483648, 1,
    ]);
  });

  it("takes 2^63 for the largest 64-bit integer, as JSON.parse makes it", () => {
    expect(toUint32(JSON.parse("9223372036854775807") as number)).toBe(4294967295);
    expect(toUint32(-(2 ** 63))).toBe(0);
    expect(int64(2 ** 63)).toBe(9223372036854775807n);
    expect(int64(2 ** 63 - 1024)).toBe(9223372036854774784n);
  });
});

describe("multiplyUint32", () => {
  it("wraps as the kubelet's top slots do", () => {
    expect([multiplyUint32(65535, 65536), multiplyUint32(65536, 65536), multiplyUint32(65538, 65536)]).toEqual([
      4294901760, 0, 131072,
    ]);
  });

  prop("is the product modulo 2^32", [fc.nat(4294967295), fc.nat(4294967295)], (a, b) => {
    expect(multiplyUint32(a, b)).toBe(Number((BigInt(a) * BigInt(b)) % 4294967296n));
  });
});
