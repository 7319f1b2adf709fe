import type { FormMaps, FormReadError, IdMap, Result } from "../../../../src/index.ts";
import type { Answer } from "../../../support/edits/matrix.ts";

/** What a reader makes of a text: its maps, or what is wrong. */
export function answerOf(text: string, read: Result<FormMaps, FormReadError>): Answer {
  if (read.ok) return { says: mapsLine(read.value) };
  const { form: _, line, column, found, text: said, owner, cause, errno, ...rest } = read.error as unknown as Fault;
  return {
    says: wordsOf({
      ...rest,
      ...cause,
      ...(errno && { code: `${errno} ${cause?.["code"] ?? rest["code"]}`, errno: undefined }),
    }),
    ...(line !== undefined && column !== undefined && { place: placeIn(text, line, column, found) }),
    ...((said !== undefined || owner !== undefined) && { said: said ?? String(owner) }),
  };
}

export function mapsLine({ uid, gid }: FormMaps): string {
  if (gid === undefined) return `both ${linesOf(uid)}`;
  return linesOf(uid) === linesOf(gid) ? `each ${linesOf(uid)}` : `uid ${linesOf(uid)}, gid ${linesOf(gid)}`;
}

type Facts = Readonly<Record<string, unknown>>;

interface Fault extends Facts {
  readonly line?: number;
  readonly column?: number;
  readonly found?: string;
  readonly text?: string;
  readonly owner?: string;
  readonly errno?: string;
  readonly cause?: Facts;
}

function linesOf({ mappings }: IdMap): string {
  return mappings.length === 0
    ? "none"
    : mappings.map(({ containerId, hostId, size }) => `${containerId}:${hostId}:${size}`).join(" ");
}

/** The values of what is refused: its code, what was expected, and the numbers of a mapping. */
function wordsOf(facts: Facts): string {
  const { code, ...rest } = facts;
  const words = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (typeof value === "string" ? value : `${name} ${plain(value)}`));
  return [code, ...words].join(" ");
}

function plain(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return `(${Object.values(value).map(plain).join(" ")})`;
}

/** What is found stands at its place, whatever else is said of it. */
function placeIn(text: string, line: number, column: number, found: string | undefined): number {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const place = start + column - 1;
  if (found !== undefined && /^[\w:,.=+-]+$/.test(found) && !text.startsWith(found, place))
    throw new Error(`${JSON.stringify(found)} is not at ${line}:${column} of ${JSON.stringify(text)}`);
  return place;
}
