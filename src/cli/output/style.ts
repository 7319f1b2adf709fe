import { ASCII, type Glyphs, UNICODE } from "../../core/drawing/glyphs.ts";
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
