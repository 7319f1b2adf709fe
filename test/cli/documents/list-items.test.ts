import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ItemReading, readItems } from "../../../src/cli/documents/list-items.ts";

const READING: ItemReading = {
  keep: (item) => ({ kept: item, values: 1 }),
  maxItems: 5,
  maxValues: 1000,
  advice: "ask for fewer",
  breathe: async () => {},
};

describe("readItems", () => {
  it("gives what JSON.parse gives, wherever the list stands", async () => {
    const anyItems = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        anyItems,
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.nat(3),
        async (items, around, indent) => {
          const others = Object.entries(around).filter(([name]) => name !== "items" && name !== "__proto__");
          for (const entries of [
            [...others, ["items", items]],
            [["items", items], ...others],
          ]) {
            const text = ` ${JSON.stringify(Object.fromEntries(entries), undefined, indent)}\n`;
            expect(await readItems(text, READING)).toEqual({ value: JSON.parse(text) });
          }
        },
      ),
    );
  });

  const others: readonly (readonly [string, string])[] = [
    ["no object", "[1]"],
    ["no list", '{"kind": "Pod"}'],
    ["items that are none", '{"items": {}}'],
    ["items further in", '{"a": {"items": []}}'],
    ["two lists", '{"items": [], "items": []}'],
    ["several documents", '{"items": []} {"items": []}'],
    ["the beginning of one", '{"items": [{"a": 1}, {"b"'],
    ["a list that does not end", '{"items": [1, 2'],
    ["an item that is no JSON", '{"items": [{a: 1}]}'],
    ["items without a comma", '{"items": [1 2]}'],
    ["a comma too many", '{"items": [1,]}'],
    ["something behind it", '{"items": []} x'],
    ["nothing", ""],
  ];
  it.each(others)("leaves %s to others", async (_, text) => {
    expect(await readItems(text, READING)).toBeUndefined();
  });

  const flaws: readonly (readonly [string, string, object])[] = [
    ["more items", '{"items": [1,2,3,4,5,6]}', { flaw: "more than 5 items; ask for fewer", offset: 21 }],
    ["more that is kept", '{"items": [7,7]}', { flaw: "more than 1000 values that matter; ask for fewer", offset: 13 }],
    ["too much depth in one", `{"items": [1,${"[".repeat(251)}`, { flaw: "nested more than 250 deep", offset: 263 }],
  ];
  it.each(flaws)("refuses %s", async (_, text, flaw) => {
    const keep = (item: unknown): { kept: unknown; values: number } => ({ kept: item, values: item === 7 ? 600 : 1 });
    expect(await readItems(text, { ...READING, keep })).toEqual(flaw);
  });

  it("counts the values of each item alone", async () => {
    const many = `[${"0,".repeat(2_500_000)}0]`;
    const keep = (): { kept: unknown; values: number } => ({ kept: 0, values: 1 });
    expect(await readItems(`{"items":[${many},${many}]}`, { ...READING, keep })).toEqual({ value: { items: [0, 0] } });
    const one = `[${"0,".repeat(4_000_000)}0]`;
    expect(await readItems(`{"items":[${one}]}`, { ...READING, keep })).toMatchObject({
      flaw: "more than 4000000 values; give fewer objects at a time",
    });
  });
});
