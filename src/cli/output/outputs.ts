import type { Text } from "../base/line.ts";
import { jsonLines } from "./json.ts";
import type { Style } from "./style.ts";

/** The ways to print a document. */
export const OUTPUT_NAMES = ["text", "json"] as const;

export type OutputName = (typeof OUTPUT_NAMES)[number];

export interface OutputRow {
  /** What the help says of its option, which is called like it; that without an option is printed when none is given. */
  readonly about?: string;
  /** Renders whatever document; an output without it is one of those commands that bring a renderer for it. */
  readonly render?: Renderer<object>;
}

export const OUTPUTS: { readonly [Name in OutputName]: OutputRow } = {
  text: {},
  json: { about: "print a JSON document", render: jsonLines },
};

/** What a command renders its documents with, besides the outputs that need nothing of it. */
export type Renderers<Document> = { readonly text: Renderer<Document> } & {
  readonly [Name in OutputName]?: Renderer<Document>;
};

/** The type of a method, which TypeScript compares less strictly: the table of commands has renderers of all documents. */
export type Renderer<Document> = { render(document: Document, style: Style): Iterable<Text> }["render"];

/** The outputs of a command. */
export function outputsOf(renderers: Renderers<never>): readonly OutputName[] {
  return OUTPUT_NAMES.filter((name) => OUTPUTS[name].render !== undefined || renderers[name] !== undefined);
}
