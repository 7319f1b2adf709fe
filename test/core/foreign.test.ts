import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isPromise, showThrown } from "../../src/core/foreign.ts";

let strays: unknown[] = [];
const keep = (thrown: unknown): void => void strays.push(thrown);

beforeEach(() => {
  strays = [];
  process.on("unhandledRejection", keep);
});

afterEach(() => {
  process.off("unhandledRejection", keep);
});

const fail = (): never => {
  throw new Error("hostile");
};

/** Throws whatever is done with it. */
const fence = (): object =>
  new Proxy(() => undefined, new Proxy({}, { get: () => fail }) as ProxyHandler<() => undefined>);

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const rejected = (): Promise<never> => Promise.reject(new Error("late"));

/** An object with a property `then`. */
const having = (then: unknown, object: object = {}): object =>
  Object.assign(object, Object.fromEntries([[NAME, then]]));

const reading = (get: () => unknown, object: object = {}): object => Object.defineProperty(object, NAME, { get });

const NAME = "then";

const late = async (): Promise<never> => fail();

class Late extends Promise<never> {}

class Lone extends Promise<never> {
  static override get [Symbol.species](): PromiseConstructor {
    return fail();
  }
}

describe("isPromise", () => {
  it.each([
    ["a promise", () => Promise.resolve(1)],
    ["one that is rejected", rejected],
    ["an async function's", async () => fail()],
    ["one of a class of its own", () => Late.reject(new Error("late"))],
    ["one whose then throws when it is read", () => reading(fail, rejected())],
    ["one whose then is gone", () => having(undefined, rejected())],
    ["one whose then throws", () => having(fail, rejected())],
    ["what has a then", () => having(() => undefined)],
    ["what has a then that throws", () => having(fail)],
    ["what has an async then that throws", () => having(late)],
    [
      "one whose class cannot be read",
      () => Object.defineProperty(rejected(), "constructor", { get: fail, configurable: true }),
    ],
    ["one of a class that makes no others", () => Lone.reject(new Error("late"))],
    ["what hands a rejection on", () => having((...then: []) => rejected().then(...then))],
    [
      "a function that has one",
      () =>
        having(
          () => undefined,
          () => 1,
        ),
    ],
  ])("knows %s, and lets no rejection get away", async (_what, make) => {
    expect(isPromise(make())).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(strays).toEqual([]);
  });

  it.each([
    ["nothing", () => undefined],
    ["null", () => null],
    ["a text", () => "then"],
    ["an object", () => ({ ranges: [], memory: null })],
    ["a then that is no function", () => having(1)],
    ["a getter that throws", () => reading(fail)],
    ["what throws whatever is done with it", fence],
    ["a revoked proxy", revoked],
    ["a generator", () => (function* () {})()],
  ])("knows that %s is none", (_what, make) => {
    expect(isPromise(make())).toBe(false);
  });
});

describe("showThrown", () => {
  const throwers: readonly (readonly [what: string, make: () => unknown, shown: string])[] = [
    ["an error", () => new RangeError("x"), "RangeError: x"],
    ["nothing", () => undefined, "undefined"],
    ["null", () => null, "null"],
    ["a symbol", () => Symbol("x"), "Symbol(x)"],
    ["a long text", () => `${"x".repeat(299)}y`, `${"x".repeat(99)}…${"x".repeat(99)}y`],
    ["what is no text", () => ({ toString: fail }), "something that cannot be shown"],
    ["what has no prototype", () => Object.create(null), "something that cannot be shown"],
    ["what throws whatever is done with it", fence, "something that cannot be shown"],
    ["a revoked proxy", revoked, "something that cannot be shown"],
  ];

  it.each(throwers)("shows %s", (_what, make, shown) => {
    expect(showThrown(make())).toBe(shown);
  });
});
