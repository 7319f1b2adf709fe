import { MAX_LINE_BYTES } from "../../../testing/protocol/request.ts";

/** Cuts a stream of bytes into lines, and keeps no more of it than one line may have. */
export class LineSplitter {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * Gives every line that is complete to `each`, without its line break, until that says `false`; is `false` when a
   * line is longer than one may be.
   */
  push(bytes: Buffer, each: (line: string) => boolean): boolean {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    let from = 0;
    for (let end = all.indexOf(LINE_BREAK); end >= 0; end = all.indexOf(LINE_BREAK, from)) {
      if (end - from > MAX_LINE_BYTES) return false;
      const goesOn = each(all.toString("utf8", from, end));
      from = end + 1;
      if (!goesOn) return true;
    }
    this.#rest = all.subarray(from);
    return this.#rest.length <= MAX_LINE_BYTES;
  }

  /** How many bytes of a line without its end there are. */
  get pending(): number {
    return this.#rest.length;
  }
}

const LINE_BREAK = 10;
