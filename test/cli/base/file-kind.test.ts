import type { Stats } from "node:fs";
import { expect, it } from "vitest";
import { kindOf } from "../../../src/cli/base/file-kind.ts";

const QUESTIONS = [
  "isFile",
  "isDirectory",
  "isCharacterDevice",
  "isBlockDevice",
  "isFIFO",
  "isSocket",
  "isSymbolicLink",
];

// A test can make no block device without being root.
it.each([
  ["isFile", "a file"],
  ["isDirectory", "a directory"],
  ["isCharacterDevice", "a character device"],
  ["isBlockDevice", "a block device"],
  ["isFIFO", "a named pipe"],
  ["isSocket", "a socket"],
  ["isSymbolicLink", "a symbolic link"],
  ["none of these", "an anonymous inode"],
])("what answers to %s is %s", (asked, kind) => {
  const stats = Object.fromEntries(QUESTIONS.map((question) => [question, () => question === asked]));
  expect(kindOf(stats as unknown as Stats)).toBe(kind);
});
