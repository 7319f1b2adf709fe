import { cut, type Field } from "../form/field-reader.ts";

/** An option and its value; a word that is no option has no name. */
export interface OptionWord {
  readonly name: string | undefined;
  readonly value: Field | undefined;
}

/**
 * Reads the words of a command line as getopt_long(3) does: `--name=value`, `--name value`, `-n value`, `-nvalue`, and
 * options of one letter without values together.
 *
 * @param withValue - the names of the options that have a value, with their hyphens
 */
export function optionsIn(words: readonly Field[], withValue: readonly string[]): readonly OptionWord[] {
  const options: OptionWord[] = [];
  let waiting: string | undefined;
  for (const word of words) {
    if (waiting !== undefined) {
      options.push({ name: waiting, value: unquoted(word) });
      waiting = undefined;
      continue;
    }
    const [name = "", assigned] = /^(--[^=]*)(=?)/.exec(word.text)?.slice(1) ?? [];
    const short = /^-[A-Za-z]/.exec(word.text)?.[0];
    if (name !== "" && assigned === "=") options.push({ name, value: unquoted(cut(word, name.length + 1)) });
    else if (name !== "" && withValue.includes(name)) waiting = name;
    else if (name !== "") options.push({ name, value: undefined });
    else if (short === undefined) options.push({ name: undefined, value: unquoted(word) });
    else if (!withValue.includes(short))
      for (const letter of word.text.slice(1)) options.push({ name: `-${letter}`, value: undefined });
    else if (word.text.length > 2) options.push({ name: short, value: unquoted(cut(word, 2)) });
    else waiting = short;
  }
  const [last] = words.slice(-1);
  if (waiting !== undefined && last !== undefined) options.push({ name: waiting, value: cut(last, last.text.length) });
  return options;
}

/** Without the quotation marks that a shell would take off. */
function unquoted(field: Field): Field {
  const { text } = field;
  return text.length > 1 && /^["']/.test(text) && text.endsWith(text.charAt(0))
    ? cut(field, 1, text.length - 1)
    : field;
}
