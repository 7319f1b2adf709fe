import { expect, it } from "vitest";
import { isAnswer } from "../../../../src/core/lesson/answer/is-answer.ts";

const cases: readonly (readonly [text: string, answer: number | string, is: boolean])[] = [
  ["65534", 65534, true],
  [" 65534\n", 65534, true],
  ["065534", 65534, true],
  ["0xfffe", 65534, false],
  ["65534.0", 65534, false],
  ["", 0, false],
  ["-0", 0, false],
  ["eacces", "EACCES", true],
  ["EPERM", "EACCES", false],
  ["Allowed", "ok", true],
  ["erlaubt", "ok", true],
  ["ja", "ok", true],
  ["Ja", "yes", true],
  ["nein", "no", true],
  ["yes", "no", false],
  ["no mapping", "unmapped", true],
  ["ohne Zuordnung", "unmapped", true],
  ["", "", true],
  ["x", "constructor", false],
  ["constructor", "constructor", true],
];

it.each(cases)("%j for %j: %s", (text, answer, is) => {
  expect(isAnswer(text, answer)).toBe(is);
});
