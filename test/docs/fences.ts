import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** A fenced block of a page or of a doc comment. */
export interface Fence {
  readonly file: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  /** What follows the backticks: the language, and perhaps more. */
  readonly info: string;
  readonly code: string;
}

/** Every page a reader meets: those at the root, and the guide; not the generated reference. */
export function pages(): string[] {
  return [...filesIn(".", ".md", false), ...filesIn("docs", ".md").filter((file) => !file.startsWith("docs/site/"))];
}

export function sources(): string[] {
  return filesIn("src", ".ts");
}

/** The fences of a page, or of the doc comments of a source file. */
export function fencesIn(file: string): Fence[] {
  const isPage = file.endsWith(".md");
  const fences: Fence[] = [];
  let open: { indent: number; ticks: string; line: number; info: string; code: string[] } | undefined;
  for (const [index, raw] of readFileSync(`${root}/${file}`, "utf8").split("\n").entries()) {
    const line = isPage ? raw : raw.match(/^\s*\* ?(.*)$/)?.[1];
    if (line === undefined) continue;
    const [, blanks = "", ticks = "", info = ""] = line.match(/^(\s*)(`{3,})\s*(.*?)\s*$/) ?? [];
    if (open === undefined) {
      if (ticks !== "") open = { indent: blanks.length, ticks, line: index + 1, info, code: [] };
    } else if (ticks.startsWith(open.ticks) && info === "") {
      fences.push({ file, line: open.line, info: open.info, code: `${open.code.join("\n")}\n` });
      open = undefined;
    } else {
      open.code.push(line.slice(Math.min(open.indent, line.search(/\S|$/))));
    }
  }
  if (open !== undefined) throw new Error(`${file}:${open.line}: a fence is never closed`);
  return fences;
}

function filesIn(folder: string, extension: string, recursive = true): string[] {
  if (!existsSync(`${root}/${folder}`)) return [];
  return readdirSync(`${root}/${folder}`, { recursive, encoding: "utf8" })
    .filter((file) => file.endsWith(extension))
    .map((file) => (folder === "." ? file : `${folder}/${file}`))
    .sort();
}
