import type { Say } from "../history/english.ts";
import { type Junk, type ReplyKind, SUPPORTS } from "./reply.ts";
import { MAX_LINE_BYTES } from "./request.ts";

/** What is said of a line that is no answer. */
export interface JunkTexts {
  /** What is wrong with it, a sentence without its full stop. */
  readonly junk: Readonly<Record<Junk["code"], Say<[junk: Junk, expected: string]>>>;
  /** What would be an answer. */
  readonly replies: Readonly<Record<ReplyKind, Say<[]>>>;
}

/**
 * The English of what is no answer. Spread it into an object of your own to say some of it otherwise.
 *
 * @example
 * ```ts
 * import { english } from "userns-sim/protocol";
 *
 * english.replies["done-or-refusal"](); // => '{"ok":true} or {"error":"…"}'
 * ```
 */
export const english: JunkTexts = {
  junk: {
    "too-long": () => `it answers with a line of more than ${MAX_LINE_BYTES} bytes`,
    "no-json": ({ line }, expected) => `it answers with what is no JSON: ${line}; expected ${expected}`,
    "wrong-shape": ({ line }, expected) => `its answer does not fit: ${line}; expected ${expected}`,
  },
  replies: {
    "accepted-or-refused": () =>
      `{"ok":true,"supports":[…]} with some of ${SUPPORTS.join(", ")} in the list, or {"ok":false,"error":"…"}`,
    "range-or-refusal": () => '{"start":…,"size":…} with whole numbers, or {"error":"…"}, perhaps with a "code"',
    "done-or-refusal": () => '{"ok":true} or {"error":"…"}',
  },
};
