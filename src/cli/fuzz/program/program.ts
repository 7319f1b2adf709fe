import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import type { Fault } from "./fault.ts";
import { killGroup, killMarked, MARK } from "./leftovers.ts";
import { LineSplitter } from "./line-splitter.ts";
import { passOn } from "./pass-on.ts";

export interface Program {
  /**
   * Asks it, and hears the answers, without line breaks, in order: nothing when all was answered or `hear` had enough,
   * or what went wrong.
   *
   * @param ahead - how many lines may be written before the answer to the first of them is read, at least 1
   * @param hear - after `false` nothing more is asked, and what is still answered is not heard
   * @param seconds - how long it may think about an answer; as long as it was started with when not given
   */
  readonly ask: (
    lines: readonly string[],
    ahead: number,
    hear: (answer: string) => boolean,
    seconds?: number,
  ) => Promise<Fault | undefined>;
  /** Whether it can be asked again. */
  readonly isUsable: () => boolean;
  /** Kills it, and all that it has started, at once. */
  readonly kill: () => void;
  /** Lets it end, and kills it if it does not; nothing of it is left then. */
  readonly end: () => Promise<void>;
}

/**
 * Starts `sh -c`, whose stderr is heard line by line. That it could not be started is told when it is asked. It may
 * think so many seconds about an answer.
 */
export function startProgram(command: string, seconds: number, hear: (line: string) => void): Program {
  const mark = randomUUID();
  const child = shell(command, mark);
  if ("kind" in child) return unstarted(child);
  if (child.stderr) passOn(child.stderr, hear);
  const conversation = new Conversation(child, () => {
    if (child.pid !== undefined) killGroup(child.pid);
  });
  const kill = (): void => {
    conversation.fail({ kind: "ended", exitCode: null, signal: "SIGKILL" });
    killMarked(mark);
  };
  return {
    ask: (lines, ahead, hear, limit = seconds) => conversation.ask(lines, ahead, hear, limit),
    isUsable: () => conversation.isUsable,
    kill,
    end: async () => {
      if (conversation.isUsable) await conversation.goodbye(GRACE_MS);
      kill();
      await conversation.gone;
      if (child.stderr) await lastWords(child.stderr);
    },
  };
}

/** Some of what the system refuses is thrown, the rest is an event; where files ran out, there are no streams. */
function shell(command: string, mark: string): ChildProcess | Fault {
  try {
    return spawn("sh", ["-c", command], {
      // A process group of its own: a Ctrl-C on the terminal is ours to handle, and the group can be killed as one.
      detached: true,
      stdio: "pipe",
      env: { ...process.env, [MARK]: mark },
    });
  } catch (error) {
    return { kind: "not-started", message: String(error) };
  }
}

function unstarted(fault: Fault): Program {
  return { ask: async () => fault, isUsable: () => false, kill: () => undefined, end: async () => undefined };
}

/** How long a program has to end by itself when its input ends. */
const GRACE_MS = 300;
/** How long the rest of its output is waited for once it has ended, and its end once the output has. */
const REST_MS = 250;
const MAX_SHOWN = 200;

/** Waits for what a program that has ended wrote last. Somebody else may still hold its stderr open. */
async function lastWords(stderr: Readable): Promise<void> {
  if (stderr.closed) return;
  const closed = new Promise((resolve) => stderr.once("close", resolve));
  const timer = setTimeout(() => stderr.destroy(), REST_MS);
  await closed;
  clearTimeout(timer);
}

class Conversation {
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  #seconds = 0;
  readonly #destroy: () => void;
  readonly #splitter: LineSplitter = new LineSplitter();
  #fault: Fault | undefined;
  #ended: Fault | undefined;
  #isSpent = false;
  #lines: readonly string[] = [];
  #ahead = 1;
  #written = 0;
  #answered = 0;
  #blocked = false;
  #hear: (answer: string) => boolean = () => true;
  #settle: ((fault: Fault | undefined) => void) | undefined;
  #isHeard = true;
  #stopWatch: (() => void) | undefined;
  #heardAt = 0;

