import { Command } from "commander";
import { refuseFormerName } from "./former-names.ts";

/** `userns-sim help COMMAND` says what `userns-sim COMMAND --help` says. */
export function helpCommand(program: Command): Command {
  return new Command("help")
    .description("Print this help, or that of a command.")
    .argument("[command]", "the command")
    .action(async (name?: string) => {
      if (name === undefined) program.help();
      program.commands.find((command) => command.name() === name)?.help();
      refuseFormerName(name);
      // Nobody knows it, and this says so, and what it is like.
      await program.parseAsync([name], { from: "user" });
    });
}
