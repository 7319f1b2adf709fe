import { EXIT } from "../base/io.ts";
import { wrap } from "../output/layout.ts";
import type { CommandRow, ExitName } from "./command-row.ts";

export function helpText({ notes, exits, examples }: Pick<CommandRow, "notes" | "exits" | "examples">): string {
  const blocks = [
    ...(notes === undefined
      ? []
      : [
          notes
            .split("\n")
            .flatMap((line) => wrap(line, WIDTH))
            .join("\n"),
        ]),
    wrap(`Exit codes: ${exitTexts(exits).join("; ")}.`, WIDTH).join("\n"),
    ["Examples:", ...examples.map((example) => `  ${example.replaceAll("\n", "\n    ")}`)].join("\n"),
  ];
  return blocks.map((block) => `\n${block}`).join("\n");
}

const WIDTH = 80;

/** Each exit code with what it means, in ascending order. */
function exitTexts(exits: CommandRow["exits"]): readonly string[] {
  const names = (Object.keys(EXIT) as ExitName[]).filter((name) => exits[name] !== undefined);
  return names.map((name) => `${EXIT[name]} ${exits[name]}`);
}
