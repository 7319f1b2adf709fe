import { describe, expect, it } from "vitest";
import {
  type AllocatorAdapter,
  type Answer,
  checkAllocator,
  checkStrategy,
  explain,
  explore,
  type LawName,
  type MakeStrategy,
  soak,
} from "../../../src/testing.ts";
import { compact } from "../../support/compact.ts";
import { ALLOCATOR_DEFECTS } from "./allocators.ts";
import { adapterOf } from "./defect.ts";
import { SimpleAllocator } from "./simple-allocator.ts";
import { SizedAllocator } from "./sizes.ts";
import { STRATEGY_DEFECTS } from "./strategies.ts";

type Subject = MakeStrategy | AllocatorAdapter;
type Told = readonly [name: string, subject: Subject, breaks: readonly LawName[]];

/** What draws otherwise each time is told otherwise each time. */
const BY_CHANCE = ["chance decides", "draws without a seed"];

function checked(subject: Subject, except: readonly LawName[]): readonly string[] {
  const given = { seed: 65536, numRuns: 100, except };
  const report = typeof subject === "function" ? checkStrategy(subject, given) : checkAllocator(subject, given);
  const { details, counterexamples, text, tried } = report;
  const found = counterexamples.map(({ finding: { law }, also }) => (also ? `${law} (${also.join(", ")})` : law));
  return [
    `check: ${found.join(", ") || "nothing"}; ${details.numRuns} runs, ${details.numShrinks} made smaller; ${compact(tried)}`,
    ...linesOf(text),
  ];
}

function explored(subject: Subject, except: readonly LawName[]): readonly string[] {
  const { counterexample, coverage, ...counts } = explore(subject, { maxStates: 200, except });
  return [
    `explore: ${compact(counts)} ${compact(coverage)}`,
    ...linesOf(counterexample === undefined ? "" : explain(counterexample)),
  ];
}

function soaked(subject: Subject, except: readonly LawName[]): readonly string[] {
  const { counterexample, ...counts } = soak(subject, { operations: 2000, except });
  return [`soak: ${compact(counts)}`, ...linesOf(counterexample === undefined ? "" : explain(counterexample))];
}

/** All that is told, and all that is told where one law is left aside. */
function told(name: string, subject: Subject, except: readonly LawName[]): readonly string[] {
  const runs = (laws: readonly LawName[]): readonly string[] => [
    ...checked(subject, laws),
    ...explored(subject, laws),
    ...soaked(subject, laws),
  ];
  return [`== ${name}`, ...runs([]), ...except.flatMap((law) => [`-- ${law} left aside`, ...runs([law])]), ""];
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.split("\n").map((line) => `  ${line}`);
}

/** Writes into the pool that it was given, besides. */
class Scribbling extends SimpleAllocator {
  override restart(): Answer {
    Object.assign(this.pool, { size: this.pool.size + this.pool.idsPerPod });
    return super.restart();
  }
}

/** Writes the record again whenever its pod asks. */
class Healing extends SimpleAllocator {
  override allocate(pod: string): Answer {
    const answer = super.allocate(pod);
    if ("start" in answer) this.records.set(pod, { start: answer.start, size: answer.size });
    return answer;
  }
}

const OTHERS: readonly Told[] = [
  ["sound", { start: (pool, seed) => new SimpleAllocator(pool, seed) }, []],
  ["sound, with sizes", { sizes: true, start: (pool, seed) => new SizedAllocator(pool, seed) }, ["disjoint"]],
  ["writes records again", { start: (pool, seed) => new Healing(pool, seed) }, []],
  ["writes into its pool", { start: (pool, seed) => new Scribbling(pool, seed) }, ["unmutated"]],
];

describe("what is told of", () => {
  it.each([
    ["others", OTHERS],
    ["allocators", ALLOCATOR_DEFECTS.map((defect): Told => [defect.name, adapterOf(defect), [defect.breaks]])],
    ["strategies", STRATEGY_DEFECTS.map(({ name, make, breaks }): Told => [name, make, [breaks]])],
  ])("%s is as in the golden file", async (file, subjects) => {
    const lines = subjects.filter(([name]) => !BY_CHANCE.includes(name)).flatMap((subject) => told(...subject));
    await expect(lines.join("\n")).toMatchFileSnapshot(`golden/${file}.golden.txt`);
  });
});
