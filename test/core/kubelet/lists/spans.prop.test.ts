import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { joined, piecesOf } from "../../../../src/core/kubelet/lists/pieces.ts";
import { addSpan, meetsSpan, type Span, type Spans } from "../../../../src/core/kubelet/lists/spans.ts";
import { prop } from "../../../support/prop.ts";

const IDS = 400;

const span: fc.Arbitrary<Span> = fc
  .record({ start: fc.nat(IDS), length: fc.oneof(fc.integer({ min: -2, max: 4 }), fc.nat(IDS)) })
  .map(({ start, length }) => ({ start, end: start + length }));

function idsOf({ start, end }: Span): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}

describe("spans", () => {
  prop(
    "have the IDs of all that were added, and nothing between two of them that touches",
    [fc.array(span, { maxLength: 120 }), span],
    (added, asked) => {
      const spans = added.reduce<Spans>(addSpan, piecesOf<Span>([]));
      const ids = new Set(added.flatMap(idsOf));
      const list = joined(spans);
      expect(list.flatMap(idsOf)).toEqual([...ids].sort((a, b) => a - b));
      expect(list.every(({ start }, i) => i === 0 || start > Number(list[i - 1]?.end))).toBe(true);
      if (asked.end > asked.start) expect(meetsSpan(spans, asked)).toBe(idsOf(asked).some((id) => ids.has(id)));
    },
  );
});
