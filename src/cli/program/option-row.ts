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
type Again<Item> = { readonly again: true } & Read<Item>;

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

/** What makes sure that there is a value. */
type Present<Value> =
  | { readonly required: true }
  | {
      readonly default: Value;
      /** How the help writes it, where that is not its JSON. */
      readonly shownDefault?: string;
    };

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
  read?(text: string, before: readonly unknown[]): unknown;
}

export type AnyOptionRows = Readonly<Record<string, AnyOptionRow>>;
