/**
 * The lines to and from an allocator that is a program, for those who drive one themselves: `userns-sim fuzz --exec` does it for
 * everybody else.
 *
 * @module userns-sim/protocol
 */

export type { Answer, DoneAnswer, RangeAnswer, RefusalAnswer, RefusalCode } from "./testing/history/answer.ts";
export type { Say } from "./testing/history/english.ts";
export type {
  AllocateOperation,
  CleanupOperation,
  CorruptRecordOperation,
  HistoryOperation,
  LoseRecordOperation,
  ProgramOperation,
  ReleaseOperation,
  RestartOperation,
} from "./testing/history/operation.ts";
export { english, type JunkTexts } from "./testing/protocol/english.ts";
export { explain } from "./testing/protocol/explain.ts";
export {
  type InitAccepted,
  type InitRefused,
  type InitReply,
  type Junk,
  REPLY_KINDS,
  type ReplyKind,
  readAnswer,
  readInitReply,
  SUPPORTS,
  type Support,
} from "./testing/protocol/reply.ts";
export {
  type InitRequest,
  MAX_LINE_BYTES,
  MAX_LINES_AHEAD,
  type ProtocolRequest,
  requestLine,
} from "./testing/protocol/request.ts";
