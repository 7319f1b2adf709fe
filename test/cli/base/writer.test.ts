import { describe, expect, it } from "vitest";
import { faint, line, no, pod, strong, type Text } from "../../../src/cli/base/line.ts";
import { Writer, type Writing } from "../../../src/cli/base/writer.ts";

/** What a writer sends, piece by piece. */
function recorded(writing: Partial<Writing>, isTerminal = false): { readonly writer: Writer; readonly sent: string[] } {
  const sent: string[] = [];
  const write = async (text: string): Promise<void> => void sent.push(text);
  const output = { isTerminal, columns: undefined, write };
  return { writer: new Writer(output, { colours: false, ascii: false, ...writing }), sent };
}

function shown(text: Text, writing: Partial<Writing> = {}): string {
  const { writer, sent } = recorded(writing);
  writer.write([text]);
  return sent.join("");
}

const failing = (code: string) => ({
  isTerminal: false,
  columns: undefined,
  write: () => Promise.reject(Object.assign(new Error(code), { code })),
});

describe("a writer", () => {
  const cases: readonly (readonly [Text, string])[] = [
    ["", "\n"],
    [[], "\n"],
    [["a", [{ text: "b" }, "c"]], "abc\n"],
    [line`a ${strong("b")} ${1}`, "a b 1\n"],
    ["a\nb\r\tc", "a\\u000ab\\u000d\\u0009c\n"],
    ["\u001b[31m\u009b7m\u007f", "\\u001b[31m\\u009b7m\\u007f\n"],
    [["\u202e", strong("\u2066\u2028\u2029")], "\\u202e\\u2066\\u2028\\u2029\n"],
    ["\ud800 \udc00 \u{1f600}", "\\ud800 \\udc00 \u{1f600}\n"],
    ["grün → ×", "grün → ×\n"],
  ];

  it.each(cases)("ends lines itself, and shows what is in them: case %#", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it("colours the pieces that are dressed, and nothing else", () => {
    const text = line`a${strong("b")}${faint("")}${no(["c", pod("\u001b[0m")])}`;
    expect(shown(text, { colours: true })).toBe(
      "a\u001b[1mb\u001b[0m\u001b[31mc\u001b[0m\u001b[36m\\u001b[0m\u001b[0m\n",
    );
  });

  it("writes ASCII alone where that is asked for", () => {
    expect(shown(["grün → ", strong("\u{1f600}×")], { ascii: true })).toBe("gr\\u00fcn -> \\u{1f600}x\n");
  });

  it("writes much in pieces", () => {
    const { writer, sent } = recorded({});
    writer.write(Array.from({ length: 3000 }, () => "x".repeat(99)));
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.join("")).toBe(`${"x".repeat(99)}\n`.repeat(3000));
  });

  it("replaces the line that changes, and clears it before what else is written", () => {
    const { writer, sent } = recorded({}, true);
    writer.clearStatus();
    writer.status("one\n");
    writer.status("two");
    writer.write(["a"]);
    writer.status("three");
    writer.clearStatus();
    writer.clearStatus();
    expect(sent).toEqual(["\r\u001b[Kone\\u000a", "\r\u001b[Ktwo", "\r\u001b[Ka\n", "\r\u001b[Kthree", "\r\u001b[K"]);
  });

  it("writes no line that changes where there is no terminal", () => {
    const { writer, sent } = recorded({});
    writer.status("one");
    writer.clearStatus();
    expect(sent).toEqual(["one\n"]);
  });

  it("tells what could not be written, and takes a reader that has seen enough for no failure", async () => {
    const told: unknown[] = [];
    for (const code of ["ENOSPC", "EPIPE"]) {
      const writer = new Writer(failing(code), { colours: false, ascii: false });
      writer.write(["a"]);
      writer.write(["b"]);
      told.push((await writer.failure())?.code);
    }
    expect(told).toEqual(["ENOSPC", undefined]);
    const { writer } = recorded({});
    expect(await writer.failure()).toBeUndefined();
  });
});
