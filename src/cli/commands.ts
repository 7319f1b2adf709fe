import { auditCommand } from "./audit/command.ts";
import { checkCommand } from "./check/command.ts";
import { decodeCommand } from "./decode/command.ts";
import { explainCommand } from "./explain/command.ts";
import { mapCheckCommand } from "./map-check/command.ts";
import { nodeCommand } from "./node/command.ts";
import type { CommandRow } from "./program/command-row.ts";
import { translateCommand } from "./translate/command.ts";

/** The names of the commands, in the order of the help. */
export const COMMAND_NAMES = ["node", "translate", "check", "audit", "decode", "explain", "map-check"] as const;

export type CommandName = (typeof COMMAND_NAMES)[number];

export const COMMANDS: { readonly [Name in CommandName]: CommandRow } = {
  node: nodeCommand,
  translate: translateCommand,
  check: checkCommand,
  audit: auditCommand,
  decode: decodeCommand,
  explain: explainCommand,
  "map-check": mapCheckCommand,
};
