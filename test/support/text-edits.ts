/** What a character is changed into. */
const ALPHABET = ["0", "7", "a", "z", "A", "_", ".", "-", "+", "~", "^", ":", "/", "@", "=", " ", "\t", "\n", "é"];

/** Each place of a text: the text without its character, then with each of others in its place, then with each before it. */
function textEdits(text: string): readonly (readonly string[])[] {
  const characters = [...text];
  return [...characters, ""].map((character, at) => {
    const before = characters.slice(0, at).join("");
    const after = characters.slice(at + 1).join("");
    const changed = character === "" ? [] : [before + after, ...ALPHABET.map((other) => before + other + after)];
    return [...changed, ...ALPHABET.map((other) => before + other + character + after)];
  });
}

/**
 * A line for each place of a text: its character, a letter for the text without it, one for each that stands in its place,
 * one for each that stands before it.
 */
export function textGrid(text: string, letterOf: (edited: string) => string): string {
  const characters = [...text, ""];
  const rows = textEdits(text).map((edits, at) => {
    const letters = edits.map(letterOf);
    const parts =
      characters[at] === ""
        ? ["", "", letters]
        : [letters.slice(0, 1), letters.slice(1, -ALPHABET.length), letters.slice(-ALPHABET.length)];
    const [gone = "", instead = "", before = ""] = parts.map((part) => [...part].join(""));
    return [JSON.stringify(characters[at]).padEnd(3), gone.padEnd(1), instead.padEnd(ALPHABET.length), before]
      .join(" ")
      .trimEnd();
  });
  const head = ALPHABET.map((character) => JSON.stringify(character).slice(1, -1).at(-1)).join("");
  return [JSON.stringify(text), `      ${head} ${head}`, ...rows].join("\n");
}
