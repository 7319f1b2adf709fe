import { describe, expect, it } from "vitest";
import { elements, hasMoreValues, isObject, own, ownKeys, show } from "../../../src/core/manifest/value.ts";

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const trap = {
  get a(): never {
    throw new Error("trap");
  },
};

describe("own", () => {
  it("reads an object's own property", () => {
    expect(own({ a: 1 }, "a")).toBe(1);
    expect(own(JSON.parse('{"__proto__": 2}'), "__proto__")).toBe(2);
  });

  it("reads nothing that is inherited, of a list, or of no object", () => {
    for (const value of [{}, [1], "text", 5, null, undefined, Object.create({ a: 1 })])
      expect([own(value, "a"), own(value, "constructor"), own(value, "length"), own(value, "__proto__")]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
  });

  it("never throws", () => {
    expect(own(trap, "a")).toBe(undefined);
    expect(own(revoked(), "a")).toBe(undefined);
  });
});

describe("hasMoreValues", () => {
  it.each([
    [1, "text"],
    [1, null],
    [1, {}],
    [3, [1, []]],
    [4, { a: { b: [5] } }],
    [6, [{ a: 1 }, { a: [2] }]],
  ])("counts %i in %j", (count, value) => {
    expect([count - 1, count, count + 1].map((most) => hasMoreValues(value, most))).toEqual([true, false, false]);
  });

  it("finds more than any number in what contains itself", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(hasMoreValues(cycle, 1000)).toBe(true);
  });
});

describe("ownKeys", () => {
  it("lists the names of an object's own properties", () => {
    expect(ownKeys({ a: 1, b: 2 })).toEqual(["a", "b"]);
  });

  it("is empty for everything else", () => {
    for (const value of [null, undefined, ["a"], "ab", 1, revoked()]) expect(ownKeys(value)).toEqual([]);
  });
});

describe("isObject", () => {
  it("tells objects from lists and from null", () => {
    expect([{}, Object.create(null), [], null, undefined, "a", 1, () => 1].map(isObject)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("elements", () => {
  it("copies a list", () => {
    const list = [1, { a: 2 }];
    expect(elements(list)).toEqual(list);
    expect(elements(list)).not.toBe(list);
  });

  it("is undefined for everything else", () => {
    for (const value of [{ length: 1 }, "ab", null, undefined, revoked()]) expect(elements(value)).toBe(undefined);
  });

  it("never throws", () => {
    const list = [1];
    Object.defineProperty(list, 0, {
      get: () => {
        throw new Error("trap");
      },
    });
    expect(elements(list)).toBe(undefined);
  });
});

describe("show", () => {
  const cases: readonly (readonly [unknown, string])[] = [
    ["text", '"text"'],
    ['a"b\n', '"a\\"b\\n"'],
    ["x".repeat(40), `"${"x".repeat(40)}"`],
    ["x".repeat(41), `"${"x".repeat(40)}…"`],
    [-1.5, "-1.5"],
    [true, "true"],
    [null, "null"],
    [{}, "an object"],
    [[], "a list"],
    [undefined, "a value of type undefined"],
    [1n, "a value of type bigint"],
  ];

  it.each(cases)("shows case %#", (value, text) => {
    expect(show(value)).toBe(text);
  });

  it("never throws", () => {
    expect(show(revoked())).toBe("an object");
  });
});
