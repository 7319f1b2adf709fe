import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, COMMANDS, type CommandName } from "../../../src/cli/commands.ts";
import { outputsOf } from "../../../src/cli/output/outputs.ts";
import { flagOf } from "../../../src/cli/program/option-from.ts";
import type { AnyOptionRow, AnyOptionRows } from "../../../src/cli/program/option-row.ts";
import { changesTold } from "../../support/changes-told.ts";
import { run, type World } from "../run.ts";
import { LINES, wordsOf } from "./samples.ts";
import { valuesOf } from "./values.ts";
import { WORLD } from "./world.ts";

/** Another line than the one before: what is different, and what is typed instead. */
interface Other {
  readonly place: readonly string[];
  readonly name: string;
  readonly argv: readonly string[];
  readonly world?: World;
}

async function told(argv: readonly string[], world: World = {}): Promise<readonly string[]> {
  const { code, stdout, stderr } = await run(argv, { ...WORLD, ...world });
  return [...linesOf(stdout), ...linesOf(stderr).map((line) => `! ${line}`), `exit ${code}`];
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function otherLines(command: CommandName, argv: readonly string[]): readonly Other[] {
  const outputs = outputsOf(COMMANDS[command].renderers).filter((output) => output !== "text");
  const rows: readonly (readonly [string, AnyOptionRow])[] = Object.entries(COMMANDS[command].options as AnyOptionRows);
  return [
    ...outputs.map((output) => ({ place: ["format"], name: output, argv: [...argv, "--format", output] })),
    {
      place: ["terminal"],
      name: "40, plain",
      argv: [...argv, "--ascii"],
      world: { terminal: 40, env: { NO_COLOR: "1" } },
    },
    { place: ["terminal"], name: "100, colours", argv, world: { terminal: 100 } },
    ...argv.map((argument, at) => ({ place: [`without ${argument}`], name: String(at), argv: argv.toSpliced(at, 1) })),
    ...rows.flatMap(([name, row]) => {
      const flag = flagOf(name, row.negated);
      if (row.value === undefined) return [{ place: [flag], name: "given", argv: [...argv, flag] }];
      return valuesOf(command, name, row).map((value) => ({
        place: [flag],
        name: value,
        argv: withOption(argv, flag, value),
      }));
    }),
  ];
}

/** In the place of the value that is there, if there is one. */
function withOption(argv: readonly string[], flag: string, value: string): readonly string[] {
  const at = argv.indexOf(flag);
  return at < 0 ? [...argv, flag, value] : argv.with(at + 1, value);
}

describe.each(COMMAND_NAMES)("lines of %s", (command) => {
  it.each(LINES[command].map((line, at) => [line, at + 1] as const))(
    "answer as in the golden file: %s",
    async (line, number) => {
      const argv = [command, ...wordsOf(line)];
      const others = otherLines(command, argv);
      const answers: (readonly [Other, readonly string[]])[] = [];
      for (const other of others) answers.push([other, await told(other.argv, other.world)]);
      const text = `$ userns-sim ${command} ${line}\n${changesTold(await told(argv), answers)}`;
      await expect(text).toMatchFileSnapshot(`golden/${command}-${number}.golden.txt`);
    },
  );
});
