import { describe, expect, it } from "vitest";
import { answerCleanup, answerPool, answerRecord, answerUsernsFile } from "./support/peer-answers.ts";
import { peerVectors } from "./support/vectors.ts";

interface PeerCase {
  readonly id: string;
  readonly op: string;
  readonly input: never;
  readonly expect: { readonly ok?: unknown; readonly error?: object };
}

const ANSWERS: Readonly<Record<string, (input: never) => { readonly ok?: unknown; readonly error?: object }>> = {
  "alloc.kubeletCleanup": answerCleanup,
  "alloc.kubeletRecord": answerRecord,
  "parse.kubeletUsernsFile": answerUsernsFile,
  "validate.kubeletPool": answerPool,
};

describe("upstream's own unit tests", () => {
  it("get the answers that they demand", () => {
    const cases = peerVectors<PeerCase>().filter(({ op }) => Object.hasOwn(ANSWERS, op));
    expect(cases.length).toBeGreaterThanOrEqual(14);
    for (const { id, op, input, expect: expected } of cases)
      expect(ANSWERS[op]?.(input), id).toStrictEqual("ok" in expected ? expected : { error: {} });
  });
});
