import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIdMap, FORMS, type IdMap, unwrap } from "../../../../src/index.ts";
import { prop } from "../../../support/prop.ts";
import { type Spec, slowly, specText } from "./podman-oracle.ts";

const { read } = FORMS.podman;

const id = fc.nat(12);

const spec: fc.Arbitrary<Spec> = fc.record({
  flags: fc.constantFrom("", "", "+", "+", "u", "g", "+u", "g+", "ug"),
  containerId: id,
  hostId: fc.oneof(
    id,
    fc.nat({ max: 6 }).map((offset) => 100 + offset),
  ),
  isParent: fc.boolean(),
  size: fc.nat(5),
});

/** Intermediate IDs in two or three ranges, with gaps and out of order on the host. */
const outer = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat(2))
  .map(([own, first, second, gap]) =>
    unwrap(
      createIdMap([
        { containerId: 0, hostId: 5, size: own },
        { containerId: own, hostId: 103, size: first },
        { containerId: own + first + gap, hostId: 20, size: second },
      ]),
    ),
  );

function pairsOf({ mappings }: IdMap): ReadonlyMap<number, number> {
  return new Map(
    mappings.flatMap(({ containerId, hostId, size }) =>
      Array.from({ length: size }, (_, i) => [containerId + i, hostId + i] as const),
    ),
  );
}

describe("podman's specifications", () => {
  for (const kind of ["uid", "gid"] as const)
    prop(
      `are read as one ID after the other would be, ${kind}`,
      [fc.array(spec, { maxLength: 5 }), outer, fc.boolean()],
      (specs, map, rootless) => {
        const identity = new Map(Array.from({ length: 150 }, (_, i) => [i, i]));
        const letter = kind === "uid" ? "u" : "g";
        const slow = slowly(specs, letter, rootless ? pairsOf(map) : identity, rootless);
        const result = read(specs.map(specText).join(" "), {
          kind,
          ...(rootless && { outer: { uid: map, gid: undefined } }),
        });
        expect(result.ok).toBe(slow !== undefined);
        if (!result.ok || slow === undefined) return;
        const { mappings } = result.value.uid;
        expect([...pairsOf(result.value.uid)].sort()).toEqual([...slow].sort());
        for (const [index, { containerId, hostId }] of mappings.entries()) {
          const before = mappings[index - 1];
          if (before === undefined) continue;
          expect(containerId).toBeGreaterThanOrEqual(before.containerId + before.size);
          const isNext = containerId === before.containerId + before.size && hostId === before.hostId + before.size;
          expect(isNext).toBe(false);
        }
      },
    );

  it("are chained as well as given one by one", () => {
    expect(read("0:1:1:2:3:1")).toEqual(read("0:1:1 2:3:1"));
    expect(read("0:1:1,2:3")).toEqual(read("--uidmap 0:1:1 --uidmap=2:3:1"));
  });

  it("may be a million, none of which says anything", () => {
    for (const text of [",".repeat(1000000), `--uidmap ${",".repeat(1000000)}`, `0:1${",".repeat(1000000)}`])
      expect(read(text).ok).toBe(true);
  });

  it("are found in a whole command", () => {
    expect(read("podman run --rm --network host --uidmap 0:1:5 --gidmap=0:2:5 alpine id")).toEqual(
      read("--uidmap 0:1:5 --gidmap 0:2:5"),
    );
    expect(read("buildah bud --userns-uid-map 0:1:5 --userns keep-id .", { rootless: 7 })).toEqual(
      read("keep-id", { rootless: 7 }),
    );
  });

  it("are refused with what else stands there", () => {
    for (const text of [
      "0:1 --uidmap 0:1",
      "--userns=keep-id --uidmap 0:1",
      "keep-id keep-id",
      "--rm",
      "keep-id:",
      "host:1",
    ])
      expect([text, read(text).ok]).toEqual([text, false]);
    expect(read("--uidmap")).toMatchObject({ ok: true, value: { uid: { mappings: [] } } });
  });

  it("are refused where they stand, in podman's words", () => {
    expect(read("0:0:5\n  1:@7:1", { outer: { uid: unwrap(createIdMap([])), gid: undefined } })).toEqual({
      ok: false,
      error: {
        code: "not-in-outer",
        form: "podman",
        line: 2,
        column: 5,
        found: "@7",
        expected: "id-of-outer",
        text: "parent ID UID 7 is not mapped/delegated",
      },
    });
  });

  it("may be many, of which a `+` needs few", () => {
    const single = (count: number) => Array.from({ length: count }, (_, i) => `${i}:${i}`).join(" ");
    const spread = (count: number) => Array.from({ length: count }, (_, i) => `${2 * i}:${3 * i}`).join(" ");
    expect(unwrap(read(`${single(1000)} +5:5`, { kind: "uid" })).uid.mappings.length).toBe(1);
    expect(unwrap(read(spread(340), { kind: "uid" })).uid.mappings.length).toBe(340);
    for (const text of [spread(341), `${spread(341)} +0:0:4294967295`])
      expect(read(text)).toMatchObject({ error: { code: "bad-map", cause: { code: "too-many-mappings" } } });
  });
});

describe("keep-id", () => {
  it("is the map that podman runs in, where that is root's", () => {
    expect(unwrap(read("keep-id")).uid.mappings).toEqual([{ containerId: 0, hostId: 0, size: 4294967295 }]);
  });

  it("has the user alone, where there is no outer map", () => {
    expect(unwrap(read("keep-id", { rootless: 1000 })).uid.mappings).toEqual([
      { containerId: 1000, hostId: 0, size: 1 },
    ]);
  });
});
