import { expect, it } from "vitest";
import { RELEASE_SOURCES, RELEASES } from "../../../src/core/releases/releases.ts";
import { standIn } from "../../../src/core/releases/unread-releases.ts";

it("standIn of a release that was read is itself, of another the newest before it", () => {
  for (const [at, release] of RELEASES.entries()) {
    const read = RELEASES.slice(0, at + 1).filter((each) => RELEASE_SOURCES[each] !== null);
    expect(standIn(release)).toBe(read.at(-1));
  }
});
