import { InvalidArgumentError, Option } from "commander";
import { Failure } from "../base/failure.ts";
import { decimal } from "../base/numbers.ts";
import type { AnyOptionRow } from "./option-row.ts";

export function optionFrom(name: string, row: AnyOptionRow): Option {
  const { value, negated, required, choices, conflicts } = row;
  const flag = flagOf(name, negated);
  const option = new Option(value === undefined ? flag : `${flag} ${value}`, row.about);
  if (required) option.makeOptionMandatory();
  if (choices !== undefined) option.choices(choices);
  if (conflicts !== undefined) option.conflicts([...conflicts]);
  if (row.default !== undefined) option.default(row.default, row.shownDefault ?? String(row.default));
  const read = row.perNode ? textCollector(row) : readerOf(row);
  return read === undefined ? option : option.argParser(read);
}

/** Reads one value of an option, of those that were given before where it can be given again. */
export function itemReader({ whole, read, choices }: AnyOptionRow): Reader {
  if (whole !== undefined) return wholeNumber(...whole);
  return read ?? (choices && new Option("--choices <value>").choices(choices).parseArg) ?? ((text) => text);
}

/** An option that no help shows, and that only says what to do instead. */
export function absentOption(name: string, instead: string): Option {
  return new Option(`${flagOf(name)} <value>`).hideHelp().argParser(() => {
    throw new Failure(`${flagOf(name)} is not modelled: ${instead}`);
  });
}

/** An option that no help shows, and that only says what it is called now. */
export function formerOption(name: string, now: string): Option {
  return new Option(`${flagOf(name)} <value>`).hideHelp().argParser(() => {
    throw new Failure(`the option ${flagOf(name)} is called ${flagOf(now)} now`);
  });
}

/** The flag of an option: that of `idsPerPod` is `--ids-per-pod`, or `--no-ids-per-pod` where it is a negation. */
export function flagOf(name: string, negated?: true): string {
  return `--${negated ? "no-" : ""}${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

type Reader = (text: string, before: readonly unknown[]) => unknown;

function readerOf(row: AnyOptionRow): ((text: string, before: unknown) => unknown) | undefined {
  if (row.value === undefined) return undefined;
  const one = itemReader(row);
  if (!row.again) return (text) => one(text, []);
  return (text, before) => {
    const list = before === undefined || before === row.default ? [] : (before as readonly unknown[]);
    return [...list, one(text, list)];
  };
}

/** What may begin with the name of a node can be read only once the names are known; the rest is tried at once. */
function textCollector(row: AnyOptionRow): (text: string, before: unknown) => readonly string[] {
  const one = itemReader(row);
  return (text, before) => {
    if (!text.includes(":")) one(text, []);
    return [...((before ?? []) as readonly string[]), text];
  };
}

function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = decimal(text);
    if (number !== undefined && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${from} to ${to}.`);
  };
}
