import type { Io } from "./io.ts";
import { isUnreadable, renderProblems, type UnreadableDocument } from "./output/unreadable.ts";
import { asciiOnly } from "./printable.ts";
import { type Style, styleFor } from "./style.ts";

/** How a document is to be printed. */
export interface PrintOptions {
  /** As JSON. */
  readonly json?: true;
  /** As text, with ASCII characters only. */
  readonly ascii?: true;
}

/**
 * Prints the document that a command made.
 *
 * @typeParam D - a document with an answer
 * @param io - where it goes: an answer to stdout, problems to stderr unless they are wanted as JSON
 * @param options - how it is to be printed
 * @param document - the document
 * @param render - writes an answer as text
 */
export function printDocument<D extends { readonly outcome: string }>(
  io: Io,
  options: PrintOptions,
  document: D | UnreadableDocument,
  render: (document: D, style: Style) => string,
): void {
  const ascii = options.ascii === true;
  const plain = (text: string): string => (ascii ? asciiOnly(text) : text);
  if (options.json) io.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  else if (isUnreadable(document)) io.stderr.write(plain(renderProblems(document)));
  else io.stdout.write(plain(render(document, styleFor(io, ascii))));
}
