import { nodeCommand } from "./node/command.ts";
import type { CommandRow } from "./program/command-row.ts";

/** The names of the commands, in the order of the help. */
export const COMMAND_NAMES = ["node"] as const;

export type CommandName = (typeof COMMAND_NAMES)[number];

export const COMMANDS: { readonly [Name in CommandName]: CommandRow } = {
  node: nodeCommand,
};
