import { describe, expect, it } from "vitest";
import { NO_ID } from "../../../src/core/id/id.ts";
import { toHostBatch } from "../../../src/core/idmap/batch.ts";
import { createIdMap } from "../../../src/core/idmap/id-map.ts";
import type { IdMapping } from "../../../src/core/idmap/id-mapping.ts";
import { toContainer, toHost } from "../../../src/core/idmap/translate.ts";
import { kernelRefusal } from "./kernel-oracle.ts";

/** The IDs at which something ends, those beside them, and numbers of IDs that reach from one end to another. */
const EDGES = [0, 1, 2, 2147483647, 2147483648, 4294967293, 4294967294, 4294967295];
const SIZES = [0, 1, 2, 3, 2147483648, 4294967293, 4294967294, 4294967295];

const LINES: readonly IdMapping[] = EDGES.flatMap((containerId) =>
  EDGES.flatMap((hostId) => SIZES.map((size) => ({ containerId, hostId, size }))),
);
const SOUND = LINES.filter((line) => kernelRefusal([line]) === undefined);

/** Where a map of a few lines takes an ID, by looking at each line. */
function taken(lines: readonly IdMapping[], id: number, from: "containerId" | "hostId", to: "containerId" | "hostId") {
  const line = lines.find((each) => id >= each[from] && id < each[from] + each.size);
  return line === undefined ? undefined : line[to] + id - line[from];
}

function differs(lines: readonly IdMapping[]): boolean {
  const made = createIdMap(lines);
  const refusal = kernelRefusal(lines);
  if (!made.ok) {
    const { code, side, index, otherIndex } = {
      side: undefined,
      index: undefined,
      otherIndex: undefined,
      ...made.error,
    };
    return JSON.stringify({ code, side, index, otherIndex }) !== JSON.stringify(refusal);
  }
  const batch = toHostBatch(made.value, Uint32Array.from(EDGES));
  const wrong = EDGES.some((id, index) => {
    const host = taken(lines, id, "containerId", "hostId");
    const isRight = toHost(made.value, id) === host && batch[index] === (host ?? NO_ID);
    return !isRight || toContainer(made.value, id) !== taken(lines, id, "hostId", "containerId");
  });
  return refusal !== undefined || wrong;
}

describe("every map of lines at the edges", () => {
  it("is refused as the kernel refuses it, or translates as its line says, if it has one", () => {
    expect(LINES.filter((line) => differs([line]))).toEqual([]);
  });

  it("does the same if it has two", () => {
    expect(SOUND.flatMap((a) => SOUND.map((b) => [a, b] as const)).filter(differs)).toEqual([]);
  });
});
