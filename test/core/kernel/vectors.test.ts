import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  differences,
  type Replayed,
  replayAccess,
  replayMapWrite,
  replayPtrace,
  replaySetId,
  replaySignal,
  replayTranslate,
} from "./support/replay.ts";

/** Results of real system calls on Linux 6.18. */
function read(name: string): never {
  const file = new URL(`../../conformance/vectors/kernel/${name}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as never;
}

function check(replay: (vectors: never) => readonly Replayed[], name: string, cases: number): void {
  const replayed = replay(read(name));
  expect(differences(replayed)).toEqual([]);
  expect(replayed.length).toBe(cases);
}

/** Seconds suffice on an idle machine. */
const TIMEOUT = 60_000;

describe("the running kernel", () => {
  it(
    "agrees on access to files, all 28 operations and what they change",
    () => {
      check(replayAccess, "access", 4340);
    },
    TIMEOUT,
  );

  it(
    "agrees on writes to maps",
    () => {
      check(replayMapWrite, "mapwrite", 2707);
    },
    TIMEOUT,
  );

  it(
    "agrees on translation, up, down, in new files and in maps that are read",
    () => {
      check(replayTranslate, "translate", 154 + 154 + 120 + 875);
    },
    TIMEOUT,
  );

  it(
    "agrees on signals",
    () => {
      check(replaySignal, "signal", 1800);
    },
    TIMEOUT,
  );

  it(
    "agrees on ptrace and /proc",
    () => {
      check(replayPtrace, "ptrace", 2060);
    },
    TIMEOUT,
  );

  it(
    "agrees on calls that set IDs, and on programs",
    () => {
      check(replaySetId, "setid", 2860 + 1600);
    },
    TIMEOUT,
  );
});
