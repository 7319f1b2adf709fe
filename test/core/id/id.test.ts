import { describe, expect, it } from "vitest";
import { containerId, hostId, isId, NO_ID, OVERFLOW_ID } from "../../../src/core/id/id.ts";

describe("NO_ID and OVERFLOW_ID", () => {
  it("are the numbers of the kernel", () => {
    expect({ NO_ID, OVERFLOW_ID }).toEqual({ NO_ID: 2 ** 32 - 1, OVERFLOW_ID: 65534 });
  });
});

describe("isId", () => {
  it.each([0, 65534, 2147483648, 4294967294])("accepts %s", (value) => {
    expect(isId(value)).toBe(true);
  });

  it.each([4294967295, 4294967296, -1, 1.5, "1", null, undefined])("refuses %s", (value) => {
    expect(isId(value)).toBe(false);
  });
});

describe("hostId", () => {
  it.each([0, 2147483648, 4294967294])("gives %s back", (value) => {
    expect(hostId(value)).toBe(value);
  });

  it("throws a RangeError for the number that is no ID", () => {
    expect(() => hostId(NO_ID)).toThrow(
      new RangeError("hostId: expected an ID from 0 to 4294967294, got 4294967295, which is no ID"),
    );
  });

  it("throws a RangeError past 32 bits", () => {
    expect(() => hostId(4294967296)).toThrow(
      new RangeError("hostId: expected an ID from 0 to 4294967295, got 4294967296"),
    );
  });

  it("throws a TypeError for what is no integer", () => {
    expect(() => hostId(0.5)).toThrow(new TypeError("hostId: expected an ID to be an integer, got 0.5"));
  });
});

describe("containerId", () => {
  it.each([0, 2147483648, 4294967294])("gives %s back", (value) => {
    expect(containerId(value)).toBe(value);
  });

  it("gives 0 for -0", () => {
    expect(containerId(-0)).toBe(0);
  });

  it("throws a RangeError for the number that is no ID", () => {
    expect(() => containerId(NO_ID)).toThrow(
      new RangeError("containerId: expected an ID from 0 to 4294967294, got 4294967295, which is no ID"),
    );
  });

  it("throws a RangeError below 0", () => {
    expect(() => containerId(-1)).toThrow(new RangeError("containerId: expected an ID from 0 to 4294967295, got -1"));
  });
});
