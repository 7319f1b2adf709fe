import { describe, expect, it } from "vitest";
import { capacity, createPool, defaultPool } from "../../../../src/core/allocate/pool/pool.ts";
import { excludedSlots, slotAt, slotRange } from "../../../../src/core/allocate/pool/slots.ts";
import { unwrap } from "../../../../src/core/result.ts";

describe("createPool", () => {
  it("gives what it was given, the slots counted", () => {
    expect(createPool({ start: 65536, size: 110 * 65536 })).toEqual({
      ok: true,
      value: { start: 65536, size: 7208960, idsPerPod: 65536, exclude: [], slots: 110 },
    });
  });

  it("takes any number of IDs a pod from 1", () => {
    expect(unwrap(createPool({ start: 1, size: 10, idsPerPod: 1 })).slots).toBe(10);
    expect(unwrap(createPool({ start: 3, size: 9, idsPerPod: 3 })).slots).toBe(3);
    expect(unwrap(createPool({ start: 2147483647, size: 2147483647, idsPerPod: 2147483647 })).slots).toBe(1);
  });

  it("keeps excluded IDs as a set, those outside the pool too", () => {
    const exclude = [
      { start: 200000, size: 1 },
      { start: 0, size: 10 },
      { start: 5, size: 10 },
    ];
    expect(unwrap(createPool({ start: 65536, size: 131072, exclude })).exclude).toEqual([
      { start: 0, size: 15 },
      { start: 200000, size: 1 },
    ]);
  });

  it("is frozen through and through, and leaves its input alone", () => {
    const range = { start: 70000, size: 1 };
    const pool = unwrap(createPool({ start: 65536, size: 131072, exclude: [range] }));
    expect([pool, pool.exclude, ...pool.exclude].map(Object.isFrozen)).toEqual([true, true, true]);
    expect(Object.isFrozen(range)).toBe(false);
  });

  const refused: readonly (readonly [string, Parameters<typeof createPool>[0], unknown])[] = [
    ["no IDs a pod", { start: 65536, size: 65536, idsPerPod: 0 }, { code: "zero-ids-per-pod", idsPerPod: 0 }],
    [
      "a start between two multiples",
      { start: 200000, size: 65536 },
      {
        code: "start-misaligned",
        start: 200000,
        idsPerPod: 65536,
        nearest: 196608,
        text: "kubelet user assigned ID 200000 is not a multiple of 65536",
      },
    ],
    [
      "a start between 0 and the first multiple",
      { start: 1000, size: 65536 },
      {
        code: "start-misaligned",
        start: 1000,
        idsPerPod: 65536,
        nearest: 65536,
        text: "kubelet user assigned ID 1000 is not a multiple of 65536",
      },
    ],
    [
      "a start at 0",
      { start: 0, size: 65536 },
      {
        code: "start-below-ids-per-pod",
        start: 0,
        idsPerPod: 65536,
        nearest: 65536,
        text: "kubelet user assigned ID 0 must be greater or equal to 65536",
      },
    ],
    [
      "a size between two multiples",
      { start: 65536, size: 150000 },
      {
        code: "size-misaligned",
        size: 150000,
        idsPerPod: 65536,
        nearest: 131072,
        text: "kubelet user assigned IDs length 150000 is not a multiple of 65536",
      },
    ],
    [
      "a size below one slot",
      { start: 65536, size: 1 },
      {
        code: "size-misaligned",
        size: 1,
        idsPerPod: 65536,
        nearest: 65536,
        text: "kubelet user assigned IDs length 1 is not a multiple of 65536",
      },
    ],
    ["no IDs", { start: 65536, size: 0 }, { code: "empty-pool", size: 0, idsPerPod: 65536, nearest: 65536 }],
    [
      "the kubelet's default pool, which holds 4294967295",
      { start: 65536, size: 4294901760 },
      { code: "past-last-id", start: 65536, size: 4294901760, idsPerPod: 65536, nearest: 4294836224 },
    ],
    [
      "an end past the last 32-bit number",
      { start: 4294901760, size: 131072 },
      { code: "past-last-id", start: 4294901760, size: 131072, idsPerPod: 65536, nearest: 0 },
    ],
    [
      "one slot more than Linux has processes",
      { start: 4, size: 4 * 4194305, idsPerPod: 4 },
      { code: "too-many-slots", slots: 4194305, limit: 4194304 },
    ],
  ];
  for (const [what, options, error] of refused)
    it(`refuses ${what}`, () => {
      expect(createPool(options)).toEqual({ ok: false, error });
    });

  it("accepts a pool up to the last usable ID, and with as many slots as Linux has processes", () => {
    expect(createPool({ start: 4294967294, size: 1, idsPerPod: 1 }).ok).toBe(true);
    expect(createPool({ start: 4294967294, size: 2, idsPerPod: 1 }).ok).toBe(false);
    expect(unwrap(createPool({ start: 4, size: 4 * 4194304, idsPerPod: 4 })).slots).toBe(4194304);
  });

  it("throws for numbers that no ID or count can be", () => {
    expect(() => createPool({ start: 0.5, size: 1 })).toThrow(
      new TypeError("createPool: expected start to be an integer, got 0.5"),
    );
    expect(() => createPool({ start: 65536, size: -1 })).toThrow(
      new RangeError("createPool: expected size from 0 to 4294967295, got -1"),
    );
    expect(() => createPool({ start: 65536, size: 65536, idsPerPod: 4294967296 })).toThrow(
      new RangeError("createPool: expected idsPerPod from 0 to 4294967295, got 4294967296"),
    );
    expect(() => createPool({ start: 65536, size: 65536, exclude: [{ start: 4294967295, size: 2 }] })).toThrow(
      RangeError,
    );
  });
});

