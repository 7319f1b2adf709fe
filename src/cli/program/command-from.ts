import { Command } from "commander";
import { EXIT, type Io } from "../base/io.ts";
import { schemaOf } from "../output/json.ts";
import { printAnswer } from "../output/print-answer.ts";
import { isUnreadable, type UnreadableDocument } from "../output/unreadable.ts";
import type { Answer, CommandRow } from "./command-row.ts";
import { helpText } from "./help-text.ts";
import { absentOption, optionFrom } from "./option-from.ts";
import type { AnyOptionRows } from "./option-row.ts";
import { optionsPerNode, withoutNodes } from "./options-per-node.ts";
import { outputIn, outputOptions } from "./output-options.ts";

/** Makes a command of its row, for a world to run in. `answer` is given its exit code. */
export function commandFrom(name: string, row: CommandRow, io: Io, answer: (code: number) => void): Command {
  const command = new Command(name).description(row.summary).addHelpText("after", helpText(row));
  if (row.argument !== undefined) command.argument(row.argument.name, row.argument.about);
  for (const [key, option] of Object.entries(row.options as AnyOptionRows)) command.addOption(optionFrom(key, option));
  for (const [key, instead] of Object.entries(row.absent ?? {})) command.addOption(absentOption(key, instead));
  for (const option of outputOptions(row.renderers)) command.addOption(option);
  return command.action(async () => {
    const options = command.opts();
    const rows = row.options as AnyOptionRows;
    const asked = {
      values: command.args,
      options: withoutNodes(rows, options),
      optionsFor: (nodes: ReadonlySet<string>) => optionsPerNode(rows, command.options, options, nodes),
      output: outputIn(options),
      ascii: options["ascii"] === true,
      schema: schemaOf(name, row.version),
      isGiven: (option: string) => command.getOptionValueSource(option) === "cli",
    };
    const document = await row.run(io, asked);
    answer(exitCode(row, document));
    const printing = {
      output: asked.output,
      ascii: asked.ascii,
      sources: options["sources"] === true,
      schema: asked.schema,
    };
    printAnswer(io, printing, document, row.renderers);
    if (!isUnreadable(document)) await row.afterwards?.(io, asked, document);
  });
}

function exitCode(row: CommandRow, document: Answer | UnreadableDocument): number {
  if (isUnreadable(document)) return EXIT.wrongUse;
  const name = row.outcomes[document.outcome] ?? "wrongUse";
  if (name !== "yes") return EXIT[name];
  if (row.isTooLittle?.(document)) return EXIT.no;
  return row.wasInterrupted?.(document) ? EXIT.interrupted : EXIT.yes;
}
