import { describe, expect, it } from "vitest";
import {
  answerGetsubids,
  answerIdsPerPod,
  answerLegacyTrace,
  answerMakeManager,
  answerMappingsFile,
  answerTrace,
  type LegacyTrace,
  type VectorSettings,
  type VectorTrace,
} from "./support/answers.ts";
import {
  comparable,
  type ExpectedLegacy,
  type ExpectedTrace,
  legacySides,
  pick,
  traceSides,
} from "./support/compare.ts";
import { kubeletVectors } from "./support/vectors.ts";

type Row = Readonly<Record<string, unknown>>;

describe("the vectors of the real kubelet", () => {
  it("has every trace of v1.36.3 operation by operation", () => {
    const traces = kubeletVectors<VectorTrace & ExpectedTrace & { id: string }>("traces", "traces");
    expect(traces.length).toBe(245);
    for (const trace of traces) {
      const [observed, expected] = traceSides(answerTrace(trace), trace);
      expect(observed, trace.id).toStrictEqual(expected);
    }
  });

  it("has every trace of v1.25.10 and v1.28.3 operation by operation", () => {
    const traces = kubeletVectors<LegacyTrace & ExpectedLegacy & { id: string }>("traces-legacy", "traces");
    expect(traces.length).toBe(46);
    for (const trace of traces) {
      const [observed, expected] = legacySides(answerLegacyTrace(trace), trace);
      expect(observed, trace.id).toStrictEqual(expected);
    }
  });

  it("notices when anything in a trace is another", () => {
    const traces = kubeletVectors<VectorTrace & ExpectedTrace>("traces", "traces").slice(0, 20);
    for (const trace of traces) {
      const answer = answerTrace(trace);
      trace.ops.forEach((op, place) => {
        for (const [key, value] of Object.entries(op).filter(([name]) =>
          ["res", "err", "draws", "used"].includes(name),
        )) {
          const broken = { ...op, [key]: typeof value === "number" ? value + 1 : [value] };
          const ops = trace.ops.map((other, index) => (index === place ? broken : other));
          const [observed, expected] = traceSides(answer, { ...trace, ops: ops as unknown as ExpectedTrace["ops"] });
          expect(observed).not.toStrictEqual(expected);
        }
      });
    }
  });

  it("makes a manager, or does not, of all settings", () => {
    const cases = kubeletVectors<{ settings: VectorSettings } & Row>("make-manager-cases", "cases");
    expect(cases.length).toBeGreaterThan(500);
    for (const row of cases)
      expect(answerMakeManager(row), JSON.stringify(row)).toStrictEqual(
        pick(row, ["mapping", "ok", "err", "panic", "last"]),
      );
  });

  it("reads all that getsubids may print", () => {
    const cases = kubeletVectors<{ raw: string } & Row>("getsubids-cases", "cases");
    expect(cases.length).toBeGreaterThan(60);
    for (const row of cases)
      expect(answerGetsubids(row), JSON.stringify(row)).toStrictEqual(pick(row, ["firstID", "len", "err"]));
  });

  it("reads all that may stand in a file", () => {
    const cases = kubeletVectors<{ raw: string } & Row>("mappings-file-cases", "cases");
    expect(cases.length).toBeGreaterThan(60);
    for (const row of cases)
      expect(comparable({ ...answerMappingsFile(row) }), row.raw).toStrictEqual(
        comparable(pick(row, ["hostId", "length", "fresh", "start", "err"])),
      );
  });

  it("checks every idsPerPod and makes the default pool of it", () => {
    const cases = kubeletVectors<{ idsPerPod: number } & Row>("idsperpod-cases", "cases");
    expect(cases.length).toBeGreaterThan(60);
    for (const row of cases)
      expect(answerIdsPerPod(row)).toStrictEqual(pick(row, ["err", "defaultPoolErr", "defaultPoolSlots"]));
  });
});
