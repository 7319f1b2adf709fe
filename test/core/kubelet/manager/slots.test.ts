import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { addSlot, dropSlot, hasSlot, nextFreeSlot } from "../../../../src/core/kubelet/manager/slots.ts";
import { prop } from "../../../support/prop.ts";

const used = fc.uniqueArray(fc.nat(9), { maxLength: 9 }).map((slots) => Object.freeze(slots.sort((a, b) => a - b)));

describe("slots in use", () => {
  prop("are a set in ascending order", [used, fc.nat(9)], (slots, slot) => {
    const set = new Set(slots);
    expect(hasSlot(slots, slot)).toBe(set.has(slot));
    expect(addSlot(slots, slot)).toEqual([...new Set([...slots, slot])].sort((a, b) => a - b));
    expect(dropSlot(slots, slot)).toEqual(slots.filter((other) => other !== slot));
  });

  prop("are left as they are when the slot is among them", [used, fc.nat(9)], (slots, slot) => {
    const full = addSlot(slots, slot);
    expect(addSlot(full, slot)).toBe(full);
  });
});

describe("nextFreeSlot", () => {
  prop("is the first free one from a place on, around the end", [used, fc.nat(9)], (slots, from) => {
    const around = Array.from({ length: 10 }, (_, index) => (from + index) % 10);
    expect(nextFreeSlot(slots, 10, from)).toBe(around.find((slot) => !slots.includes(slot)));
  });
});
