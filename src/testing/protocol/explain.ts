import { expectTexts } from "../../core/explanations.ts";
import { expectObject, expectOneOf, expectText } from "../../core/misuse/misuse.ts";
import { english, type JunkTexts } from "./english.ts";
import { type Junk, REPLY_KINDS } from "./reply.ts";

/**
 * Says why a line is no answer, and what would be one.
 *
 * @param junk - what {@link readAnswer} or {@link readInitReply} refused
 * @param texts - the words; {@link english} when absent
 * @returns a sentence without its full stop
 * @example
 * ```ts
 * import { explain, readAnswer } from "userns-sim/protocol";
 *
 * const read = readAnswer({ op: "restart" }, "fine");
 * read.ok ? "" : explain(read.error); // => 'it answers with what is no JSON: fine; expected {"ok":true} or {"error":"…"}'
 * ```
 */
export function explain(junk: Junk, texts: JunkTexts = english): string {
  expectObject("explain", "junk", junk, "what readAnswer or readInitReply refused");
  expectOneOf("explain", "code", junk.code, ["too-long", "no-json", "wrong-shape"]);
  expectOneOf("explain", "expected", junk.expected, REPLY_KINDS);
  expectText("explain", "line", junk.line);
  expectTexts(texts, ["junk"]);
  return texts.junk[junk.code](junk, texts.replies[junk.expected]());
}
