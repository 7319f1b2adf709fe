import { describe, expect, it } from "vitest";
import { misfit, versionOf } from "./version.ts";

describe("misfit", () => {
  it.each([
    [{}, "4.3.1", true],
    [{}, undefined, true],
    [{ since: "4.7" }, "4.7", true],
    [{ since: "4.7" }, "4.7.1", true],
    [{ since: "4.7" }, "4.10", true],
    [{ since: "4.7" }, "4.3.1", false],
    [{ since: "4.7" }, "3.9", false],
    [{ until: "4.6" }, "4.6.2", true],
    [{ until: "4.6" }, "4.7", false],
    [{ until: "4.6.1" }, "4.6.2", false],
    [{ since: "2.38", until: "2.39" }, "2.38.1", true],
    [{ since: "2.38" }, undefined, false],
  ] as const)("%j of %s: %s", (row, installed, fits) => {
    expect(misfit(row, installed) === undefined).toBe(fits);
  });

  it("says which version is here and which is meant", () => {
    expect(misfit({ since: "4.7" }, "4.3.1")).toBe("4.3.1 is installed, the row holds since 4.7");
    expect(misfit({ until: "2.1" }, "5.0.2")).toBe("5.0.2 is installed, the row holds until 2.1");
  });
});

describe("versionOf", () => {
  it.each([
    ["uidmap\t1:4.13+dfsg1-1+deb12u2", "4.13"],
    ["podman version 4.3.1", "4.3.1"],
    ["unshare from util-linux 2.38.1", "2.38.1"],
    ["5.0.2", "5.0.2"],
    ["no number", undefined],
  ])("finds it in %j", (text, version) => {
    expect(versionOf([process.execPath, "-e", `console.log(${JSON.stringify(text)})`])).toBe(version);
  });

  it("is nothing where the command fails or is not there", () => {
    expect(versionOf([process.execPath, "-e", 'console.log("1.2"); process.exit(1)'])).toBeUndefined();
    expect(versionOf(["/nowhere/at-all"])).toBeUndefined();
  });
});
