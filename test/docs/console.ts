import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { directoriesFrom } from "../../src/cli/base/directories.ts";
import type { World } from "../../src/cli/base/io.ts";
import { root } from "./fences.ts";

/** The terminal of a session: what it shows, and what `echo $?` would say. */
interface Terminal {
  shown: string;
  code: number;
}

/**
 * Plays a session again: runs each line that starts with `$ ` and shows what it prints, as a terminal would.
 *
 * The commands are `userns-sim`, `cat` and `echo`, alone or joined by `|`, from the root of the repository. Quotes and
 * `*` mean what they mean to a shell; a line that ends in a backslash goes on. Nothing else is understood.
 */
export async function transcriptOf(session: string): Promise<string> {
  const terminal: Terminal = { shown: "", code: 0 };
  const prompts = session.match(/^\$ (?:.*\\\n)*.*\n/gm) ?? [];
  if (prompts.length === 0) throw new Error("no line starts with `$ `");
  for (const prompt of prompts) {
    terminal.shown += prompt;
    await pipeline(words(prompt.slice(2).replace(/\\\n/g, "")), terminal);
    if (!terminal.shown.endsWith("\n")) terminal.shown += "\n";
  }
  return terminal.shown;
}

async function pipeline(all: readonly string[], terminal: Terminal): Promise<void> {
  const show = (text: string) => {
    terminal.shown += text;
  };
  let rest = all;
  let input: string | undefined;
  for (let end = rest.indexOf("|"); end >= 0; end = rest.indexOf("|")) {
    let piped = "";
    const pipe = (text: string) => {
      piped += text;
    };
    terminal.code = await run(rest.slice(0, end), input, { out: pipe, err: show, code: terminal.code });
    input = piped;
    rest = rest.slice(end + 1);
  }
  terminal.code = await run(rest, input, { out: show, err: show, code: terminal.code });
}

interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** How the command before ended. */
  readonly code: number;
}

async function run(
  [name, ...args]: readonly string[],
  input: string | undefined,
  { out, err, code }: Streams,
): Promise<number> {
  if (name === "echo" || name === "cat") {
    if (name === "echo") out(`${args.map((arg) => (arg === "$?" ? code : arg)).join(" ")}\n`);
    else for (const file of args) out(readFileSync(root + file, "utf8"));
    return 0;
  }
  if (name !== "userns-sim") throw new Error(`${name}: a session knows userns-sim, cat and echo`);
  const { main } = (await import(`${root}src/cli/index.ts`)) as {
    main: (args: string[], world: World) => Promise<number>;
  };
  return main(args, {
    stdout: { isTerminal: false, columns: undefined, write: async (text) => out(text) },
    stderr: { isTerminal: false, columns: undefined, write: async (text) => err(text) },
    env: {},
    stdinIsTerminal: input === undefined,
    directories: directoriesFrom(root),
    examples: "examples",
    open: (path) => (path === "-" ? bytesOf(input ?? "") : createReadStream(root + path)),
    // Stands still: nothing in a session depends on how fast the machine is.
    now: () => 0,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    onInterrupt: () => () => undefined,
    adopt: async (_name, module) => await module,
  });
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

/** Splits a line into words as a shell does: blanks part them, quotes hold them together, `*` stands for file names. */
function words(line: string): string[] {
  const found = [...line.matchAll(/\||(?:'[^']*'|"[^"]*"|[^\s|'"])+/g)].map(([word]) => word);
  return found.flatMap((word) => {
    const plain = word.replace(/'([^']*)'|"([^"]*)"/g, (_all, single, double) => single ?? double);
    return /^[^'"]*\*/.test(word) ? filesLike(plain) : [plain];
  });
}

function filesLike(pattern: string): string[] {
  const [before = "", after = ""] = basename(pattern).split("*");
  const names = readdirSync(root + dirname(pattern)).filter((name) => name.startsWith(before) && name.endsWith(after));
  return names.sort().map((name) => `${dirname(pattern)}/${name}`);
}
