import type { EXIT, Io } from "../base/io.ts";
import type { OutputName, Renderers } from "../output/outputs.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { OptionRows } from "./option-row.ts";

/**
 * A command: what there is to say of it, and what it does. What all commands have, such as `--json`, is not in here.
 *
 * Its functions are methods, which TypeScript compares less strictly, so that one table can hold the rows of all commands.
 */
export interface CommandRow<
  Options = object,
  Document extends Answer = Answer,
  Values extends readonly string[] = readonly string[],
> {
  readonly summary: string;
  /** `<value>` has to be there and `[value]` may be; `...` stands for any number. */
  readonly argument?: { readonly name: string; readonly about: string };
  readonly options: OptionRows<Options>;
  /** Options that it has not, though they could be looked for, and what to do instead. */
  readonly absent?: Readonly<Record<string, string>>;
  /** Options that were called otherwise, and the properties of those that they are now. */
  readonly former?: Readonly<Record<string, string>>;
  /** What else the help says; a line that is too long is wrapped. */
  readonly notes?: string;
  /** What each exit code means here; `wrongUse` also stands for input that cannot be read. */
  readonly exits: { readonly yes: string; readonly wrongUse: string } & { readonly [Name in ExitName]?: string };
  readonly examples: readonly string[];
  /** The version of its JSON; it rises when a reader of the older form could misread the new one. */
  readonly version: number;
  run(io: Io, asked: Asked<Options, Values>): Promise<Document | UnreadableDocument>;
  readonly outcomes: { readonly [Outcome in Document["outcome"]]: ExitName };
  /** Whether the user demanded more than this yes. */
  isTooLittle?(document: Document): boolean;
  /** Whether the user cut the work short, which makes a yes an open question. */
  wasInterrupted?(document: Document): boolean;
  readonly renderers: Renderers<Document>;
  /** What is left to do once the document is printed. */
  afterwards?(io: Io, asked: Asked<Options, Values>, document: Document): Promise<void>;
}

/** What a command answers: plain data, printed by one mechanism. */
export interface Answer {
  readonly outcome: string;
}

export interface Asked<Options, Values extends readonly string[] = readonly string[]> {
  readonly values: Values;
  /** Those that are not told per node. */
  readonly options: Options;
  /** All of them as they hold for a node, or for one without a name, once the names of all nodes are known. */
  readonly optionsFor: (nodes: ReadonlySet<string>) => (node: string | undefined) => Options;
  /** What is to be printed, for answers that only some outputs need all of. */
  readonly output: OutputName;
  /** Whether nothing but ASCII is to be printed, for a command that prints before it has its answer. */
  readonly ascii: boolean;
  /** The schema of this command's documents. */
  readonly schema: string;
  /** Tells a value that the user gave from a default. */
  isGiven(option: keyof Options & string): boolean;
}

export type ExitName = keyof typeof EXIT;
