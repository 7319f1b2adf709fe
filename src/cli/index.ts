import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { showThrown } from "../core/foreign.ts";
import { Failure } from "./base/failure.ts";
import { EXIT, type Io, type World } from "./base/io.ts";
import { systemReason } from "./base/system-reason.ts";
import { Writer } from "./base/writer.ts";
import { COMMAND_NAMES, COMMANDS } from "./commands.ts";
import { styleFor, wantsColour } from "./output/style.ts";
import { commandFrom } from "./program/command-from.ts";
import { refuseFormerName } from "./program/former-names.ts";
import { helpCommand } from "./program/help-command.ts";

/** Runs the command, with the arguments behind its name, and gives its exit code once all is written. */
export async function main(argv: readonly string[], world: World): Promise<number> {
  // Asked for here, because the options themselves may be what an error is about.
  const ascii = argv.includes("--ascii");
  const stdout = new Writer(world.stdout, { colours: wantsColour(world.env, world.stdout.isTerminal), ascii });
  const stderr = new Writer(world.stderr, { colours: false, ascii });
  const code = await codeOf(argv, { ...world, stdout, stderr }, world);
  const unwritten = await stdout.failure();
  if (unwritten !== undefined) stderr.write([`userns-sim: standard output: ${systemReason(unwritten)}`]);
  const untold = await stderr.failure();
  return unwritten === undefined && untold === undefined ? code : EXIT.wrongUse;
}

async function codeOf(
  argv: readonly string[],
  io: Io,
  { calledAs = "userns-sim", stray }: Pick<World, "calledAs" | "stray">,
): Promise<number> {
  let code: number = EXIT.yes;
  const answer = (given: number): void => {
    code = given;
  };
  const program = new Command(calledAs).description(
    "How Kubernetes and Linux keep the user and group IDs of pods apart.",
  );
  for (const name of COMMAND_NAMES) program.addCommand(commandFrom(name, COMMANDS[name], io, answer));
  program.addCommand(helpCommand(program));
  for (const command of [program, ...program.commands]) prepare(command, io);
  try {
    refuseFormerName(argv[0]);
    const parsed = program.parseAsync(argv, { from: "user" });
    // Whatever goes wrong first is told, and nothing else.
    await (stray === undefined ? parsed : Promise.race([parsed, stray]));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.yes : EXIT.wrongUse;
    const { message, details } = error instanceof Failure ? error : new Failure(`internal error: ${showThrown(error)}`);
    io.stderr.write([`userns-sim: ${message}`, ...details]);
    return EXIT.wrongUse;
  }
  return code;
}

function prepare(command: Command, io: Io): void {
  command
    .version(packageJson.version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(linesOf(text)),
      writeErr: (text) => io.stderr.write(linesOf(text)),
      // The arguments come back in the message, and may have come from a stranger.
      outputError: (text) => {
        const message = text
          .trim()
          .replace("error: ", "")
          .replace(/\n(?=\(Did you mean [^\n]*$)/, " ");
        io.stderr.write([`userns-sim: ${message}`]);
      },
      getOutHelpWidth: () => styleFor(io, true).width,
      getErrHelpWidth: () => styleFor(io, true).width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

/** Help and version: nothing in them is anybody else's. */
function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, "").split("\n");
}
