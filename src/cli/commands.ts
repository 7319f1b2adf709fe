import { auditCommand } from "./audit/command.ts";
import { checkCommand } from "./check/command.ts";
import { compareCommand } from "./compare/command.ts";
import { decodeCommand } from "./decode/command.ts";
import { escapeCommand } from "./escape/command.ts";
import { explainCommand } from "./explain/command.ts";
import { fuzzCommand } from "./fuzz/command.ts";
import { lessonCommand } from "./lesson/command.ts";
import { mapCheckCommand } from "./map-check/command.ts";
import { placeCommand } from "./place/command.ts";
import type { CommandRow } from "./program/command-row.ts";
import { replayCommand } from "./replay/command.ts";
import { translateCommand } from "./translate/command.ts";

/** The commands by their names, in the order of the help. */
export const COMMAND_NAMES = [
  "place",
  "translate",
  "check",
  "audit",
  "decode",
  "replay",
  "escape",
  "explain",
  "map-check",
  "fuzz",
  "compare",
  "lesson",
] as const;

export type CommandName = (typeof COMMAND_NAMES)[number];

export const COMMANDS: { readonly [Name in CommandName]: CommandRow } = {
  place: placeCommand,
  translate: translateCommand,
  check: checkCommand,
  audit: auditCommand,
  decode: decodeCommand,
  replay: replayCommand,
  escape: escapeCommand,
  explain: explainCommand,
  "map-check": mapCheckCommand,
  fuzz: fuzzCommand,
  compare: compareCommand,
  lesson: lessonCommand,
};
