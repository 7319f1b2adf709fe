import { describe, expect, it } from "vitest";
import { JsonReader } from "../../../../src/core/json/json-reader.ts";
import { jsonFault } from "../../../../src/core/json/json-syntax.ts";
import { EDITS } from "../../../support/edits/edits.ts";
import { type Answer, matrixOf, textTable } from "../../../support/edits/matrix.ts";

const TEXTS = [
  '{"a":[1,{}],"b":"x"}',
  " [true , false,null]\n",
  "-10.25e+30",
  '["\\u00fF\\n\\"",0.0E-1]',
  '{"a": {"b" :[[ ]]} }',
  '"é\u2028"',
];

/** Every part of a value as a reader gives it. */
function readAll(reader: JsonReader<"x">): unknown {
  const kind = reader.kind();
  if (kind === "array") return Array.from(reader.entries(), () => readAll(reader));
  if (kind === "object") return Object.fromEntries(Array.from(reader.keys(), (key) => [key, readAll(reader)]));
  const value: unknown = JSON.parse(reader.peek());
  expect(value === null ? "null" : typeof value).toBe(kind);
  reader.skip();
  return value;
}

function answerOf(text: string): Answer {
  const fault = jsonFault(text);
  if (fault !== undefined) {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    return { says: `${fault.code} ${fault.expected}`, place: fault.at };
  }
  const value: unknown = JSON.parse(text);
  const [read, skipped] = [new JsonReader("x", text), new JsonReader("x", text)];
  expect(readAll(read)).toEqual(value);
  skipped.skip();
  expect([read.at, skipped.at]).toEqual([text.length, text.length]);
  return { says: "JSON" };
}

describe("every small change of a JSON text", () => {
  it("is JSON where JSON.parse reads it, is read as that does, and has the fault of the golden file", async () => {
    const pictures = TEXTS.map((text) => matrixOf(textTable(text, EDITS, answerOf)));
    await expect(pictures.join("\n")).toMatchFileSnapshot("golden/json.golden.txt");
  });
});
