import { cut, type Field } from "../form/field-reader.ts";

/** An option and its value; a word that is no option has no name. */
export interface OptionWord {
  readonly name: string | undefined;
  readonly value: Field | undefined;
}

/** What getopt_long(3) is told of the options of a command. */
export interface OptionNames {
  /** The options that have a value, with their hyphens. */
  readonly withValue: readonly string[];
  /** The other long options, where all of them are known: then each may be shortened to what no other one begins with. */
  readonly flags?: readonly string[];
  /** What ends the options: two hyphens, or also the first word that is none; nothing where there is no command. */
  readonly end?: "--" | "word";
}

/**
 * Reads the words of a command line as getopt_long(3) does: `--name=value`, `--name value`, `-n value`, `-nvalue`, and
 * options of one letter together. What stands behind the last one is of the command that is run.
 */
export function optionsIn(words: readonly Field[], { withValue, flags, end }: OptionNames): readonly OptionWord[] {
  const options: OptionWord[] = [];
  let waiting: string | undefined;
  for (const word of words) {
    if (waiting !== undefined) {
      options.push({ name: waiting, value: unquoted(word) });
      waiting = undefined;
      continue;
    }
    if (end !== undefined && word.text === "--") break;
    const [given = "", assigned] = /^(--[^=]*)(=?)/.exec(word.text)?.slice(1) ?? [];
    const name = flags === undefined ? given : fullName(given, [...withValue, ...flags]);
    const isShort = /^-[A-Za-z]/.test(word.text);
    if (name !== "" && assigned === "=") options.push({ name, value: unquoted(cut(word, given.length + 1)) });
    else if (name !== "" && withValue.includes(name)) waiting = name;
    else if (name !== "") options.push({ name, value: undefined });
    else if (isShort) waiting = readLetters(word, withValue, options);
    else if (end === "word") break;
    else options.push({ name: undefined, value: unquoted(word) });
  }
  const [last] = words.slice(-1);
  if (waiting !== undefined && last !== undefined) options.push({ name: waiting, value: cut(last, last.text.length) });
  return options;
}

/** The one option that a name begins, where there is one. */
function fullName(given: string, all: readonly string[]): string {
  const [name, ...others] = all.filter((each) => each.startsWith(given));
  return name === undefined || others.length > 0 || given === "" ? given : name;
}

/** Letters up to the first that has a value; gives that one where its value is the next word. */
function readLetters(word: Field, withValue: readonly string[], options: OptionWord[]): string | undefined {
  for (let at = 1; at < word.text.length; at++) {
    const name = `-${word.text.charAt(at)}`;
    if (!withValue.includes(name)) options.push({ name, value: undefined });
    else if (at + 1 === word.text.length) return name;
    else {
      options.push({ name, value: unquoted(cut(word, at + 1)) });
      break;
    }
  }
  return undefined;
}

/** Without the quotation marks that a shell would take off. */
function unquoted(field: Field): Field {
  const { text } = field;
  return text.length > 1 && /^["']/.test(text) && text.endsWith(text.charAt(0))
    ? cut(field, 1, text.length - 1)
    : field;
}
