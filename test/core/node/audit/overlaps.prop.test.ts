import * as fc from "fast-check";
import { expect } from "vitest";
import { overlapsAmong, sharedBy } from "../../../../src/core/node/audit/overlaps.ts";
import { prop } from "../../../support/prop.ts";

const holder = fc.record({ start: fc.nat({ max: 12 }), size: fc.nat({ max: 5 }) });

function idsOf({ start, size }: { readonly start: number; readonly size: number }): readonly number[] {
  return Array.from({ length: size }, (_, at) => start + at);
}

prop(
  "the pairs that overlap are those that share an ID, each once",
  [fc.array(holder, { maxLength: 8 })],
  (holders) => {
    const found = Array.from(overlapsAmong(holders), ([one, other]) => [holders.indexOf(one), holders.indexOf(other)]);
    const pairs = holders.flatMap((one, at) =>
      holders.flatMap((other, behind) =>
        behind > at && idsOf(one).some((id) => idsOf(other).includes(id)) ? [[at, behind]] : [],
      ),
    );
    const sorted = (list: readonly (readonly number[])[]): readonly string[] => list.map(String).sort();
    expect(sorted(found)).toEqual(sorted(pairs));
    for (const [one, other] of overlapsAmong(holders))
      expect(idsOf(sharedBy(one, other))).toEqual(idsOf(one).filter((id) => idsOf(other).includes(id)));
  },
);
