import { describe, expect, it } from "vitest";
import { poolEnglish, snapshotEnglish, stepEnglish } from "../../../../src/core/allocate/english.ts";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { sayOneOf } from "../../../../src/core/explanations.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { byAnswer } from "../../../support/by-answer.ts";
import { editsOf, ODD, placeOf, show } from "../../../support/edits.ts";
import { everyStrategy, wrapped } from "../support/composed.ts";

/** What is stored after pods came and went, some of them with several slots. */
function stored(strategy: Strategy): ReturnType<typeof snapshot> {
  const exclude = [{ start: 95, size: 1 }];
  let state = emptyAllocations(unwrap(createPool({ start: 20, size: 120, idsPerPod: 10, exclude })), strategy);
  for (const [now, name] of ["pod-1", "pod-2", "pod-3", "pod-4", "-pod-2", "-pod-4", "pod-5", "-pod-3"].entries()) {
    const step = name.startsWith("-")
      ? release(state, name.slice(1), { now })
      : allocate(state, name, { now, size: now === 1 ? 20 : 10 });
    if (step.ok) state = step.value.state;
  }
  return snapshot(state);
}

/** What comes of more pods than there is room for. */
function codesFrom(begin: Allocations): string {
  let state = begin;
  const codes = new Set<string>();
  for (let i = 0; i < 8; i++) {
    const step = i % 5 === 4 ? release(state, `new-${i - 2}`, { now: 20 }) : allocate(state, `new-${i}`, { now: 20 });
    if (step.ok) state = step.value.state;
    else codes.add(step.error.code);
  }
  return [...codes].join();
}

const TELLING: Readonly<Record<string, readonly unknown[]>> = {
  schema: ["userns-sim/allocations/2"],
  start: [10, 20, 30, 50, 90, 100, 130, 4294967295, 4294967296],
  size: [9, 20, 110, 119, 4294967295, 4294967296, 4294967297],
  idsPerPod: [5, 20, 4294967295, 4294967296],
  aligned: [true, false],
  podUid: ["pod-1", "pod-5"],
};

const strategies = [...everyStrategy(), ...everyStrategy().slice(0, 3).flatMap(wrapped)];

describe("fromSnapshot", () => {
  it("reads each edit of a snapshot, or refuses it, as in the golden file", async () => {
    const [strategy] = everyStrategy();
    if (strategy === undefined) throw new Error("no strategy");
    const base = { ...stored(strategy), pool: { ...stored(strategy).pool, aligned: true } };
    const edits = editsOf(base, (path) => [
      ...ODD.filter((odd) => path.length > 0 || odd !== ABSENT),
      ...(TELLING[String(path.at(-1))] ?? []),
    ]);
    const changed = edits.flatMap((edit) =>
      ["own", "adopt"].map((where) => {
        const read = fromSnapshot(edit.value, strategy, { adopt: where === "adopt" });
        const said = read.ok ? "read" : String(sayOneOf({ poolEnglish, stepEnglish, snapshotEnglish }, read.error));
        const place = placeOf(edit.path);
        return { edit, where: `${where} all`, lines: [place === "" ? said : said.replaceAll(place, "HERE")] };
      }),
    );
    await expect(byAnswer(changed, ["own all", "adopt all"])).toMatchFileSnapshot("golden/snapshot.golden.txt");
  });

  it("takes each edit of a memory, or refuses it, as in the golden file", async () => {
    const lines = strategies.map((strategy) => {
      const base = stored(strategy);
      const edits = editsOf(base.memory, (path, old) => [
        ...ODD.filter((odd) => path.length > 0 || odd !== ABSENT),
        ...(typeof old === "number" ? [1, 2, 5, 11, 12, 13, 4294967295, 4294967296, 2 ** 53] : []),
        ...(Array.isArray(old) ? [[...old, ...old.slice(0, 1)], [...old].reverse()] : []),
        ...(typeof old === "string" ? ["pod-1", "pod-5"] : []),
      ]);
      const taken = new Map<string, string[]>();
      for (const { path, name, value } of edits) {
        const read = fromSnapshot({ ...base, memory: value }, strategy);
        if (!read.ok) continue;
        expect(codesFrom(read.value), `${strategy.name}, ${placeOf(path)} = ${name}`).not.toMatch(/bad|threw/);
        const place = placeOf(path) || "it";
        taken.set(place, [...(taken.get(place) ?? []), name]);
      }
      const places = [...taken].map(([place, names]) => `  ${place} = ${names.join(" | ")}`);
      return [`${strategy.name} ${show(base.memory)}, ${edits.length} edits`, ...places].join("\n");
    });
    await expect(lines.join("\n")).toMatchFileSnapshot("golden/memories.golden.txt");
  });
});
