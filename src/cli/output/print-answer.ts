import type { Io } from "../base/io.ts";
import { OUTPUTS, type OutputName, type Renderers } from "./outputs.ts";
import { styleFor } from "./style.ts";
import { isUnreadable, renderProblems, type UnreadableDocument } from "./unreadable.ts";

/** How an answer is to be printed. */
export interface Printing {
  readonly output: OutputName;
  readonly ascii: boolean;
  readonly sources: boolean;
  readonly schema: string;
}

/** Prints what a command answered, to stdout; what it could not read to stderr, unless the output takes any document. */
export function printAnswer<Document extends { readonly outcome: string }>(
  io: Io,
  { output, ascii, sources, schema }: Printing,
  document: Document | UnreadableDocument,
  renderers: Renderers<Document>,
): void {
  const { render } = OUTPUTS[output];
  const style = styleFor(io, ascii, sources);
  if (render !== undefined) io.stdout.write(render({ schema, ...document }, style));
  else if (isUnreadable(document)) io.stderr.write(renderProblems(document));
  else io.stdout.write((renderers[output] ?? renderers.text)(document, style));
}
