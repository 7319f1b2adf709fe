import { describe, expect, it } from "vitest";
import { expectationEnglish } from "../../../src/core/shape/english.ts";
import {
  anything,
  both,
  integer,
  list,
  nullOr,
  object,
  oneOf,
  passing,
  record,
  type Shape,
  text,
} from "../../../src/core/shape/shape.ts";

const even = passing("whole-number", (value) => Number(value) % 2 === 0);
const animal = oneOf("kind", { cat: { lives: integer(0, 9) }, dog: {} });

/** The first thing that is wrong, as `path: what belongs there`; a field too many has nothing that belongs there. */
function faultOf(shape: Shape, value: unknown): string | undefined {
  const fault = shape(value, "");
  return fault && `${fault.path}: ${fault.code === "mistyped" ? expectationEnglish(fault.expected) : fault.code}`;
}

describe("a shape", () => {
  it.each<readonly [string, Shape, unknown]>([
    ["anything", anything(), null],
    ["text", text(), ""],
    ["the least integer", integer(-1, 1), -1],
    ["the greatest integer", integer(-1, 1), 1],
    ["an empty list", list(text()), []],
    ["a list", list(text()), ["a", "b"]],
    ["an object", object({ a: text() }), { a: "x" }],
    ["an object without what it may have", object({}, { a: text() }), {}],
    ["an object with a key from the prototype", object({ ["__proto__"]: text() }), JSON.parse('{"__proto__": "x"}')],
    ["a record of nothing", record(text()), {}],
    ["a record with a key from the prototype", record(text()), JSON.parse('{"__proto__": "x"}')],
    ["null", nullOr(text()), null],
    ["what is not null", nullOr(text()), "x"],
    ["both", both(integer(0, 9), even), 4],
    ["a kind", animal, { kind: "cat", lives: 9 }],
    ["another kind", animal, { kind: "dog" }],
  ])("is content with %s", (_, shape, value) => {
    expect(faultOf(shape, value)).toBeUndefined();
  });

  it.each<readonly [string, Shape, unknown]>([
    [": plain data", anything(), undefined],
    [": a string", text(), 1],
    [": an integer from 0 to 9", integer(0, 9), -1],
    [": an integer from 0 to 9", integer(0, 9), 10],
    [": an integer from 0 to 9", integer(0, 9), 0.5],
    [": an integer from 0 to 9", integer(0, 9), "1"],
    [": an array", list(text()), { 0: "a", length: 1 }],
    ["[1]: a string", list(text()), ["a", 2]],
    [": an object", object({}), null],
    [": an object", object({}), []],
    [": an object", object({}), "x"],
    ["a: a string", object({ a: text() }), {}],
    ["a: a string", object({ a: text() }), { a: undefined }],
    ["a: a string", object({}, { a: text() }), { a: 1 }],
    ["b: unknown-field", object({ a: text() }), { a: "x", b: "x" }],
    ["toString: a string", object({ toString: text() } as never), {}],
    ["a[0].b: a string", object({ a: list(object({ b: text() })) }), { a: [{ b: 1 }] }],
    [": an object", record(text()), null],
    [": an object", record(text()), ["x"]],
    [": an object", record(text()), "x"],
    ["b: a string", record(text()), { a: "x", b: 1 }],
    ["__proto__: a string", record(text()), JSON.parse('{"__proto__": 1}')],
    [": a string", nullOr(text()), undefined],
    [": an integer from 0 to 9", both(integer(0, 9), even), 11],
    [": a whole number", both(integer(0, 9), even), 3],
    ["kind: cat or dog", animal, { kind: "toString" }],
    ["kind: cat or dog", animal, { lives: 9 }],
    ["kind: cat or dog", animal, null],
    ["lives: an integer from 0 to 9", animal, { kind: "cat", lives: 10 }],
    ["lives: unknown-field", animal, { kind: "dog", lives: 9 }],
  ])("finds %s", (fault, shape, value) => {
    expect(faultOf(shape, value)).toBe(fault);
  });
});
