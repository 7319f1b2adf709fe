/** How many characters of a text an error quotes. */
const MAX_SHOWN = 20;

/** At most 20 characters, an ellipsis for the rest; what one could not see is escaped. */
export function shown(text: string): string {
  return shorten(text, HIDDEN, spellCharacter);
}

/** The whole text, in which what one could not see is escaped. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => spellCharacter(hexOf(character)));
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

function spellCharacter(hex: string): string {
  return `\\u{${hex}}`;
}

function hexOf(character: string): string {
  return Number(character.codePointAt(0)).toString(16);
}

/** The same as {@link shown} for bytes, one character 0 to 255 for each: what is not printable ASCII is a byte, not a letter. */
export function shownBytes(bytes: string): string {
  return shorten(bytes, /[^ -~]/g, (hex) => `\\x${hex.padStart(2, "0")}`);
}

function shorten(text: string, hidden: RegExp, spell: (hex: string) => string): string {
  // A character takes two units at most, so this many hold one more than is shown, if there is one more.
  const start = Array.from(text.slice(0, 2 * MAX_SHOWN + 2));
  const seen = start
    .slice(0, MAX_SHOWN)
    .join("")
    .replace(hidden, (character) => spell(hexOf(character)));
  return start.length > MAX_SHOWN ? `${seen}…` : seen;
}
