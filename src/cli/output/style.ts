import type { Io } from "../base/io.ts";

/** How text is dressed for the place it is printed to. */
export interface Style {
  /** How many columns a line may have, 40 to 200. */
  readonly width: number;
  /** The signs for pictures and tables. */
  readonly glyphs: Glyphs;
  /** Marks what matters most. */
  readonly strong: Dress;
  /** Steps back what matters least. */
  readonly faint: Dress;
  /** Names a pod. */
  readonly pod: Dress;
  /** Marks a no. The text says it in words, too. */
  readonly no: Dress;
}

/** Puts colour around a text, or leaves it alone. */
export type Dress = (text: string) => string;

/** The signs for pictures and tables. */
export interface Glyphs {
  /** From the inside to the host. */
  readonly arrow: string;
  /** A free cell of the picture. */
  readonly free: string;
  /** Signs for a share that is taken, from a little to all. */
  readonly shares: string;
  /** In front of what would not work. */
  readonly cross: string;
  /** In front of what is left undecided. */
  readonly undecided: string;
  /** For nothing. */
  readonly dash: string;
  /** For a part of the picture that is folded away. */
  readonly fold: string;
}

/**
 * Finds out how text is to be dressed.
 * @returns widths, signs and colours. Colours follow NO_COLOR and FORCE_COLOR, and else whether stdout is a terminal.
 */
export function styleFor(io: Pick<Io, "env" | "stdout">, ascii: boolean): Style {
  const colours = wantsColour(io);
  const dress = (code: number): Dress => (colours ? (text) => `\u001b[${code}m${text}\u001b[0m` : (text) => text);
  return {
    width: widthOf(io),
    glyphs: ascii ? ASCII : UNICODE,
    strong: dress(1),
    faint: dress(2),
    pod: dress(36),
    no: dress(31),
  };
}

function wantsColour({ env, stdout }: Pick<Io, "env" | "stdout">): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stdout.isTerminal && TERM !== "dumb";
}

function widthOf({ env, stdout }: Pick<Io, "env" | "stdout">): number {
  const columns = stdout.columns ?? Number(env["COLUMNS"]);
  // Not a number, and a terminal that says 0, mean that nobody knows.
  return columns >= 1 ? Math.min(200, Math.max(40, Math.floor(columns))) : 80;
}

const UNICODE: Glyphs = {
  arrow: "→",
  free: "·",
  shares: "▁▂▃▄▅▆▇█",
  cross: "✗",
  undecided: "?",
  dash: "–",
  fold: "⋮",
};

const ASCII: Glyphs = {
  arrow: "->",
  free: ".",
  shares: "123456789#",
  cross: "x",
  undecided: "?",
  dash: "-",
  fold: ":",
};
