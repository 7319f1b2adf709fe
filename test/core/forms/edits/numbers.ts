import { seen } from "../../../support/edits/edits.ts";
import { type Answer, matrixOf } from "../../../support/edits/matrix.ts";

/** Numbers at which something ends, and texts that some programs read as a number. */
const TELLING = [
  ...["", "00", "08", "010", "0x10", "0X1F", "0x", "+1", "-1", "-0", "1_0", "1e3", "1.5", "0b1", "0o7", "\u0663"],
  ...["0", "1", "65534", "65535", "65536", "2147483647", "2147483648", "4294967293", "4294967294", "4294967295"],
  ...["4294967296", "4294967297", "8589934597", "9007199254740993", "18446744073709551615", "18446744073709551616"],
  ...["99999999999999999999", "-4294967290", "-2147483648", "-2147483649"],
  "0000000000000000000000007",
  "10000000000000000001",
];

/** Whether one of the numbers of a text can be another one. */
export function hasNumber(text: string): boolean {
  return /\d/.test(text);
}

/**
 * What becomes of a text when one of its numbers is another one: a column for each number of the text. `.` is a map that has
 * the other number in its place.
 */
export function numbersOf(text: string, answer: (text: string) => Answer): string {
  const own = answer(text);
  const numbers = [...text.matchAll(/\d+/g)];
  return matrixOf({
    title: `${seen(text)}, its numbers ${numbers.map(([digits]) => digits).join(" ")}`,
    own,
    columns: numbers.length,
    rows: TELLING.map((other) => ({
      name: other === "" ? "nothing" : other,
      at: (column) => {
        const { 0: digits, index } = numbers[column] as RegExpExecArray;
        const given = answer(`${text.slice(0, index)}${other}${text.slice(index + digits.length)}`);
        return { ...given, says: inShort(given.says, own.says, digits, other) };
      },
    })),
  });
}

/** The number as which a text was read, where the map is the same but for it; and of a map that is refused, the reason. */
function inShort(says: string, own: string, digits: string, other: string): string {
  if (says === own) return says;
  const places = [...own.matchAll(new RegExp(`(?<!\\w)${digits}\\b`, "g"))].map(({ index }) => index);
  const readings = new Set([...says.matchAll(/\b\d+\b/g)].map(([read]) => read));
  for (const read of readings)
    if ([places, ...places.map((place) => [place])].some((some) => replaced(own, some, digits, read) === says))
      return read === other ? "read as it is" : `read as ${read}`;
  return says.replace(/^(EINVAL \S+)( \w+)? index (\d+).*/, "$1$2 $3");
}

function replaced(text: string, places: readonly number[], digits: string, by: string): string {
  return places.reduceRight((rest, place) => `${rest.slice(0, place)}${by}${rest.slice(place + digits.length)}`, text);
}
