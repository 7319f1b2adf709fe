import { Command } from "commander";
import { Failure } from "../base/failure.ts";
import { EXIT, type Io } from "../base/io.ts";
import { schemaOf } from "../output/json.ts";
import { OUTPUTS } from "../output/outputs.ts";
import { printAnswer } from "../output/print-answer.ts";
import { isUndecided, Undecided, type UndecidedDocument } from "../output/undecided.ts";
import { isUnreadable, type UnreadableDocument } from "../output/unreadable.ts";
import type { Answer, Asked, CommandRow } from "./command-row.ts";
import { helpText } from "./help-text.ts";
import { absentOption, flagOf, formerOption, optionFrom } from "./option-from.ts";
import type { AnyOptionRows } from "./option-row.ts";
import { optionsPerNode, withoutNodes } from "./options-per-node.ts";
import { outputIn, outputOptions } from "./output-options.ts";

/** Makes a command of its row, for a world to run in. `answer` is given its exit code. */
export function commandFrom(name: string, row: CommandRow, io: Io, answer: (code: number) => void): Command {
  const command = new Command(name).description(row.summary).addHelpText("after", helpText(row));
  if (row.argument !== undefined) command.argument(row.argument.name, row.argument.about);
  for (const [key, option] of Object.entries(row.options as AnyOptionRows)) command.addOption(optionFrom(key, option));
  for (const [key, instead] of Object.entries(row.absent ?? {})) command.addOption(absentOption(key, instead));
  for (const [key, now] of Object.entries(row.former ?? {})) command.addOption(formerOption(key, now));
  for (const option of outputOptions(row.renderers)) command.addOption(option);
  return command.action(async () => {
    const options = command.opts();
    const rows = row.options as AnyOptionRows;
    const isGiven = (option: string): boolean => command.getOptionValueSource(option) === "cli";
    refuseAlone(rows, isGiven);
    const asked = {
      values: command.args,
      options: withoutNodes(rows, options),
      optionsFor: (nodes: ReadonlySet<string>) => optionsPerNode(rows, command.options, options, nodes),
      output: outputIn(options),
      ascii: options["ascii"] === true,
      schema: schemaOf(name, row.version),
      isGiven,
    };
    const document = await answerOf(row, io, asked);
    answer(exitCode(row, document));
    const printing = {
      output: asked.output,
      ascii: asked.ascii,
      sources: options["sources"] === true,
      schema: asked.schema,
    };
    printAnswer(io, printing, document, row.renderers);
    if (!isUnreadable(document) && !isUndecided(document)) await row.afterwards?.(io, asked, document);
  });
}

/** Refuses an option without any of those that give it a meaning. */
function refuseAlone(rows: AnyOptionRows, isGiven: (option: string) => boolean): void {
  for (const [name, { goesWith = [] }] of Object.entries(rows)) {
    if (goesWith.length === 0 || !isGiven(name) || goesWith.some(isGiven)) continue;
    const others = goesWith.map((other) => flagOf(other));
    const those = [...others.slice(0, -2), others.slice(-2).join(" or ")].join(", ");
    throw new Failure(`${flagOf(name)} has a meaning with ${those} only`);
  }
}

type AnyAnswer = Answer | UnreadableDocument | UndecidedDocument;

/** Where the text of a map has several readings, they are a document for who asked for one, and a failure for people. */
async function answerOf(row: CommandRow, io: Io, asked: Asked<object>): Promise<AnyAnswer> {
  try {
    return await row.run(io, asked);
  } catch (error) {
    if (error instanceof Undecided && OUTPUTS[asked.output].render !== undefined) return error.document;
    throw error;
  }
}

function exitCode(row: CommandRow, document: AnyAnswer): number {
  if (isUnreadable(document) || isUndecided(document)) return EXIT.wrongUse;
  const name = row.outcomes[document.outcome] ?? "wrongUse";
  if (name !== "yes") return EXIT[name];
  if (row.isTooLittle?.(document)) return EXIT.no;
  return row.wasInterrupted?.(document) ? EXIT.interrupted : EXIT.yes;
}
