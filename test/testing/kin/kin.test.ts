import { describe, expect, it } from "vitest";
import type { HistoryOperation, HistoryStep } from "../../../src/testing/history/operation.ts";
import { type Breach, families, kinOf, smallestOf } from "../../../src/testing/kin/kin.ts";
import type { Sign } from "../../../src/testing/kin/signs.ts";

const ask = (podUid: string): HistoryOperation => ({ op: "allocate", podUid });

/** Plays relatives with a judge that knows all of a history; those in the pool of another finding are told with its number. */
function kin(
  operations: readonly HistoryStep[],
  judge: (told: string) => string | Breach | undefined,
  others: readonly string[] = ["disjoint"],
): { readonly laws: readonly string[]; readonly played: readonly string[] } {
  const played: string[] = [];
  const search = kinOf(operations, others);
  let next = search.next();
  while (next.done !== true) {
    const { operations: asked, pool } = next.value;
    const steps = asked.map((step) => ("podUid" in step ? `${step.op[0]}:${step.podUid}` : step.op)).join(" ");
    const told = pool === 0 ? steps : `${pool}: ${steps}`;
    played.push(told);
    const law = judge(told);
    next = search.next(typeof law === "string" ? { law, answer: { start: 0, size: 1 } } : law);
  }
  return { laws: [...next.value], played };
}

const HISTORY: readonly HistoryOperation[] = [ask("p"), { op: "restart" }, ask("p")];

describe("kinOf", () => {
  it("asks the same with less before it", () => {
    expect(kin(HISTORY, (told) => (told === "a:p" ? "aligned" : undefined)).laws).toEqual(["aligned"]);
  });

  it("takes a refusal for no kin of a range", () => {
    const refused = { law: "complete", answer: { error: "no" } } as const;
    const judge = (told: string) => (told === "a:p" ? refused : told === "a:p restart a:p" ? "disjoint" : undefined);
    expect(kin(HISTORY, judge, ["complete"]).laws).toEqual(["disjoint"]);
    expect(kin(HISTORY, (told) => (told === "a:p" ? refused : undefined), ["complete"]).laws).toEqual(["complete"]);
  });

  it("asks something else after the step that did it", () => {
    expect(kin(HISTORY, (told) => (told === "a:p restart a:other" ? "disjoint" : undefined)).laws).toEqual([
      "disjoint",
    ]);
  });

  it("leaves out each set of up to seven steps, and each stretch of more", () => {
    const playedOf = (length: number): readonly string[] => {
      const pods = Array.from({ length }, (_, pod) => `a:${pod}`);
      return kin([...pods.map((told) => ask(told.slice(2))), ask("z")], () => undefined).played;
    };
    const letters = Array.from({ length: 8 }, (_, pod) => `a:${pod}`);
    const subsets = [""];
    for (const step of letters.slice(0, 7)) subsets.push(...subsets.map((told) => `${told} ${step}`.trim()));
    const stretches = new Set([letters.join(" ")]);
    for (let from = 0; from < 8; from++)
      for (let length = 1; from + length <= 8; length++) stretches.add(letters.toSpliced(from, length).join(" "));
    const donesOf = (told: readonly string[]) => new Set(told.map((history) => history.replace(/ ?a:z$/, "")));
    expect(donesOf(playedOf(7).slice(0, 128))).toEqual(new Set(subsets));
    expect(donesOf(playedOf(8).slice(0, 37))).toEqual(stretches);
  });

  it("looks at every step out of the ordinary, not only at the last", () => {
    const history = [ask("p"), { op: "restart" }, { op: "loseRecord", podUid: "p" }, ask("p")] as const;
    const afterRestart = (told: string) => (told === "a:p restart a:other" ? "disjoint" : undefined);
    expect(kin(history, afterRestart).laws).toEqual(["disjoint"]);
  });

  it("takes what breaks without a cleanup for another defect", () => {
    const lost: HistoryStep = { op: "loseRecord", podUid: "p" };
    const cleanup: HistoryStep = { op: "cleanup", known: [], running: ["p"] };
    const whenLost = (told: string) => (told === "a:p l:p a:p" ? "same-range" : undefined);
    expect(kin([ask("p"), lost, ask("q"), ask("q")], whenLost, ["same-range"]).laws).toEqual(["same-range"]);
    expect(kin([ask("p"), lost, cleanup, ask("q"), ask("q")], whenLost, ["same-range"]).laws).toEqual([]);
  });

  const PARTICULAR: readonly HistoryStep[] = [
    { op: "cleanup", known: [], running: ["p"] },
    { op: "restore", podUid: "r", start: 0, size: 1 },
    { op: "corruptRecord", podUid: "p", text: "" },
  ];

  it.each(PARTICULAR)("takes what breaks with it for the same defect, and without it for another: %j", (step) => {
    const lost: HistoryStep = { op: "loseRecord", podUid: "p" };
    const told = "podUid" in step ? `${step.op[0]}:${step.podUid}` : step.op;
    const history = [ask("p"), lost, step, ask("q"), ask("q")];
    const broken = (asked: string) => (played: string) => (played === asked ? "same-range" : undefined);
    expect(kin(history, broken(`a:p l:p ${told} a:other`), ["same-range"]).laws).toEqual(["same-range"]);
    expect(kin(history, broken("a:p l:p a:other"), ["same-range"]).laws).toEqual([]);
  });

  it("does so in the pools of the others, too", () => {
    const twice = [ask("p"), ask("p"), { op: "release", podUid: "p" }, ask("q")] as const;
    const inTheirs = (told: string) => (told === "2: a:p a:p a:q" ? "complete" : undefined);
    expect(kin(twice, inTheirs, ["disjoint", "complete"]).laws).toEqual(["complete"]);
  });

  it("takes the end of a pod for nothing out of the ordinary", () => {
    const ends = [ask("p"), { op: "release", podUid: "p" }, { op: "restart" }, ask("p")] as const;
    const afterTheEnd = (told: string) => (told === "a:p r:p a:other" ? "gives-back" : undefined);
    expect(kin(ends, afterTheEnd, ["gives-back"]).laws).toEqual([]);
  });

  it("plays nothing twice, and nothing more when all are known to be kin", () => {
    const { played } = kin(HISTORY, () => undefined);
    const questions = played.filter((told) => told.endsWith("other"));
    expect(new Set(questions).size).toBe(questions.length);
    expect(kin(HISTORY, () => "disjoint").played.length).toBeLessThan(6);
  });

  it("learns nothing from what is answered wrongly without that step, too", () => {
    expect(kin(HISTORY, (told) => (told.endsWith("a:other") ? "complete" : undefined)).laws).toEqual([]);
  });

  it("plays a number of histories that grows as the square does, once they are long", () => {
    const long = (length: number) =>
      kin(
        [...Array(length).keys()].map(() => ask("p")),
        () => undefined,
      ).played.length;
    expect(long(40) / long(20)).toBeLessThan(5);
    expect(long(9)).toBeLessThan(700);
  });
});

