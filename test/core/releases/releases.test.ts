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

function across(row: TraitRow<unknown>): string {
  return RELEASES.map((release) => String(traitAt(row, release))).join(" | ");
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
    const stateless = "UserNamespacesStatelessPodsSupport";
    const support = "UserNamespacesSupport";
    const table = Object.fromEntries(Object.entries(RELEASE_TABLE).map(([trait, row]) => [trait, across(row)]));
    const from130 = (before: string, since: string) => [...Array(5).fill(before), ...Array(7).fill(since)].join(" | ");
    expect(table).toEqual({
      gate: [...Array(3).fill(stateless), ...Array(9).fill(support)].join(" | "),
      gateStage: [...Array(5).fill("alpha"), ...Array(6).fill("beta"), "ga"].join(" | "),
      gateDefault: [...Array(8).fill(false), ...Array(4).fill(true)].join(" | "),
      gateLocked: [...Array(11).fill(false), true].join(" | "),
      gateOff: from130("ignored", "refused"),
      scan: ["first-fit", ...Array(11).fill("random-scan")].join(" | "),
      pool: from130("whole", "subordinate"),
      reservedSlots: "2 | 2 | 1 | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
      podLimit: from130("1024", "null"),
      idsPerPod: [...Array(8).fill("unknown"), "ignored", "ignored", "honoured", "honoured"].join(" | "),
      handlerCheck: from130("false", "true"),
      getsubidsError: [...Array(7).fill("additional ids"), ...Array(5).fill("additional uids, with the cause")].join(
        " | ",
      ),
      startPrefix: [
        ...Array(5).fill(""),
        ...Array(5).fill("record pod mappings: "),
        ...Array(2).fill("record pod mappings for existing pod %q: "),
      ].join(" | "),
      storePrefix: from130("", "create user namespace store: "),
      filePrefix: from130("can't parse file: ", "invalid user namespace mappings file: "),
      recordPrefix: from130("", "user namespace: "),
      createPrefix: from130("", "create user namespace: "),
      cleanupPrefix: from130("", "user namespace: read pods from disk: "),
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
