import { InvalidArgumentError } from "commander";

/**
 * Reads an option's value that has to be an integer.
 *
 * @param min - the smallest number accepted
 * @param max - the largest number accepted
 * @returns a reader for commander
 */
export function integerOption(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = decimal(text);
    if (number !== undefined && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}

/**
 * Reads a decimal number.
 *
 * @param text - digits only
 * @returns the number; `undefined` where there is anything else, or more digits than any ID has
 */
export function decimal(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
