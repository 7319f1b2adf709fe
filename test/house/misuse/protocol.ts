import { english } from "../../../src/protocol.ts";
import { optional, options, type Row, read, taking, text } from "./row.ts";

/** The lines to a program, and from it. */
export const protocolRows: Readonly<Record<string, Row>> = {
  explain: [options({ code: "no-json", expected: "done-or-refusal", line: text("fine") }), optional(english)],
  readAnswer: [taking({ op: "restart" }), read('{"ok":true}')],
  readInitReply: [read('{"ok":true}')],
  requestLine: [options({ op: "allocate", podUid: text("web"), size: optional(65536) })],
};
