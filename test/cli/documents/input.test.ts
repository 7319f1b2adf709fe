import { describe, expect, it } from "vitest";
import { OtherKind } from "../../../src/cli/base/file-kind.ts";
import type { Io } from "../../../src/cli/base/io.ts";
import { readText, reasonOf } from "../../../src/cli/documents/input.ts";

/** A file that comes in such pieces, and tells how many of them were taken. */
function file(...pieces: readonly string[]): { readonly io: Io; readonly taken: () => number } {
  let taken = 0;
  async function* open(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) {
      taken += 1;
      yield Buffer.from(piece);
    }
  }
  return { io: { open, stdinIsTerminal: false } as Partial<Io> as Io, taken: () => taken };
}

describe("readText", () => {
  it.each([
    ["in one piece", ["x".repeat(2048)]],
    ["piece by piece", ["x".repeat(2047), "x", ""]],
  ])("reads as many bytes as are read at most, and none more, %s", async (_, pieces) => {
    expect(await readText(file(...pieces).io, "f", 2048)).toBe("x".repeat(2048));
    const { io, taken } = file(...pieces, "x", "never asked for");
    await expect(readText(io, "f", 2048, "give less")).rejects.toThrow(
      "f: larger than the 2 KiB that are read at most; give less",
    );
    expect(taken()).toBe(pieces.length + 1);
  });
});

describe("reasonOf", () => {
  it.each([
    [{ code: "ENOENT" }, "no such file"],
    [{ code: "EMFILE" }, "the system's words"],
    [{ code: "__proto__" }, "the system's words"],
    [{}, "the system's words"],
  ])("is in our words where there are some: %j", (fields, said) => {
    expect(reasonOf(Object.assign(new Error("the system's words"), fields))).toBe(said);
  });

  it("is what stands there instead, where it is of another kind", () => {
    expect(reasonOf(new OtherKind("ENOTDIR", "a socket", "a directory"))).toBe("a socket, not a directory");
  });
});
