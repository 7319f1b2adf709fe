import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { Failure } from "./base/failure.ts";
import { EXIT, type Io } from "./base/io.ts";
import { printable } from "./base/printable.ts";
import { COMMAND_NAMES, COMMANDS } from "./commands.ts";
import { styleFor } from "./output/style.ts";
import { commandFrom } from "./program/command-from.ts";
import { refuseFormerName } from "./program/former-names.ts";
import { helpCommand } from "./program/help-command.ts";

/** Runs the command, with the arguments behind its name, and gives its exit code. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.yes;
  const answer = (given: number): void => {
    code = given;
  };
  const program = new Command("userns-sim").description(
    "How Kubernetes and Linux keep the user and group IDs of pods apart.",
  );
  for (const name of COMMAND_NAMES) program.addCommand(commandFrom(name, COMMANDS[name], io, answer));
  program.addCommand(helpCommand(program));
  for (const command of [program, ...program.commands]) prepare(command, io);
  try {
    refuseFormerName(argv[0]);
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.yes : EXIT.wrongUse;
    if (!(error instanceof Failure)) throw error;
    io.stderr.write(`userns-sim: ${error.message}\n`);
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
      writeOut: io.stdout.write,
      writeErr: io.stderr.write,
      // The arguments come back in the message, and may have come from a stranger.
      outputError: (text, write) => {
        const message = text.trim().replace("error: ", "").replace("\n(Did", " (Did");
        write(`userns-sim: ${printable(message)}\n`);
      },
      getOutHelpWidth: () => styleFor(io, true).width,
      getErrHelpWidth: () => styleFor(io, true).width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}
