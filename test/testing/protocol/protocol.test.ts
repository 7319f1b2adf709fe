import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HistoryOperation } from "../../../src/testing/history/operation.ts";
import { readAnswer, readInitReply } from "../../../src/testing/protocol/reply.ts";
import { requestLine } from "../../../src/testing/protocol/request.ts";

const ALLOCATE: HistoryOperation = { op: "allocate", podUid: "p1" };
const RELEASE: HistoryOperation = { op: "release", podUid: "p1" };

describe("requestLine", () => {
  it("writes the properties in the order of the protocol, and no others", () => {
    const init = { seed: 1, idsPerPod: 65536, pool: { size: 7208960, start: 65536, more: 1 }, op: "init" } as const;
    expect(requestLine(init)).toBe('{"op":"init","pool":{"start":65536,"size":7208960},"idsPerPod":65536,"seed":1}\n');
    expect(requestLine({ podUid: "p1", op: "allocate" })).toBe('{"op":"allocate","pod":"p1"}\n');
    expect(requestLine({ size: 131072, podUid: "p1", op: "allocate" })).toBe(
      '{"op":"allocate","pod":"p1","size":131072}\n',
    );
    expect(requestLine({ running: ["p1", "p2"], known: ["p1"], op: "cleanup" })).toBe(
      '{"op":"cleanup","known":["p1"],"running":["p1","p2"]}\n',
    );
    expect(requestLine({ text: "{", podUid: "p1", op: "corruptRecord" })).toBe(
      '{"op":"corruptRecord","pod":"p1","text":"{"}\n',
    );
    expect(requestLine({ op: "restart" })).toBe('{"op":"restart"}\n');
    expect(requestLine({ op: "loseRecord", podUid: 'a"b\n' })).toBe('{"op":"loseRecord","pod":"a\\"b\\n"}\n');
  });
});

describe("requestLine, of an init that is none", () => {
  const init = { op: "init", pool: { start: 65536, size: 65536 }, idsPerPod: 65536, seed: 1 } as const;

  it.each([
    [{ pool: 5 }, "requestLine: expected pool to be an object { start, size }, got 5"],
    [{ pool: { start: 0.5, size: 1 } }, /^requestLine: expected pool\.start to be /],
    [{ idsPerPod: 0.5 }, /^requestLine: expected idsPerPod to be an integer, got 0\.5/],
    [{ idsPerPod: -1 }, /^requestLine: expected idsPerPod from /],
    [{ seed: 0.5 }, /^requestLine: expected seed to be an integer, got 0\.5/],
  ])("says what is wrong: %j", (wrong, says) => {
    expect(() => requestLine({ ...init, ...wrong } as never)).toThrow(says);
  });
});

describe("readInitReply", () => {
  it.each([
    ['{"ok":true}', { ok: true, supports: [] }],
    ['{"ok":true,"supports":["seed","restart","seed"],"version":3}', { ok: true, supports: ["restart", "seed"] }],
    ['{"ok":false,"error":"too small"}\r', { ok: false, error: "too small" }],
  ])("reads %s", (line, value) => {
    expect(readInitReply(line)).toEqual({ ok: true, value });
  });

  it.each([
    ["", "no-json"],
    ["ready", "no-json"],
    ["null", "wrong-shape"],
    ["[]", "wrong-shape"],
    ["7", "wrong-shape"],
    ["{}", "wrong-shape"],
    ['{"ok":false}', "wrong-shape"],
    ['{"ok":"true"}', "wrong-shape"],
    ['{"ok":true,"supports":"seed"}', "wrong-shape"],
    ['{"ok":true,"supports":["seeds"]}', "wrong-shape"],
    [`"${"x".repeat(65535)}"`, "too-long"],
  ])("refuses %.20s", (line, code) => {
    expect(readInitReply(line)).toEqual({
      ok: false,
      error: { code, expected: "accepted-or-refused", line: line.slice(0, 200) },
    });
  });
});

describe("readAnswer", () => {
  it.each([
    [ALLOCATE, '{"start":65536,"size":65536}', { start: 65536, size: 65536 }],
    [ALLOCATE, ' {"size":1, "start":-1, "slot":0} ', { start: -1, size: 1 }],
    [ALLOCATE, '{"error":"full","code":"exhausted"}', { error: "full", code: "exhausted" }],
    [ALLOCATE, '{"error":"full","code":7}', { error: "full" }],
    [ALLOCATE, '{"error":"","start":65536,"size":65536}', { start: 65536, size: 65536 }],
    [ALLOCATE, '{"error":""}', { error: "" }],
    [ALLOCATE, '{"error":"full","start":0,"size":0}', { error: "full" }],
    [RELEASE, '{"ok":true}', { ok: true }],
    [RELEASE, '{"ok":true,"error":""}', { ok: true }],
    [RELEASE, '{"ok":false,"error":"unknown"}', { error: "unknown" }],
    [{ op: "restart" }, '{"ok":true}', { ok: true }],
    [{ op: "loseRecord", podUid: "p1" }, '{"ok":true}', { ok: true }],
  ] as const)("reads the answer to %j: %s", (operation, line, value) => {
    expect(readAnswer(operation, line)).toEqual({ ok: true, value });
  });

  it.each([
    [ALLOCATE, '{"ok":true}'],
    [ALLOCATE, '{"start":65536}'],
    [ALLOCATE, '{"start":"65536","size":65536}'],
    [ALLOCATE, '{"start":65536.5,"size":65536}'],
    [ALLOCATE, '{"start":1e300,"size":65536}'],
    [RELEASE, '{"start":65536,"size":65536}'],
    [RELEASE, '{"ok":false}'],
    [{ op: "restart" }, '{"error":null}'],
  ] as const)("refuses the answer to %j: %s", (operation, line) => {
    expect(readAnswer(operation, line)).toMatchObject({ ok: false, error: { code: "wrong-shape", line } });
  });

  it("reads a line of 65536 characters, and no longer one", () => {
    const line = (length: number) => '{"ok":true}'.padEnd(length);
    expect(readAnswer(RELEASE, line(65536))).toEqual({ ok: true, value: { ok: true } });
    expect(readAnswer(RELEASE, line(65537))).toMatchObject({ ok: false, error: { code: "too-long" } });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (line) => {
        for (const read of [readInitReply(line), readAnswer(ALLOCATE, line), readAnswer(RELEASE, line)])
          expect(typeof read.ok).toBe("boolean");
      }),
    );
    expect(readAnswer(ALLOCATE, "[".repeat(65536))).toMatchObject({ ok: false });
  });
});
