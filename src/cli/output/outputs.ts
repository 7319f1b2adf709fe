import type { Text } from "../base/line.ts";
import { jsonLines } from "./json.ts";
import type { Style } from "./style.ts";

/** The ways to print a document. */
export const OUTPUT_NAMES = ["text", "json", "sarif"] as const;

export type OutputName = (typeof OUTPUT_NAMES)[number];

export interface OutputRow {
  /** What the help says of it. */
  readonly about: string;
  /** Whether an option is called like it, too. */
  readonly short?: true;
  /** Renders whatever document; an output without it is one of those commands that bring a renderer for it. */
  readonly render?: Renderer<object>;
}

export const OUTPUTS: { readonly [Name in OutputName]: OutputRow } = {
  text: { about: "for people" },
  json: { about: "a JSON document", short: true, render: jsonLines },
  sarif: { about: "SARIF 2.1.0, which places that review code show beside the lines" },
};

/** What a command renders its documents with, besides the outputs that need nothing of it. */
export type Renderers<Document> = { readonly text: Renderer<Document> } & {
  readonly [Name in OutputName]?: Renderer<Document>;
};

/** The type of a method, which TypeScript compares less strictly: the table of commands has renderers of all documents. */
export type Renderer<Document> = { render(document: Document, style: Style): Iterable<Text> }["render"];

/** The output where none is asked for. */
export const DEFAULT_OUTPUT: OutputName = "text";

/** The outputs of a command. */
export function outputsOf(renderers: Renderers<never>): readonly OutputName[] {
  return OUTPUT_NAMES.filter((name) => OUTPUTS[name].render !== undefined || renderers[name] !== undefined);
}
