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
  if (row.default !== undefined) option.default(row.default, row.shownDefault);
  const read = readerOf(row, option);
  return read === undefined ? option : option.argParser(read);
}

/** An option that no help shows, and that only says what to do instead. */
export function absentOption(name: string, instead: string): Option {
  return new Option(`${flagOf(name)} <value>`).hideHelp().argParser(() => {
    throw new Failure(`${flagOf(name)} is not modelled: ${instead}`);
  });
}

/** The flag of an option: that of `idsPerPod` is `--ids-per-pod`, or `--no-ids-per-pod` where it is a negation. */
export function flagOf(name: string, negated?: true): string {
  return `--${negated ? "no-" : ""}${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

type Reader = (text: string, before: unknown) => unknown;

function readerOf({ whole, again, read, default: unset }: AnyOptionRow, option: Option): Reader | undefined {
  const one = whole === undefined ? (read ?? option.parseArg) : wholeNumber(...whole);
  if (!again) return one === undefined ? undefined : (text) => one(text, []);
  return (text, before) => {
    const list = before === undefined || before === unset ? [] : (before as readonly unknown[]);
    return [...list, one === undefined ? text : one(text, list)];
  };
}

function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = decimal(text);
    if (number !== undefined && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${from} to ${to}.`);
  };
}
