import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { EarliestFirst } from "../../../../src/core/compare/history/earliest-first.ts";
import { prop } from "../../../support/prop.ts";

describe("EarliestFirst", () => {
  prop(
    "gives what a list gives that is searched from its front",
    [fc.array(fc.record({ adds: fc.boolean(), at: fc.nat(6) }), { maxLength: 60 })],
    (steps) => {
      const queue = new EarliestFirst<number>();
      const list: { readonly at: number; readonly thing: number }[] = [];
      for (const [thing, { adds, at }] of steps.entries()) {
        if (adds) {
          queue.add(at, thing);
          list.push({ at, thing });
          continue;
        }
        const due = list.filter((each) => each.at <= at);
        const least = Math.min(...due.map((each) => each.at));
        const first = due.find((each) => each.at === least);
        if (first !== undefined) list.splice(list.indexOf(first), 1);
        expect(queue.takeUntil(at)).toBe(first?.thing);
      }
    },
  );
});