describe("defaultPool", () => {
  it("is the kubelet's without the slot that holds 4294967295", () => {
    expect(defaultPool()).toEqual({ start: 65536, size: 4294836224, idsPerPod: 65536, exclude: [], slots: 65534 });
  });

  it("reaches as far as whole slots do", () => {
    expect(defaultPool(1024)).toMatchObject({ start: 1024, slots: 4194302 });
    expect(defaultPool(2147483647)).toMatchObject({ start: 2147483647, size: 2147483647, slots: 1 });
  });

  it("throws where no pool exists", () => {
    const message = (got: number): RangeError =>
      new RangeError(`defaultPool: expected idsPerPod from 1024 to 2147483647, got ${got}`);
    expect(() => defaultPool(1023)).toThrow(message(1023));
    expect(() => defaultPool(2147483648)).toThrow(message(2147483648));
    expect(() => defaultPool(1024.5)).toThrow(
      new TypeError("defaultPool: expected idsPerPod to be an integer, got 1024.5"),
    );
  });
});

describe("capacity", () => {
  const capacityWith = (exclude: readonly { start: number; size: number }[]): number =>
    capacity(unwrap(createPool({ start: 100, size: 500, idsPerPod: 100, exclude })));

  it("is every slot when nothing is excluded", () => {
    expect(capacityWith([])).toBe(5);
  });

  it("counts a slot out for its first ID and for its last", () => {
    expect(capacityWith([{ start: 200, size: 1 }])).toBe(4);
    expect(capacityWith([{ start: 299, size: 1 }])).toBe(4);
    expect(capacityWith([{ start: 299, size: 2 }])).toBe(3);
  });

  it("counts a slot out once, however many of its IDs are excluded", () => {
    const exclude = [
      { start: 210, size: 1 },
      { start: 230, size: 1 },
      { start: 250, size: 60 },
    ];
    expect(capacityWith(exclude)).toBe(3);
  });

  it("does not count what lies outside", () => {
    const exclude = [
      { start: 0, size: 100 },
      { start: 600, size: 1000 },
    ];
    expect(capacityWith(exclude)).toBe(5);
    expect(capacityWith([{ start: 0, size: 101 }])).toBe(4);
    expect(capacityWith([{ start: 0, size: 4294967296 }])).toBe(0);
  });
});

describe("slots", () => {
  it("lie one after the other, the last as long as the first", () => {
    const pool = unwrap(createPool({ start: 4294836224, size: 65536 }));
    expect(slotRange(pool, 0)).toEqual({ start: 4294836224, size: 65536 });
    expect([4294836224, 4294901759].map((id) => slotAt(pool, id))).toEqual([0, 0]);
    expect([4294836223, 4294901760].map((id) => slotAt(pool, id))).toEqual([-1, 1]);
  });

  it("are excluded as ranges of slot numbers", () => {
    const exclude = [
      { start: 150, size: 10 },
      { start: 310, size: 1 },
      { start: 390, size: 20 },
    ];
    expect(excludedSlots(unwrap(createPool({ start: 100, size: 500, idsPerPod: 100, exclude })))).toEqual([
      { start: 0, size: 1 },
      { start: 2, size: 2 },
    ]);
  });
});
