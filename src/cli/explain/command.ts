import { Command, InvalidArgumentError, Option } from "commander";
import type { Capability } from "../../core/kernel/credentials/capability.ts";
import { explainedDecision, renderDecision } from "../decision.ts";
import { Failure } from "../failure.ts";
import { EXIT, type Io } from "../io.ts";
import { joinBlocks } from "../layout.ts";
import { mappingOption } from "../map-option.ts";
import { decimal, integerOption } from "../numbers.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import {
  type Asked,
  ask,
  FILE_QUESTIONS,
  type Owner,
  optionsApart,
  PROCESS_QUESTIONS,
  readCapabilities,
} from "./ask.ts";
import type { ExplainDocument } from "./json.ts";

interface ExplainOptions extends Omit<Asked, "caps">, PrintOptions {
  readonly caps?: readonly Capability[];
}

/**
 * Makes the command `userns-sim explain`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function explainCommand(io: Io, answer: (code: number) => void): Command {
  const id = integerOption(0, MAX_ID);
  return new Command("explain")
    .description("Ask the kernel one question about a file or a process, and hear how it decides.")
    .addOption(
      new Option("--op <name>", "what is tried").choices([...FILE_QUESTIONS, ...PROCESS_QUESTIONS]).default("read"),
    )
    .option("--map <c:h:size>", "the map of who asks, users and groups; again for more (default: host)", mappingOption)
    .option("--uid <id>", "its user ID, as its namespace sees it", id, 0)
    .option("--gid <id>", "its group ID", id, 0)
    .option("--group <id>", "a further group; again for more", gather(id))
    .option("--caps <names>", "its capabilities: all, none, or names (default: all for user 0)", readCapabilities)
    .option("--owner <uid:gid>", "who owns the file, on disk", owner, ROOT)
    .addOption(new Option("--mode <octal>", "the mode of the file").argParser(octal).default(0o644, "0644"))
    .addOption(
      new Option("--directory <uid:gid:mode>", "the directory of the file, for create and unlink")
        .argParser(directory)
        .default(ROOT_DIRECTORY, "0:0:0755"),
    )
    .option("--idmapped", "the file is on a mount with the map of who asks")
    .option("--to <uid:gid>", "whom chown gives it to", owner, ROOT)
    .option("--target <uid:gid>", "the other process, as its namespace sees it", owner, ROOT)
    .option("--target-map <c:h:size>", "the map of the other process; again for more (default: host)", mappingOption)
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action((options: ExplainOptions, command: Command) => {
      refuseOptionsApart(command, options.op);
      if (options.idmapped === true && options.map === undefined)
        throw new Failure("--idmapped has a meaning with --map only: the host has no map to give to a mount");
      const { question, decision } = ask(options);
      const outcome = decision.allowed ? "allowed" : "refused";
      answer(decision.allowed ? EXIT.yes : EXIT.no);
      const document: ExplainDocument = {
        schema: "userns-sim/explain/1",
        outcome,
        question,
        ...explainedDecision(decision),
      };
      printDocument(io, options, document, (shown, style) =>
        joinBlocks([renderDecision(shown.question, shown, style)]),
      );
    });
}

const MAX_ID = 4294967294;
const ROOT: Owner = { uid: 0, gid: 0 };
const ROOT_DIRECTORY: Asked["directory"] = { ...ROOT, mode: 0o755 };

const HELP = `
Exit codes: 0 allowed; 1 refused; 2 wrong use.

Examples:
  userns-sim explain --map 0:65536:65536 --owner 0:0 --mode 0600 --op read
  userns-sim explain --map 0:65536:65536 --idmapped --mode 0600 --op write
  userns-sim explain --map 0:65536:65536 --op unlink --directory 0:0:1777
  userns-sim explain --map 0:65536:65536 --op signal --target 0:0 \\
    --target-map 0:131072:65536`;

/** An option that is passed over in silence would leave an answer to another question than the one that was put. */
function refuseOptionsApart(command: Command, op: Asked["op"]): void {
  const apart = optionsApart(op);
  for (const option of command.options) {
    const name = option.attributeName();
    if (apart.includes(name) && command.getOptionValueSource(name) === "cli")
      throw new Failure(`${option.long} has no meaning with --op ${op}`);
  }
}

function owner(text: string): Owner {
  const [uid, gid, ...more] = text.split(":").map(decimal);
  if (uid === undefined || gid === undefined || more.length > 0 || uid > MAX_ID || gid > MAX_ID)
    throw new InvalidArgumentError("Expected uid:gid, like 0:0.");
  return { uid, gid };
}

function directory(text: string): Asked["directory"] {
  const [uid, gid, mode, ...more] = text.split(":");
  if (mode === undefined || more.length > 0) throw new InvalidArgumentError("Expected uid:gid:mode, like 0:0:1777.");
  return { ...owner(`${uid}:${gid}`), mode: octal(mode) };
}

function octal(text: string): number {
  if (!/^0?[0-7]{1,4}$/.test(text)) throw new InvalidArgumentError("Expected an octal mode from 0 to 07777.");
  return Number.parseInt(text, 8);
}

function gather(read: (text: string) => number): (text: string, before?: readonly number[]) => readonly number[] {
  return (text, before = []) => [...before, read(text)];
}
