import { functionsOf } from "./functions.ts";

/**
 * The text of a file, made to add `FILE#N` to the set `globalThis.__reached` when its function N begins, and `FILE#0`
 * when it is imported. Without such a set it does nothing, as in a process that a test started.
 */
export function probed(file: string, text: string): string {
  const probe = (n: number) => `globalThis.__reached?.add(${JSON.stringify(`${file}#${n}`)})`;
  const inserts = functionsOf(text).flatMap(({ body }, index) =>
    body.block
      ? [{ at: body.start + 1, put: `${probe(index + 1)};` }]
      : [
          { at: body.start, put: `(${probe(index + 1)},` },
          { at: body.end, put: ")" },
        ],
  );
  let result = `${text}\n${probe(0)};\n`;
  for (const { at, put } of inserts.sort((a, b) => b.at - a.at)) result = result.slice(0, at) + put + result.slice(at);
  return result;
}
