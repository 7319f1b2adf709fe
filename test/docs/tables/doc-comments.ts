import { readdirSync } from "node:fs";
import { page } from "../../support/counts.ts";
import { root } from "../fences.ts";

/** The doc comment of what a file in or below a folder exports under a name, without its stars. */
export function docOf(folder: string, name: string): string {
  const files = readdirSync(`${root}/${folder}`, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  for (const file of files) {
    const [before, declared] = page(`${folder}/${file}`).split(
      new RegExp(`^export (?:function|const) ${name}\\b`, "m"),
    );
    if (declared !== undefined) return plain(before?.slice(before.lastIndexOf("/**")) ?? "");
  }
  throw new Error(`nothing in ${folder} exports ${name}`);
}

/** The doc comments of the properties of an interface, by their names. */
export function docsIn(path: string, name: string): ReadonlyMap<string, string> {
  const [, declared = ""] = page(path).split(new RegExp(`^export interface ${name}\\b.*$`, "m"));
  const properties = declared.split(/^}$/m)[0]?.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\s*readonly "?([\w-]+)/g) ?? [];
  return new Map([...properties].map(([, comment = "", property = ""]) => [property, plain(comment)]));
}

/** What a doc comment says behind `- Word: `, without the full stop. */
export function itemOf(doc: string, word: string): string {
  const [, text] = new RegExp(`^- ${word}: ([\\s\\S]+?)(?=\\n- |\\n\\n|\\n@|$(?![\\s\\S]))`, "m").exec(doc) ?? [];
  if (text === undefined) throw new Error(`expected "- ${word}: …" in the doc comment\n${doc}`);
  return text.replace(/\s+/g, " ").replace(/\.$/, "");
}

function plain(comment: string): string {
  const lines = comment.replace(/^\/\*\*|\*\/\s*$/g, "").split("\n");
  return lines
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join("\n")
    .trim();
}
