import { describe, expect, it } from "vitest";
import { releaseRange } from "../../../src/core/releases/releases.ts";
import {
  DEFAULT_RELEASE,
  evidenceAt,
  evidenceOf,
  RELEASE_SOURCES,
  RELEASE_TABLE,
  RELEASES,
  type Release,
  releaseNote,
  traitAt,
  UNREAD_RELEASES,
} from "../../../src/kubelet.ts";

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

  it.each(["1.24", "1.99"])("has no row for %s, which is none of them", (release) => {
    expect(() => evidenceAt(RELEASE_TABLE.scan, release as Release)).toThrow(
      /^evidenceAt: expected release to be one of/,
    );
  });
});

describe("UNREAD_RELEASES", () => {
  it("are those without a source, each with what is known of it", () => {
    const unread = RELEASES.filter((release) => RELEASE_SOURCES[release] === null);
    expect(Object.keys(UNREAD_RELEASES)).toEqual(unread);
    for (const release of RELEASES) {
      const isUnread = unread.includes(release);
      expect(evidenceOf(release)).toBe(isUnread ? "not read" : "read");
      expect(releaseNote(release) !== undefined).toBe(isUnread);
    }
  });

  it("say what judges them, what is known and what is not", () => {
    const [known, open] = [UNREAD_RELEASES["1.38"]?.known, UNREAD_RELEASES["1.37"]?.notKnown];
    const judged = "it is judged by 1.36 and by what its changelog says.";
    expect(releaseNote("1.38")).toBe(`Nobody read the source of 1.38: ${judged} ${known}`);
    expect(releaseNote("1.37")).toMatch(/^Nobody read the source of 1\.37: it is judged by 1\.36 /);
    expect(releaseNote("1.37")?.endsWith(` ${open}`)).toBe(true);
  });

  it("name what is not known where a fix is not known to be there", () => {
    for (const release of RELEASES) {
      const isOpen = traitAt(RELEASE_TABLE.fixesNotKnown, release).length > 0;
      expect(typeof UNREAD_RELEASES[release]?.notKnown === "string").toBe(isOpen);
    }
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
      accountLookup: "",
      fixes: "",
      fixesNotKnown: "",
      rootlessGate: "",
    });
    expect(evidenceAt(RELEASE_TABLE.scan, "1.30")).toBe("read");
  });
});
