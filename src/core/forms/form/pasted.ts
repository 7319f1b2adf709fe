import { textOf } from "../../text/given-text.ts";

/**
 * A text as it was before somebody copied it out of a terminal: without prompts, `sudo`, and the commands that only show what
 * stands below them. What is left keeps its column, and its line but for the lines before the first that is left.
 */
export function withoutPrompts(text: string | Uint8Array): string | Uint8Array {
  const given = textOf(text);
  if (given === undefined || !/[$#](?:[ \t]|$)|\bsudo |\bcat /m.test(given)) return text;
  const lines = given.split("\n").map(withoutPrompt);
  // The kernel takes no blank line; between two maps that stand one below the other there may be one.
  const stays = lines.map((line) => line !== undefined);
  return lines
    .slice(Math.max(stays.indexOf(true), 0), stays.lastIndexOf(true) + 1)
    .map((line) => line ?? "")
    .join("\n");
}

/** The first line that is not blank, with those that a backslash joins to it; `undefined` where there is none. */
export function firstCommand(text: string): string | undefined {
  return /\S(?:[^\n\\]|\\\n?)*/.exec(text)?.[0].replaceAll("\\\n", "  ");
}

/** The lines of which any may say of which form a text is: the first command, and all of a unit. */
export function tellingLines(text: string): readonly string[] {
  if (isUnit(text)) return text.split("\n");
  const command = firstCommand(text);
  return command === undefined ? [] : [command];
}

/** A unit of systemd, whose first line says nothing of what is in it. */
export function isUnit(text: string): boolean {
  return /^\s*\[[A-Z][A-Za-z]*\][ \t\r]*(?:\n|$)/.test(text);
}

const PROMPT = /^[ \t]*(\[?[\w.-]+@[^$#]*)?([$#])(?:[ \t]+|$)/;

/** `# ` is a comment in most files, and a prompt only before one of these. */
const PROGRAM =
  /^(?:\S*\/)?(?:sudo|cat|head|grep|getsubids|new[ug]idmap|podman|buildah|unshare|systemd-nspawn|nsjail|mount|rootlesskit|lxc|incus|pct|runc|crun|crictl|docker|kubectl|oc|nsenter|lxc-\w+)[ \t]+\S/;

/** `cat` in whatever namespace, and what prints a document. */
const SHOWS =
  /\bcat[ \t]+\/proc\/\w+\/[ug]id_map\b|^(?:(?:cat|head|grep)[ \t]+\S|getsubids[ \t]+[\w-])|^(?:\S*\/)?(?:podman|lxc|incus|pct|crictl|runc)[ \t]+(?:\w+[ \t]+)?(?:info|inspect|inspectp|config|state)\b/;

/** A line without its prompt; `undefined` where it only shows something. */
function withoutPrompt(line: string): string | undefined {
  const [prompt = "", host, sign] = PROMPT.exec(line) ?? [];
  const isComment = sign === "#" && host === undefined && !PROGRAM.test(line.slice(prompt.length));
  const start = isComment ? 0 : prompt.length;
  const sudo = /^[ \t]*sudo[ \t]+/.exec(line.slice(start))?.[0] ?? "";
  const command = line.slice(start + sudo.length);
  if (SHOWS.test(command) || (start > 0 && command === "")) return undefined;
  return PROGRAM.test(command) || start > 0 ? `${" ".repeat(start + sudo.length)}${command}` : line;
}
