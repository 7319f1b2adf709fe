import { lineAndColumn } from "../../core/text/line-and-column.ts";
import { Failure } from "../base/failure.ts";
import type { TextFlaw } from "./yaml/limits.ts";

/** The refusal of a file for what stands in it. */
export function flawFailure(name: string, text: string, { flaw, offset }: TextFlaw): Failure {
  const { line, column } = lineAndColumn(text, offset);
  return new Failure(`${name}:${line}:${column}: ${flaw}`);
}
