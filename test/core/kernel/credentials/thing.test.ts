import { expect, it } from "vitest";
import {
  createMount,
  createProcess,
  createUserNamespace,
  existingFile,
  initialNamespace,
  openFile,
} from "../../../../src/kernel.ts";

const process = createProcess();
const file = existingFile({ mode: 0o644 });

it.each([
  ["a process", process],
  ["a user namespace", initialNamespace()],
  ["a mount", createMount()],
  ["a Decision: give its value", openFile(process, file, "r")],
  ["a Result: unwrap it", { ok: true, value: file }],
  ["an object", { mode: 0o644 }],
])("%s in the place of a file is called so", (got, value) => {
  expect(() => openFile(process, value as never, "r")).toThrow(
    new TypeError(`openFile: expected file to be a file made by existingFile or createFile, got ${got}`),
  );
});

it("a file in the place of a process is called so", () => {
  expect(() => openFile(file as never, process as never, "r")).toThrow(/got a file$/);
});

it("a process that was cloned is told that nobody can read its maps", () => {
  expect(() => openFile(structuredClone(process), file, "r")).toThrow(
    /^openFile: expected the uidMap in process to be /,
  );
});

it("a mode that was written without 0o is told how to write it", () => {
  expect(() => existingFile({ mode: 4755 })).toThrow(/expected the mode from 0 to 0o7777, got 4755: .* 0o4755$/);
  expect(() => existingFile({ mode: 4798 })).toThrow(/expected the mode from 0 to 4095, got 4798$/);
});

it("a namespace that was cloned is told the same", () => {
  expect(() => createUserNamespace(structuredClone(initialNamespace()), { id: "pod" })).toThrow(
    /^createUserNamespace: expected the uidMap in .* to be /,
  );
});