  constructor(child: ChildProcess, destroy: () => void) {
    this.#child = child;
    this.#destroy = destroy;
    this.gone = new Promise((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
    child.on("error", (error) => this.fail({ kind: "not-started", message: error.message }));
    child.once("exit", (exitCode, signal) => {
      this.#ended = { kind: "ended", exitCode, signal };
      this.#leaves();
    });
    child.stdout?.on("data", (bytes: Buffer) => this.#read(bytes));
    child.stdout?.once("close", () => {
      this.#isSpent = true;
      this.#leaves();
    });
    child.stdin?.on("drain", () => {
      this.#blocked = false;
      this.#write();
    });
    // It reads no more. What it answers to the lines before still counts; then it ends, or falls silent.
    child.stdin?.on("error", () => undefined);
  }

  get isUsable(): boolean {
    return this.#fault === undefined;
  }

  ask(
    lines: readonly string[],
    ahead: number,
    hear: (answer: string) => boolean,
    seconds: number,
  ): Promise<Fault | undefined> {
    if (this.#fault !== undefined || lines.length === 0) return Promise.resolve(this.#fault);
    this.#lines = lines;
    this.#ahead = ahead;
    this.#hear = hear;
    this.#seconds = seconds;
    this.#isHeard = true;
    this.#written = 0;
    this.#answered = 0;
    this.#heardAt = performance.now();
    this.#stopWatch = this.#watch(this.#seconds * 1000);
    const done = new Promise<Fault | undefined>((resolve) => {
      this.#settle = resolve;
    });
    this.#write();
    return done.finally(() => this.#stopWatch?.());
  }

  fail(fault: Fault): void {
    this.#fault ??= fault;
    this.#destroy();
    this.#child.stdin?.destroy();
    this.#child.stdout?.destroy();
    this.#finish(this.#fault);
  }

  async goodbye(ms: number): Promise<void> {
    this.#child.stdin?.end();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([this.gone, late]);
    clearTimeout(timer);
  }

  #finish(fault: Fault | undefined): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(fault);
  }

  #write(): void {
    const pending = this.#written - this.#answered;
    // Few large writes instead of many small ones, and never a program without work.
    if (this.#settle === undefined || this.#blocked || pending * 2 > this.#ahead) return;
    const next = this.#lines.slice(this.#written, this.#answered + this.#ahead);
    if (next.length === 0) return;
    this.#written += next.length;
    this.#blocked = this.#child.stdin?.write(next.join("")) === false;
  }

  #read(bytes: Buffer): void {
    const isShort = this.#splitter.push(bytes, (line) => this.#take(line));
    if (!isShort) this.fail({ kind: "long-line" });
    if (this.#fault !== undefined) return;
    // Not before all that came is looked at: there may be more than was asked for.
    if (this.#answered === this.#lines.length) this.#finish(undefined);
    else this.#write();
  }

  #take(line: string): boolean {
    if (this.#settle === undefined || this.#answered === this.#written) {
      this.fail({ kind: "unasked", line: line.slice(0, MAX_SHOWN) });
      return false;
    }
    this.#answered++;
    this.#heardAt = performance.now();
    if (this.#isHeard && !this.#hear(line)) {
      // The rest of the answers would be taken for those to what is asked next.
      this.#lines = this.#lines.slice(0, this.#written);
      this.#isHeard = false;
      this.#stopWatch?.();
      this.#stopWatch = this.#watch(REST_MS);
    }
    return true;
  }

  /** The end of the program and the end of its output come in any order; the first to come waits for the other. */
  #leaves(): void {
    const isAllOver = this.#ended !== undefined && this.#isSpent;
    const leave = (): void => this.fail(this.#ended ?? { kind: "closed" });
    if (isAllOver) leave();
    else setTimeout(leave, REST_MS).unref();
  }

  #watch(limit: number): () => void {
    let timer: NodeJS.Timeout;
    let isStopped = false;
    const look = (): void => {
      const heardAt = this.#heardAt;
      const left = heardAt + limit - performance.now();
      if (left > 0) timer = setTimeout(look, left + 1);
      // When this process was stopped or starved, the answer may lie in the pipe: timers come before what is to be read.
      else
        setImmediate(() => {
          if (isStopped) return;
          if (this.#heardAt === heardAt) this.fail({ kind: "silent", seconds: this.#seconds });
          else look();
        });
    };
    timer = setTimeout(look, limit + 1);
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }
}
