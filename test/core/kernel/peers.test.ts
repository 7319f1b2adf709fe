import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { agrees, type PeerAnswer, peerAnswers } from "./support/peers.ts";

interface Case {
  readonly id: string;
  readonly op: string;
  readonly input: unknown;
  readonly expect: PeerAnswer;
  readonly correct?: PeerAnswer;
}

describe("the peers' own tests of the kernel", () => {
  it("agree with the model", () => {
    const file = new URL("../../conformance/vectors/peers/cases.json.gz", import.meta.url);
    const { cases } = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as { cases: readonly Case[] };
    const counts: Record<string, number> = {};
    for (const { id, op, input, expect: expected, correct = expected } of cases) {
      const answer = peerAnswers[op]?.(input as never);
      if (answer === undefined) continue;
      counts[op] = (counts[op] ?? 0) + 1;
      expect({ id, answer, agrees: agrees(answer, correct) }).toEqual({ id, answer, agrees: true });
    }
    expect(counts).toEqual({
      "kernel.writeMap": 32,
      "kernel.readMap": 1,
      "kernel.setgroups": 5,
      "idmappedMount.stat": 56,
      "idmappedMount.create": 2,
      "userns.isInUserns": 2,
      "validate.newuidmap": 4,
      "validate.runcUserns": 2,
      "validate.runcRootless": 11,
      "validate.runcIdmapMount": 9,
    });
  });
});
