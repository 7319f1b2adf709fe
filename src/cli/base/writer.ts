import { printable } from "../../core/text/printable.ts";
import { asciiOnly } from "./ascii-only.ts";
import { type Dress, lineOf, type Text } from "./line.ts";

/** A stream, as the system has it. Only a writer is given one. */
export interface Output {
  /** Whether it is a terminal. */
  readonly isTerminal: boolean;
  /** How many columns the terminal has; `undefined` where it is none. */
  readonly columns: number | undefined;
  /** Writes text as it is; rejects with the system's error. */
  readonly write: (text: string) => Promise<void>;
}

/** What a writer does with lines. */
export interface Writing {
  readonly colours: boolean;
  /** Whether what ASCII has no character for is written as an escape, too. */
  readonly ascii: boolean;
}

/**
 * The one way out: it takes lines, and whatever is in them is data. Line breaks between lines, colours and moves of the
 * cursor are its own; those that stand in a text are made visible.
 */
export class Writer {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly #output: Output;
  readonly #writing: Writing;
  #hasStatus = false;
  #failure: NodeJS.ErrnoException | undefined;
  #done: Promise<void> = Promise.resolve();

  constructor(output: Output, writing: Writing) {
    this.isTerminal = output.isTerminal;
    this.columns = output.columns;
    this.#output = output;
    this.#writing = writing;
  }

  write(lines: Iterable<Text>): void {
    let text = this.#withoutStatus();
    for (const line of lines) {
      text += `${this.#shown(line)}\n`;
      if (text.length < AT_ONCE) continue;
      this.#send(text);
      text = "";
    }
    this.#send(text);
  }

  /** On a terminal, a line that the next one replaces; elsewhere a line like any other. */
  status(text: Text): void {
    this.#send(this.isTerminal ? `${REPLACE}${this.#shown(text)}` : `${this.#shown(text)}\n`);
    this.#hasStatus = this.isTerminal;
  }

  clearStatus(): void {
    this.#send(this.#withoutStatus());
  }

  /**
   * Waits until all is written.
   * @returns the first error of the system; none where it is that nobody reads on, as behind `head`
   */
  async failure(): Promise<NodeJS.ErrnoException | undefined> {
    await this.#done;
    return this.#failure?.code === "EPIPE" ? undefined : this.#failure;
  }

  #withoutStatus(): string {
    const had = this.#hasStatus;
    this.#hasStatus = false;
    return had ? REPLACE : "";
  }

  #shown(text: Text): string {
    if (typeof text === "string") return this.#visible(text);
    const spans = lineOf(text).map((span) => {
      const visible = this.#visible(span.text);
      return !this.#writing.colours || span.dress === undefined || visible === ""
        ? visible
        : `\u001b[${CODES[span.dress]}m${visible}\u001b[0m`;
    });
    return spans.join("");
  }

  #visible(text: string): string {
    return this.#writing.ascii ? asciiOnly(printable(text)) : printable(text);
  }

  #send(text: string): void {
    if (text === "" || this.#failure !== undefined) return;
    const sent = this.#output.write(text).catch((error: NodeJS.ErrnoException) => {
      this.#failure ??= error;
    });
    const before = this.#done;
    this.#done = before.then(() => sent);
  }
}

const AT_ONCE = 65536;

/** Back to the first column, and away with what is there. */
const REPLACE = "\r\u001b[K";

const CODES: Readonly<Record<Dress, number>> = { strong: 1, faint: 2, pod: 36, no: 31 };
