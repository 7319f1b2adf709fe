/** The rows of the table of a page whose header begins with certain columns: the text of their cells. */
export function rowsOf(page: string, header: string): readonly (readonly string[])[] {
  const [, table = ""] = page.split(`\n| ${header} |`);
  const lines = table.split("\n\n", 1)[0]?.split("\n").slice(2) ?? [];
  return lines.map((line) => line.split("|").slice(1, -1)).map((cells) => cells.map((cell) => cell.trim()));
}
