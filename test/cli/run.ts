import type { Directories, DirectoryEntry, FoundFile } from "../../src/cli/base/directories.ts";
import type * as command from "../../src/cli/base/io.ts";
import { main } from "../../src/cli/index.ts";

/** What a run of the command is given, besides its arguments. */
export interface World {
  /** The files, by path; a function is called when the file is opened, and may throw. */
  readonly files?: Readonly<Record<string, string | Uint8Array | (() => Iterable<Uint8Array>)>>;
  /** Opens files in the place of the made-up ones, but not standard input. */
  readonly open?: command.World["open"];
  /**
   * The directories, by path. Each has entries by name; an entry is a directory with the files in it, or something else.
   * A path whose value is a text stands for the system's error of that code.
   */
  readonly directories?: Readonly<Record<string, string | Readonly<Record<string, FakeEntry>>>>;
  /** Directories in the place of the made-up ones. */
  readonly real?: Directories;
  /** Where symbolic links point to. */
  readonly links?: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly stdin?: string;
  /** Whether somebody types it at a terminal. */
  readonly typed?: true;
  /** The environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The clock of this world; it stands still when not given, so that nothing is ever late. */
  readonly now?: command.World["now"];
  /** What Ctrl-C is in this world. */
  readonly onInterrupt?: command.World["onInterrupt"];
  /** Is called each time that signals could be handled. */
  readonly onBreath?: () => void;
  /** Whether stderr goes to a terminal. */
  readonly stderrTerminal?: true;
  /** What the system says whenever something is written. */
  readonly failing?: { readonly stdout?: Error; readonly stderr?: Error };
  /** How wide the terminal is that stdout goes to. */
  readonly terminal?: number;
}

/** An entry of a directory: another directory with its files, or what else it is. */
export type FakeEntry = Readonly<Record<string, string | FoundFile>> | DirectoryEntry["kind"];

/** What a run of the command gave. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process, in a world of its own. */
export async function run(argv: readonly string[], world: World = {}): Promise<Run> {
  const written = { stdout: "", stderr: "" };
  const files = new Map(Object.entries(world.files ?? {}));
  if (world.stdin !== undefined) files.set("-", world.stdin);
  const io: command.World = {
    stdout: {
      isTerminal: world.terminal !== undefined,
      columns: world.terminal,
      write: async (text) => {
        if (world.failing?.stdout !== undefined) throw world.failing.stdout;
        written.stdout += text;
      },
    },
    stderr: {
      isTerminal: world.stderrTerminal === true,
      columns: undefined,
      write: async (text) => {
        if (world.failing?.stderr !== undefined) throw world.failing.stderr;
        written.stderr += text;
      },
    },
    env: world.env ?? {},
    stdinIsTerminal: world.stdin === undefined || world.typed === true,
    open: async function* (path) {
      if (world.open !== undefined && path !== "-") return yield* world.open(path);
      const content = files.get(path);
      if (content === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: "ENOENT" });
      if (typeof content === "function") yield* content();
      else yield typeof content === "string" ? new TextEncoder().encode(content) : content;
    },
    directories: world.real ?? directoriesOf(world),
    examples: "examples",
    now: world.now ?? (() => 0),
    breathe: async () => world.onBreath?.(),
    adopt: async (_name, module) => await module,
    onInterrupt: world.onInterrupt ?? (() => () => undefined),
  };
  const code = await main(argv, io);
  return { code, ...written };
}

function directoriesOf({ directories = {}, links = {} }: World): Directories {
  return {
    list: async (path, most) => {
      const directory = directories[path] ?? "ENOENT";
      if (typeof directory === "string") throw systemError(directory, path);
      const entries = Object.entries(directory).map(
        ([name, entry]): DirectoryEntry => ({ name, kind: typeof entry === "string" ? entry : "directory" }),
      );
      return entries.slice(0, most + 1);
    },
    read: async (path, [name, file], maxBytes) => {
      const directory = directories[path] ?? {};
      const entry = typeof directory === "string" ? undefined : directory[name];
      const found = typeof entry === "string" ? undefined : entry?.[file];
      if (found === undefined) return { kind: "absent" };
      if (typeof found !== "string") return found;
      const bytes = new TextEncoder().encode(found);
      return bytes.length > maxBytes ? { kind: "too-large" } : { kind: "file", bytes };
    },
    link: async (path) => links[path],
  };
}

/** An error as the system gives it. */
export function systemError(code: string, path = ""): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
