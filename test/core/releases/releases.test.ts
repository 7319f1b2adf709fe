import { describe, expect, it } from "vitest";
import { releaseRange } from "../../../src/core/releases/releases.ts";
import {
  DEFAULT_RELEASE,
  evidenceAt,
  RELEASE_SOURCES,
  RELEASE_TABLE,
  RELEASES,
  type Release,
} from "../../../src/kubelet.ts";

describe.each(RELEASES)("the release %s", (release) => {
  it("follows the one before it, and says which of its versions was read", () => {
    expect(release).toBe(`1.${25 + RELEASES.indexOf(release)}`);
    expect(RELEASE_SOURCES[release]).toMatch(new RegExp(`^v${release.replace(".", "\\.")}\\.\\d+$`));
  });

  it("says what was run, and what was read", () => {
    for (const row of Object.values(RELEASE_TABLE))
      expect(evidenceAt(row, release)).toBe(row.run.includes(release) ? "run" : "read");
  });
});

describe("RELEASES", () => {
  it("has the newest as the one that is meant where none is named", () => {
    expect(DEFAULT_RELEASE).toBe(RELEASES.at(-1));
  });

  it("is spelt from the oldest to the newest", () => {
    expect(releaseRange()).toBe(`${RELEASES[0]} to ${RELEASES[RELEASES.length - 1]}`);
  });

  it.each(["1.24", "1.99"])("has no row for %s, which is none of them", (release) => {
    expect(() => evidenceAt(RELEASE_TABLE.scan, release as Release)).toThrow(
      /^evidenceAt: expected release to be one of/,
    );
  });
});

describe("RELEASE_TABLE", () => {
  it("tells the cells that were run from those that were read", () => {
    const run = Object.fromEntries(
      Object.entries(RELEASE_TABLE).map(([trait, row]) => [
        trait,
        RELEASES.filter((release) => evidenceAt(row, release) === "run").join(" "),
      ]),
    );
    const all = "1.25 1.28 1.36";
    expect(run).toEqual({
      gate: "",
      gateStage: "",
      gateDefault: "",
      gateLocked: "",
      gateOff: "1.36",
      scan: all,
      pool: all,
      reservedSlots: all,
      podLimit: all,
      idsPerPod: "1.36",
      handlerCheck: all,
      mappedMounts: "",
      groupsPolicy: "",
      getsubidsError: "",
      startPrefix: all,
      storePrefix: "1.36",
      filePrefix: all,
      recordPrefix: all,
      createPrefix: all,
      cleanupPrefix: "1.36",
    });
    expect(evidenceAt(RELEASE_TABLE.scan, "1.30")).toBe("read");
  });
});
