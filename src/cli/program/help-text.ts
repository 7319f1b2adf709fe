import { EXIT } from "../base/io.ts";
import { plain } from "../base/line.ts";
import { wrap } from "../output/layout.ts";
import type { CommandRow, ExitName } from "./command-row.ts";

export function helpText({ notes, exits, examples }: Pick<CommandRow, "notes" | "exits" | "examples">): string {
  const blocks = [
    ...(notes === undefined ? [] : [notes.split("\n").flatMap(folded).join("\n")]),
    folded(`Exit codes: ${exitTexts(exits).join("; ")}.`).join("\n"),
    ["Examples:", ...examples.map((example) => `  ${example.replaceAll("\n", "\n    ")}`)].join("\n"),
  ];
  return blocks.map((block) => `\n${block}`).join("\n");
}

const WIDTH = 80;

function folded(line: string): readonly string[] {
  return wrap(line, WIDTH).map(plain);
}

/** Each exit code with what it means, in ascending order. */
function exitTexts(exits: CommandRow["exits"]): readonly string[] {
  const names = (Object.keys(EXIT) as ExitName[]).filter((name) => exits[name] !== undefined);
  return names.map((name) => `${EXIT[name]} ${exits[name]}`);
}
