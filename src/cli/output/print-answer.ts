import type { Io } from "../base/io.ts";
import { asciiOnly } from "../base/printable.ts";
import { OUTPUTS, type OutputName, type Writers } from "./outputs.ts";
import { styleFor } from "./style.ts";
import { isUnreadable, renderProblems, type UnreadableDocument } from "./unreadable.ts";

/** How an answer is to be printed. */
export interface Printing {
  readonly output: OutputName;
  readonly ascii: boolean;
  readonly schema: string;
}

/** Prints what a command answered, to stdout; what it could not read to stderr, unless the output takes any document. */
export function printAnswer<Document extends { readonly outcome: string }>(
  io: Io,
  { output, ascii, schema }: Printing,
  document: Document | UnreadableDocument,
  writers: Writers<Document>,
): void {
  const { write } = OUTPUTS[output];
  const plain = (text: string): string => (ascii ? asciiOnly(text) : text);
  if (write !== undefined) io.stdout.write(write({ schema, ...document }));
  else if (isUnreadable(document)) io.stderr.write(plain(renderProblems(document)));
  else io.stdout.write(plain((writers[output] ?? writers.text)(document, styleFor(io, ascii))));
}
