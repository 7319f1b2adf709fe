import { describe, expect, it } from "vitest";
import { formatPolicy, parsePolicy } from "../../../../src/core/apiserver/pod-security/policy.ts";

describe("parsePolicy", () => {
  it("reads a level and a version", () => {
    expect(parsePolicy("restricted:v1.35")).toEqual({ ok: true, value: { level: "restricted", version: 35 } });
    expect(parsePolicy("baseline:1.0")).toEqual({ ok: true, value: { level: "baseline", version: 0 } });
    expect(parsePolicy("privileged:latest")).toEqual({ ok: true, value: { level: "privileged", version: "latest" } });
    expect(parsePolicy("restricted")).toEqual({ ok: true, value: { level: "restricted", version: "latest" } });
    expect(parsePolicy("restricted:1.12345")).toEqual({ ok: true, value: { level: "restricted", version: 12345 } });
  });

  it("refuses anything else", () => {
    for (const version of [
      "",
      "1",
      "v1",
      "2.0",
      "1.035",
      "1.35.0",
      "x1.35",
      "1.35 ",
      "latest ",
      "1.35:latest",
      "1.123456",
    ])
      expect(parsePolicy(`baseline:${version}`)).toEqual({ ok: false, error: { code: "bad-version", found: version } });
    for (const level of ["", "Restricted", "strict", "restricted "])
      expect(parsePolicy(`${level}:1.35`)).toEqual({ ok: false, error: { code: "unknown-level", found: level } });
    expect(parsePolicy("x".repeat(50))).toEqual({ ok: false, error: { code: "unknown-level", found: "x".repeat(40) } });
    expect(parsePolicy(`baseline:${"9".repeat(50)}`)).toEqual({
      ok: false,
      error: { code: "bad-version", found: "9".repeat(40) },
    });
  });
});

describe("formatPolicy", () => {
  it("writes what namespaces carry in their labels", () => {
    expect(formatPolicy({ level: "baseline", version: 0 })).toBe("baseline:v1.0");
    expect(formatPolicy({ level: "restricted", version: "latest" })).toBe("restricted:latest");
  });
});
