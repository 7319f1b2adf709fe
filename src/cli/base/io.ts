import type { Directories } from "./directories.ts";
import type { Output, Writer } from "./writer.ts";

/** What a command reads from and writes to. */
export interface Io {
  /** For the answer. */
  readonly stdout: Writer;
  /** For everything else: what was wrong, and how to use the command. */
  readonly stderr: Writer;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard input is a terminal, where nobody has piped anything in. */
  readonly stdinIsTerminal: boolean;
  /**
   * Opens a file.
   * @param path - the file's path; `-` is standard input
   * @returns its bytes, piece by piece; reading rejects with the system's error, which has a `code`
   */
  readonly open: (path: string) => AsyncIterable<Uint8Array>;
  /** Directories, for the commands that look into some. */
  readonly directories: Directories;
  /** The directory of the manifests that come with the package. */
  readonly examples: string;
  /** The time, in milliseconds since whenever. */
  readonly now: () => number;
  /**
   * Waits for a module of a user, but not for ever: then it rejects with a failure. From then on, what is thrown where
   * nothing waits for it is the module's fault.
   * @param name - what the module is called
   */
  readonly adopt: <T>(name: string, module: Promise<T>) => Promise<T>;
  /** Lets waiting signals be handled before a long computation goes on. */
  readonly breathe: () => Promise<void>;
  /**
   * Takes over what happens when the user wants an end, as by Ctrl-C; otherwise the process ends at once.
   * @param handler - is called then, perhaps more than once
   */
  readonly onInterrupt: (handler: () => void) => () => void;
}

/** What there is outside of the command. The entry gives it the process's own; tests give it their own. */
export interface World extends Omit<Io, "stdout" | "stderr"> {
  readonly stdout: Output;
  readonly stderr: Output;
  /** What the user typed for the command, as its help says it; `userns-sim` unless given. */
  readonly calledAs?: string;
  /** Rejects with a failure when something goes wrong that the command does not wait for; then it is over. */
  readonly stray?: Promise<never>;
}

/** The exit codes of every command. */
export const EXIT: {
  /** Yes, done. */
  readonly yes: 0;
  /** The answer is no. */
  readonly no: 1;
  /** Wrong use, or input that cannot be read. */
  readonly wrongUse: 2;
  /** Interrupted before anything was found. */
  readonly interrupted: 130;
} = { yes: 0, no: 1, wrongUse: 2, interrupted: 130 };
