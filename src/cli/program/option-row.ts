/** The options of a command, by the property that each one's value becomes: `idsPerPod` is `--ids-per-pod`. */
export type OptionRows<Options> = {
  readonly [Name in keyof Options]-?: OptionRow<Options[Name], keyof Options & string>;
};

/** An option, told by the type of its value: what has to be said so that no value of another type can come out. */
export type OptionRow<Value, Names = never> = Told<Names> &
  ([Value] extends [true | undefined]
    ? Flag
    : [Value] extends [boolean]
      ? Negation
      : Valued<Exclude<Value, undefined>> & (undefined extends Value ? unknown : Present<Value>));

interface Told<Names> {
  readonly about: string;
  /** Options that it makes no sense with. */
  readonly conflicts?: readonly Names[];
  /** Options one of which it needs to have a meaning. */
  readonly goesWith?: readonly Names[];
  /** A value holds for all nodes, or for one with the name of the node before it, as in `worker-1:6.8`. */
  readonly perNode?: true;
}

interface Flag {
  readonly value?: never;
}

/** `--no-getsubids` makes `getsubids` false, which is true otherwise. */
interface Negation {
  readonly negated: true;
}

type Valued<Value> = {
  readonly value: `<${string}>`;
} & ([Value] extends [readonly (infer Item)[]]
  ? Again<Item> | { read(text: string): Value; readonly again?: never }
  : Read<Value>);

/** Given again, it adds to the list. */
type Again<Item> = {
  readonly again: true;
  /** Whether two items answer the same question, so that one for a node takes the place of one for all. */
  same?(one: Item, other: Item): boolean;
} & Read<Item>;

type Read<Item> =
  | {
      /** Takes what was given before, of an option that can be given again; throws commander's `InvalidArgumentError`. */
      read(text: string, before: readonly Item[]): Item;
    }
  | ([Item] extends [number]
      ? {
          /** A whole number, from the first to the second, both included. */
          readonly whole: readonly [from: number, to: number];
        }
      : [Item] extends [string]
        ? string extends Item
          ? { readonly read?: never }
          : { readonly choices: readonly Item[] }
        : never);

/** What makes sure that there is a value. The help writes a default as it is typed. */
type Present<Value> =
  | { readonly required: true }
  | ({ readonly default: Value } & ([Value] extends [string | number]
      ? { readonly shownDefault?: string }
      : { readonly shownDefault: string }));

/** Any of them, as the program is built from it. */
export interface AnyOptionRow extends Told<string> {
  readonly value?: string;
  readonly negated?: true;
  readonly again?: true;
  readonly whole?: readonly [from: number, to: number];
  readonly choices?: readonly string[];
  readonly required?: true;
  readonly default?: unknown;
  readonly shownDefault?: string;
  readonly perNode?: true;
  read?(text: string, before: readonly unknown[]): unknown;
  same?(one: unknown, other: unknown): boolean;
}

export type AnyOptionRows = Readonly<Record<string, AnyOptionRow>>;
