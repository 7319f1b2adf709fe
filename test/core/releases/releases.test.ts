import { describe, expect, it } from "vitest";
import { releaseRange } from "../../../src/core/releases/releases.ts";
import {
  DEFAULT_RELEASE,
  evidenceAt,
  RELEASE_SOURCES,
  RELEASE_TABLE,
  RELEASES,
  type Release,
  type TraitRow,
  traitAt,
} from "../../../src/kubelet.ts";

/** What a trait is in the oldest release, and in every one in which it is other than before. */
function changesOf(row: TraitRow<unknown>): string {
  const traits = RELEASES.map((release) => String(traitAt(row, release)));
  return RELEASES.flatMap((release, i) => (traits[i] === traits[i - 1] ? [] : [`${release} ${traits[i]}`])).join(" | ");
}

describe.each(RELEASES)("the release %s", (release) => {
  const source = RELEASE_SOURCES[release];

  it("follows the one before it, and says which of its versions was read, if any was", () => {
    expect(release).toBe(`1.${25 + RELEASES.indexOf(release)}`);
    if (source !== null) expect(source).toMatch(new RegExp(`^v${release.replace(".", "\\.")}\\.\\d+$`));
  });

  it("is run only where it was read, and says so", () => {
    for (const row of Object.values(RELEASE_TABLE))
      expect(evidenceAt(row, release)).toBe(source === null ? "not read" : row.run.includes(release) ? "run" : "read");
  });
});

describe("RELEASES", () => {
  it("has the newest that was read as the one that is meant where none is named", () => {
    expect(DEFAULT_RELEASE).toBe(RELEASES.filter((release) => RELEASE_SOURCES[release] !== null).at(-1));
  });

  it("is spelt from the oldest to the newest", () => {
    expect(releaseRange()).toBe(`${RELEASES[0]} to ${RELEASES[RELEASES.length - 1]}`);
  });

  it.each(["1.24", "1.99"])("has nobody read %s, which is none of them", (release) => {
    expect(evidenceAt(RELEASE_TABLE.scan, release as Release)).toBe("not read");
  });
});

describe("RELEASE_TABLE", () => {
  it("says what each trait is in each release", () => {
    const table = Object.fromEntries(Object.entries(RELEASE_TABLE).map(([trait, row]) => [trait, changesOf(row)]));
    expect(table).toEqual({
      gate: "1.25 UserNamespacesStatelessPodsSupport | 1.28 UserNamespacesSupport",
      gateStage: "1.25 alpha | 1.30 beta | 1.36 ga",
      gateDefault: "1.25 false | 1.33 true",
      gateLocked: "1.25 false | 1.36 true",
      gateOff: "1.25 ignored | 1.30 refused",
      scan: "1.25 first-fit | 1.26 random-scan",
      pool: "1.25 whole | 1.30 subordinate",
      reservedSlots: "1.25 2 | 1.27 1 | 1.30 0",
      podLimit: "1.25 1024 | 1.30 null",
      idsPerPod: "1.25 unknown | 1.33 ignored | 1.35 honoured",
      handlerCheck: "1.25 false | 1.30 true",
      getsubidsError: "1.25 additional ids | 1.32 additional uids, with the cause",
      startPrefix: "1.25  | 1.30 record pod mappings:  | 1.35 record pod mappings for existing pod %q: ",
      storePrefix: "1.25  | 1.30 create user namespace store: ",
      filePrefix: "1.25 can't parse file:  | 1.30 invalid user namespace mappings file: ",
      recordPrefix: "1.25  | 1.30 user namespace: ",
      createPrefix: "1.25  | 1.30 create user namespace: ",
      cleanupPrefix: "1.25  | 1.30 user namespace: read pods from disk: ",
    });
  });

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
