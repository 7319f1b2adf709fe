import { expect, it } from "vitest";
import { showRuntime } from "../../../../src/core/kubelet/runtime/runtimes.ts";
import { linesOf, nodeAt, ON_RELEASES } from "../support/findings.ts";
import { askingSpec, richNode } from "../support/nodes.ts";
import { runtimePairs } from "../support/runtime-pairs.ts";

it("each pair of runtimes is judged as in the golden file", async () => {
  const legend = new Map<string, string>();
  const letterOf = (line: string): string => {
    const letter = legend.get(line) ?? LETTERS.charAt(legend.size);
    expect(letter).not.toBe("");
    legend.set(line, letter);
    return letter;
  };
  const rows = runtimePairs().map((runtimes) => {
    const names = runtimes.map((runtime) => [JSON.stringify(showRuntime(runtime)), `"${runtime.name}"`] as const);
    const cells = ON_RELEASES.map((where) =>
      linesOf(askingSpec, nodeAt(where, { ...richNode, runtimes }))
        .map((line) => letterOf(names.reduce((text, [shown, name]) => text.replace(shown, name), line)))
        .join(""),
    );
    return [runtimes.map(showRuntime).join(" + ") || "none", ...cells];
  });
  const table = [["", ...ON_RELEASES.map((where) => where.slice("release ".length))], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const shown = table.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join(" ")
      .trimEnd(),
  );
  const lines = [...legend].map(([line, letter]) => `${letter} ${line}`);
  await expect([...shown, "", ...lines].join("\n")).toMatchFileSnapshot("golden/runtimes.golden.txt");
});

/** One for each line that is said of any pair. */
const LETTERS =
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789αβγδεζηθικλμνξοπρστυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюя";
