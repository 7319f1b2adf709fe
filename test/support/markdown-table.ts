/** The rows of the table of a page whose header begins with some cells: its cells without the spaces around them. */
export function tableRows(page: string, ...header: readonly string[]): readonly (readonly string[])[] {
  const lines = page.split("\n");
  const cells = (line: string) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
  const at = lines.findIndex((line) => header.every((cell, i) => cells(line)[i] === cell));
  if (at === -1) throw new Error(`expected a table that begins with ${header.join(" | ")}`);
  const rest = lines.slice(at + 2);
  const end = rest.findIndex((line) => !line.startsWith("|"));
  return rest.slice(0, end === -1 ? undefined : end).map(cells);
}
