import type { Io } from "../base/io.ts";

/** What texts look like in the place that they are printed to. */
export interface Style {
  /** How many columns a line may have, 40 to 200. */
  readonly width: number;
  /** The signs for pictures and tables. */
  readonly glyphs: Glyphs;
  /** Whether nothing but ASCII is written. */
  readonly ascii: boolean;
  /** Whether the source of each rule is shown. */
  readonly sources: boolean;
}

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

/** The little of the world that decides how wide text is. */
type Place = Pick<Io, "env"> & { readonly stdout: Pick<Io["stdout"], "columns"> };

export function styleFor(io: Place, ascii: boolean, sources = false): Style {
  return { width: widthOf(io), glyphs: ascii ? ASCII : UNICODE, ascii, sources };
}

/** Colours follow NO_COLOR and FORCE_COLOR, and else whether stdout is a terminal. */
export function wantsColour(env: Io["env"], isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}

function widthOf({ env, stdout }: Place): number {
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
