import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { fragments } from "../../../../src/core/allocate/strategies/fragments.ts";
import { auditPods } from "../../../../src/core/node/audit/audit-pods.ts";
import { ownersOf } from "../../../../src/core/node/audit/owners-of.ts";
import type { PodOnDisk } from "../../../../src/core/node/audit/pod-on-disk.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";

type Line = readonly [containerId: number, hostId: number, length: number];

function file(podUid: string, uids: readonly Line[], gids: readonly Line[] = uids): PodOnDisk {
  const list = (lines: readonly Line[]): object =>
    lines.map(([containerId, hostId, length]) => ({ containerId, hostId, length }));
  return { podUid, found: { kind: "file", raw: JSON.stringify({ uidMappings: list(uids), gidMappings: list(gids) }) } };
}

describe("the owners of host IDs on a disk", () => {
  it("are all pods that have them, whoever else does", () => {
    const files = [file("a", [[0, 65536, 65536]]), file("b", [[0, 65536, 65536]]), file("c", [[0, 131072, 65536]])];
    expect(ownersOf(files, 66536).owners.map(({ podUid }) => podUid)).toEqual(["a", "b"]);
    expect(ownersOf(files, 5)).toEqual({ owners: [], unread: [] });
    expect(ownersOf(files, { start: 131071, size: 2 }).owners).toEqual([
      {
        podUid: "a",
        maps: "uid and gid",
        host: { start: 131071, size: 1 },
        container: { start: 65535, size: 1 },
      },
      {
        podUid: "b",
        maps: "uid and gid",
        host: { start: 131071, size: 1 },
        container: { start: 65535, size: 1 },
      },
      { podUid: "c", maps: "uid and gid", host: { start: 131072, size: 1 }, container: { start: 0, size: 1 } },
    ]);
  });

  it("are told apart by their maps", () => {
    const files = [file("a", [[0, 65536, 10]], [[5, 65536, 10]]), file("b", [], [[0, 65536, 1]])];
    expect(ownersOf(files, 65537).owners.map(({ maps, container }) => [maps, container.start])).toEqual([
      ["uid", 1],
      ["gid", 6],
    ]);
    expect(ownersOf(files, 65536).owners.map(({ podUid, maps }) => [podUid, maps])).toEqual([
      ["a", "uid"],
      ["a", "gid"],
      ["b", "gid"],
    ]);
  });

  it("are told once where a file says the same twice", () => {
    const twice: readonly Line[] = [
      [0, 65536, 10],
      [0, 65536, 10],
    ];
    expect(ownersOf([file("a", twice)], 65540).owners.length).toBe(1);
  });

  it("may be those whose file says nothing", () => {
    const kinds = ["directory", "symbolic-link", "special", "too-large", "linked-pod", "no-file", "no-pod"] as const;
    const files: readonly PodOnDisk[] = [
      ...kinds.map((kind) => ({ podUid: kind, found: { kind } })),
      { podUid: "broken", found: { kind: "file", raw: "{" } },
      { podUid: "empty", found: { kind: "file", raw: "" } },
      { podUid: "secret", found: { kind: "unreadable", reason: "permission denied" } },
    ];
    const unread = ["directory", "symbolic-link", "special", "too-large", "linked-pod", "broken", "secret"];
    expect(ownersOf(files, 65536)).toEqual({ owners: [], unread });
  });
});

describe("the owners of host IDs in a state", () => {
  const pool = unwrap(createPool({ start: 65536, size: 6 * 65536 }));

  it("have their IDs from 0 on, range after range", () => {
    let state = emptyAllocations(pool, fragments());
    for (const podUid of ["a", "b", "c"]) state = unwrap(allocate(state, podUid)).state;
    state = unwrap(release(state, "b")).state;
    state = unwrap(allocate(state, "d", { size: 2 * 65536 })).state;
    expect(ownersOf(state, { start: 0, size: 4294967296 }).owners).toEqual(
      [
        ["a", 65536, 0],
        ["d", 131072, 0],
        ["d", 262144, 65536],
        ["c", 196608, 0],
      ].map(([podUid, start, inside]) => ({
        podUid,
        maps: "uid and gid",
        host: { start, size: 65536 },
        container: { start: inside, size: 65536 },
      })),
    );
  });

  prop(
    "are those that a search ID by ID finds",
    [fc.nat(5), fc.nat({ max: 7 * 65536 }), fc.integer({ min: 0, max: 3 * 65536 })],
    (pods, start, size) => {
      let state = emptyAllocations(pool, fragments());
      for (let i = 0; i < pods; i++) state = unwrap(allocate(state, `pod-${i}`)).state;
      const { owners } = ownersOf(state, { start, size });
      const edges = [start, start + size - 1].filter((id) => size > 0 && id >= start);
      for (const id of edges) {
        const slot = Math.floor(id / 65536) - 1;
        const expected = slot >= 0 && slot < pods ? [`pod-${slot}`] : [];
        const has = owners.filter(({ host }) => id >= host.start && id < host.start + host.size);
        expect(has.map(({ podUid }) => podUid)).toEqual(expected);
        expect(ownersOf(state, id).owners.map(({ podUid }) => podUid)).toEqual(expected);
      }
      expect(owners.every(({ host }) => host.start >= start && host.start + host.size <= start + size)).toBe(true);
    },
  );
});

describe("a question about owners", () => {
  it.each<[string, unknown, unknown]>([
    ["neither a state nor a list", {}, 5],
    ["nothing", undefined, 5],
    ["no ID", [], "5"],
    ["no range", [], { start: 1 }],
    ["an ID that is none", [], -1],
    ["a range past the last number", [], { start: 4294967295, size: 2 }],
  ])("throws for %s", (_what, of, asked) => {
    expect(() => ownersOf(of as PodOnDisk[], asked as number)).toThrow(/^ownersOf: expected /);
  });

  it("throws for a word that says nothing of what was found, and does not count the pod as unread", () => {
    const files = [{ podUid: "a", found: { kind: "fil", raw: "" } }] as unknown as PodOnDisk[];
    const says = 'expected kind of what is found to be one of "file", "no-file", "directory", "symbolic-link", ';
    expect(() => ownersOf(files, 65536)).toThrow(`ownersOf: ${says}`);
    expect(() => auditPods(files, { release: "1.36" })).toThrow(`auditPods: ${says}`);
  });

  it("says what an ID is where a text comes", () => {
    const says = 'ownersOf: expected the host ID to be an integer, got "65536"';
    expect(() => ownersOf([], "65536" as never)).toThrow(new TypeError(says));
  });
});
