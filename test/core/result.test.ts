import { describe, expect, it } from "vitest";
import { err, ok, unwrap } from "../../src/core/result.ts";

describe("ok", () => {
  it("makes a success that carries the value", () => {
    expect(ok(65536)).toEqual({ ok: true, value: 65536 });
  });
});

describe("err", () => {
  it("makes a refusal that carries the reason", () => {
    expect(err({ code: "exhausted" })).toEqual({ ok: false, error: { code: "exhausted" } });
  });
});

describe("unwrap", () => {
  it("gives the very value of a success", () => {
    const value = { start: 0, size: 1 };
    expect(unwrap(ok(value))).toBe(value);
  });

  it("gives the value of a success that carries nothing", () => {
    expect(unwrap(ok(undefined))).toBe(undefined);
  });

  it("throws for a refusal, with the refusal as the cause", () => {
    const error = { code: "exhausted" };
    expect(() => unwrap(err(error))).toThrow(
      new Error('unwrap: expected a success, got the refusal {"code":"exhausted"}', { cause: error }),
    );
  });
});
