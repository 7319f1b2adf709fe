import type { Readable } from "node:stream";

/** Hands on what a program writes to its stderr, a line at a time; a line that does not end comes in pieces. */
export function passOn(stream: Readable, hear: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hear(line.replace(/\r$/, ""));
    if (rest.length < LONGEST) return;
    hear(rest);
    rest = "";
  });
  stream.once("close", () => {
    if (rest !== "") hear(rest);
  });
}

const LONGEST = 65536;
