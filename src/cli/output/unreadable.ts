import { count } from "../base/words.ts";

/** What has problems that make an answer impossible, manifests for example. Exit code 2, whatever the command. */
export interface UnreadableDocument extends Problems {
  readonly outcome: "unreadable";
}

export interface Problems {
  /** The first of them. */
  readonly problems: readonly ProblemFacts[];
  /** How many there are in all. */
  readonly problemCount: number;
}

export interface ProblemFacts {
  /** What kind of problem it is. */
  readonly code: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The way from the document to the value; empty for the document itself. */
  readonly path: string;
  /** The problem in words. */
  readonly message: string;
}

export function isUnreadable(document: { readonly outcome: string }): document is UnreadableDocument {
  return document.outcome === "unreadable";
}

/** One problem a line, in the form that editors and terminals make a link of. */
export function renderProblems({ problems, problemCount }: Problems): readonly string[] {
  const lines = problems.map(
    ({ file, line, column, path, message }) => `${file}:${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`,
  );
  const more = problemCount - problems.length;
  return more > 0 ? [...lines, `and ${count(more, "more problem")}`] : lines;
}