describe("families", () => {
  it("are what is kin to the first of them, or to which it is, at whatever distance", () => {
    const one = (law: string, ...of: readonly string[]) => ({ law, kin: new Set(of), signs: new Set<Sign>() });
    const laws = (...all: readonly ReturnType<typeof one>[]) => families(all).map((each) => each.map(({ law }) => law));
    expect(laws(one("a"), one("b", "a"), one("c"))).toEqual([["a", "b"], ["c"]]);
    expect(laws(one("a", "b"), one("b"), one("c", "b"))).toEqual([["a", "b", "c"]]);
    expect(laws(one("a"), one("b"))).toEqual([["a"], ["b"]]);
    expect(laws(one("in-pool"), one("no-last-id"))).toEqual([["in-pool", "no-last-id"]]);
  });
});

describe("what shares a sign", () => {
  it("is one family", () => {
    const one = (law: string, ...of: readonly Sign[]) => ({ law, kin: new Set<string>(), signs: new Set(of) });
    const laws = families([one("a", "refused-behind"), one("b", "taken-by-several"), one("c", "refused-behind")]);
    expect(laws.map((each) => each.map(({ law }) => law))).toEqual([["a", "c"], ["b"]]);
  });
});

describe("the finding that is named", () => {
  it("is that of the smallest history, of equal ones the first", () => {
    const named = (...sizes: readonly [number, ...number[]]): number => {
      const [first, ...others] = sizes.map((size, at) => ({ size, at }));
      return first === undefined ? Number.NaN : smallestOf([first, ...others], ({ size }) => size).at;
    };
    expect([named(3), named(3, 2), named(2, 3), named(2, 2), named(5, 3, 4, 3)]).toEqual([0, 1, 0, 0, 1]);
  });
});
