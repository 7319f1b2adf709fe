/** A place within a text, both numbers from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One small change of one file. */
export interface Mutant {
  /** From the root, such as `src/core/result.ts`. */
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  /** Stryker's name of the kind of change. */
  readonly mutator: string;
  readonly replacement: string;
}

/** The only changes whose result can bind less tightly than what was there. */
const LOOSER: readonly string[] = ["LogicalOperator", "BooleanLiteral"];

/** The text of the file with the change made. */
export function mutated(text: string, { start, end, mutator, replacement }: Mutant): string {
  const put = LOOSER.includes(mutator) && /\W/.test(replacement) ? `(${replacement})` : replacement;
  return text.slice(0, offsetOf(text, start)) + put + text.slice(offsetOf(text, end));
}

export function offsetOf(text: string, { line, column }: Position): number {
  let start = 0;
  for (let passed = 0; passed < line; passed++) start = text.indexOf("\n", start) + 1;
  return start + column;
}
