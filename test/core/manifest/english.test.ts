import { describe, expect, it } from "vitest";
import { say as sayWith } from "../../../src/core/explanations.ts";
import { manifestEnglish } from "../../../src/core/manifest/english.ts";
import type { ManifestProblem, ManifestShape } from "../../../src/core/manifest/problem.ts";

const place = { document: 0, path: [] };

const say = (problem: ManifestProblem) => sayWith(manifestEnglish, problem);

describe("manifestEnglish", () => {
  it("says what was found and what was expected, for every shape", () => {
    const shapes: readonly (readonly [ManifestShape, string])[] = [
      ["object", "an object"],
      ["list", "a list"],
      ["string", "a text"],
      ["boolean", "true or false"],
      ["integer", "a whole number"],
      ["kind", "a Kubernetes object with a kind"],
      ["name", "a name"],
      ["container", "at least one container"],
      ["dns-label", "a name of at most 63 lower-case letters, digits and hyphens"],
      ["dns-subdomain", "a name of at most 253 lower-case letters, digits, hyphens and dots"],
      ["uid", "a UID: a text without slashes, not empty"],
      ["groups-policy", "Merge or Strict"],
    ];
    for (const [expected, words] of shapes) {
      expect(say({ code: "wrong-type", expected, found: "5", ...place })).toBe(`expected ${words}, found 5`);
      expect(say({ code: "bad-name", expected, found: '"a"', ...place })).toBe(`expected ${words}, found "a"`);
      expect(say({ code: "missing", expected, ...place })).toBe(`missing; expected ${words}`);
    }
  });

  it("says the others", () => {
    const found = [
      say({ code: "number-out-of-range", found: -1, min: 0, max: 2147483647, ...place }),
      say({ code: "duplicate-pod", shared: "uid", found: "a\n", first: place, ...place }),
      say({ code: "duplicate-pod", shared: "name", found: "default/a", first: place, ...place }),
      say({ code: "misplaced", found: "hostusers", belongs: ["spec", "hostUsers"], ...place }),
      say({ code: "too-deep", limit: 8, ...place }),
      say({ code: "too-many-objects", limit: 10, ...place }),
      say({ code: "too-many-containers", limit: 10, ...place }),
      say({ code: "too-many-problems", limit: 10, ...place }),
      say({ code: "too-many-values", limit: 10, ...place }),
    ];
    expect(found).toEqual([
      "must be between 0 and 2147483647, inclusive; found -1",
      'a second pod with the UID "a\\n"; a node tells its pods apart by their UIDs',
      "a second pod named default/a; give one of the two another name or a UID",
      "hostusers has no effect here; it is read from spec.hostUsers",
      "lists stand in each other more than 8 deep",
      "more than 10 objects",
      "more than 10 containers in all pods; give fewer pods at a time",
      "more than 10 problems; the others are not told",
      "more than 10 values in one object, which Kubernetes would not store",
    ]);
  });
});
