import { COMMAND_NAMES, COMMANDS, type CommandName } from "../../../src/cli/commands.ts";
import { page } from "../../support/counts.ts";
import { pages } from "../fences.ts";
import { code, table } from "./regions.ts";

/** The page with the tables. */
const HERE = "docs/guide/command.md";

export function commands(): string {
  const rows = COMMAND_NAMES.map((name) => [`[${code(name)}](${sectionOf(name)})`, COMMANDS[name].summary]);
  return table(["command", "what it does"], rows);
}

export function exitCodes(): string {
  const rows = COMMAND_NAMES.map((name) => {
    const { yes, no = "", wrongUse } = COMMANDS[name].exits;
    return [code(name), yes, no, wrongUse];
  });
  return table(["command", "exit code 0", "exit code 1", "exit code 2"], rows);
}

/** Where the guide has a section `## userns-sim NAME`, or `## userns-sim NAME: …`. */
function sectionOf(name: CommandName): string {
  for (const path of pages().filter((path) => path.startsWith("docs/guide/"))) {
    const [, heading] = new RegExp(`^## (userns-sim ${name}(?::.*)?)$`, "m").exec(page(path)) ?? [];
    if (heading !== undefined) return `${path === HERE ? "" : path.slice("docs/guide/".length)}#${anchorOf(heading)}`;
  }
  throw new Error(`expected a section "## userns-sim ${name}" in the guide`);
}

/** As GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");
}
