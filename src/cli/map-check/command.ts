import { Command, InvalidArgumentError, Option } from "commander";
import type { SubordinateIds } from "../../core/forms/subid.ts";
import { renderDecision } from "../decision.ts";
import { EXIT, type Io } from "../io.ts";
import { joinBlocks, wrap } from "../layout.ts";
import { mappingOption } from "../map-option.ts";
import { decimal, integerOption } from "../numbers.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { readTextArguments } from "../text-arguments.ts";
import { checkMap, type MapCheckAsked, WRITERS } from "./check.ts";
import { mapText } from "./map-text.ts";

interface MapCheckOptions extends MapCheckAsked, PrintOptions {}

/**
 * Makes the command `userns-sim map-check`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function mapCheckCommand(io: Io, answer: (code: number) => void): Command {
  return new Command("map-check")
    .description("Tell whether the kernel would take a map, written by whom, and if not, which rule is in the way.")
    .argument("<lines...>", 'the map, a line each ("0 65536 65536"); @FILE, or - for standard input')
    .option("--gid", "it is written to gid_map instead of uid_map")
    .addOption(
      new Option("--as <who>", "who writes: a process of the parent namespace, one inside, or newuidmap(1)")
        .choices(WRITERS)
        .default("parent"),
    )
    .option(
      "--uid <id>",
      "the user that created the namespace and writes, as its parent sees it",
      integerOption(0, 4294967294),
      0,
    )
    .option(
      "--subid <start:count>",
      "what newuidmap may map for the user, as /etc/subuid has it; again for more",
      subid,
    )
    .option("--parent <c:h:size>", "the map of the parent namespace; again for more (default: host)", mappingOption)
    .option("--deny-setgroups", "deny was written to setgroups before")
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (lines: readonly string[], options: MapCheckOptions) => {
      const text = await readTextArguments(io, lines, MAX_BYTES);
      const document = checkMap(mapText(text, options.gid === true), options);
      answer(document.outcome === "taken" ? EXIT.yes : EXIT.no);
      printDocument(io, options, document, (shown, style) =>
        joinBlocks([
          renderDecision(`${shown.call} ${shown.file} by ${shown.writer}`, shown, style),
          shown.advice === null ? [] : wrap(shown.advice, style.width),
        ]),
      );
    });
}

const HELP = `
Text of uid_map goes to the kernel as it is. What userns-sim translate reads,
and container:host:size, is made into such text first.

Exit codes: 0 the kernel takes it; 1 no; 2 wrong use.

Examples:
  userns-sim map-check "0 65536 65536"
  userns-sim map-check "0 4294901760 65536"
  userns-sim map-check --as self --uid 1000 "0 1000 1"
  userns-sim map-check --as newuidmap --uid 1000 --subid 100000:65536 \\
    0:1000:1 1:100000:65536
  userns-sim map-check --parent 0:65536:65536 "0 100000 65536"`;

/** A page is what the kernel reads; a little more shows what it says to more. */
const MAX_BYTES = 65536;

function subid(text: string, before: readonly SubordinateIds[] = []): readonly SubordinateIds[] {
  const [start, count, ...more] = text.split(":").map(decimal);
  if (start === undefined || count === undefined || more.length > 0)
    throw new InvalidArgumentError("Expected start:count, like 100000:65536.");
  return [...before, { owner: "", start, count }];
}
