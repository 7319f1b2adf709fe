import { jsonText } from "./json.ts";
import type { Style } from "./style.ts";

/** The ways to print a document. */
export const OUTPUT_NAMES = ["text", "json"] as const;

export type OutputName = (typeof OUTPUT_NAMES)[number];

export interface Output {
  /** What the help says of its option, which is called like it; that without an option is printed when none is given. */
  readonly about?: string;
  /** Writes whatever document; an output without it is one of those commands that bring a writer for it. */
  readonly write?: (document: object) => string;
}

export const OUTPUTS: { readonly [Name in OutputName]: Output } = {
  text: {},
  json: { about: "print a JSON document", write: jsonText },
};

/** What a command writes its documents with, besides the outputs that need nothing of it. */
export type Writers<Document> = { readonly text: Writer<Document> } & {
  readonly [Name in OutputName]?: Writer<Document>;
};

/** The type of a method, which TypeScript compares less strictly: the table of commands has writers of all documents. */
export type Writer<Document> = { write(document: Document, style: Style): string }["write"];

/** The outputs of a command. */
export function outputsOf(writers: Writers<never>): readonly OutputName[] {
  return OUTPUT_NAMES.filter((name) => OUTPUTS[name].write !== undefined || writers[name] !== undefined);
}
