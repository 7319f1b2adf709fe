/** A part of a page that is written from the code: what stands between `<!-- name -->` and `<!-- /name -->`. */
const REGION = /<!-- ([\w-]+) -->(\n?)([\s\S]*?)<!-- \/\1 -->/g;

/** The regions of a page by their names, with what stands in them. */
export function regionsIn(text: string): readonly (readonly [name: string, content: string])[] {
  return [...text.matchAll(REGION)].map(([, name = "", , content = ""]) => [name, content.trimEnd()]);
}

/** The page with other contents in its regions: on lines of their own where the mark ends its line, else within the line. */
export function withRegions(text: string, contentOf: (name: string) => string): string {
  return text.replace(
    REGION,
    (_region, name: string, newline: string) =>
      `<!-- ${name} -->${newline}${contentOf(name)}${newline}<!-- /${name} -->`,
  );
}

/** A table of a page. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), `|${"---|".repeat(header.length)}`, ...rows.map(line)].join("\n");
}

/** Text as code, whatever it holds. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
