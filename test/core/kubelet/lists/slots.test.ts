import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { joined, piecesOf } from "../../../../src/core/kubelet/lists/pieces.ts";
import { addSlot, dropSlot, hasSlot, nextFreeSlot } from "../../../../src/core/kubelet/lists/slots.ts";
import { prop } from "../../../support/prop.ts";
import { inPieces } from "./in-pieces.ts";

const used = fc.uniqueArray(fc.nat(9), { maxLength: 9 }).map((slots) => slots.sort((a, b) => a - b));
const cuts = fc.array(fc.nat(9), { maxLength: 4 });

describe("slots in use", () => {
  prop("are a set in ascending order", [used, cuts, fc.nat(9)], (list, ends, slot) => {
    const set = new Set(list);
    const slots = inPieces(list, ends);
    expect(hasSlot(slots, slot)).toBe(set.has(slot));
    expect(joined(addSlot(slots, slot))).toEqual([...new Set([...list, slot])].sort((a, b) => a - b));
    expect(joined(dropSlot(slots, slot))).toEqual(list.filter((other) => other !== slot));
  });

  prop("are left as they are when nothing changes", [used, fc.nat(9)], (list, slot) => {
    const full = addSlot(piecesOf(list), slot);
    expect(addSlot(full, slot)).toBe(full);
    const without = dropSlot(full, slot);
    expect(dropSlot(without, slot)).toBe(without);
  });
});

describe("nextFreeSlot", () => {
  prop("is the first free one from a place on, around the end", [used, cuts, fc.nat(9)], (list, ends, from) => {
    const around = Array.from({ length: 10 }, (_, index) => (from + index) % 10);
    expect(nextFreeSlot(inPieces(list, ends), 10, from)).toBe(around.find((slot) => !list.includes(slot)));
  });
});
