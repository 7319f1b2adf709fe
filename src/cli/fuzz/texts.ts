import { constants } from "node:os";
import { quote } from "../../core/allocate/show.ts";
import { explainFinding } from "../../testing/counterexample/explain.ts";
import type { Answer } from "../../testing/history/answer.ts";
import { explain as explainJunk } from "../../testing/protocol/explain.ts";
import type { OperationRequest } from "../../testing/protocol/request.ts";
import { MAX_LINE_BYTES } from "../../testing/protocol/request.ts";
import { count, rangeText } from "../base/words.ts";
import type { Wrong } from "./play/trouble.ts";
import { isUnknown } from "./play/unstarted.ts";
import type { Fault } from "./program/fault.ts";

/** Why there was nothing to try: what a program does before it has answered anything. */
export function unstartedText(command: string, fault: Fault): string {
  switch (fault.kind) {
    case "not-started":
      return wrongText(fault);
    case "ended":
      return isUnknown(fault)
        ? `the shell cannot run ${command}`
        : `it ended ${endText(fault)} before it answered \`init\``;
    case "silent":
      return `it does not answer \`init\` within ${fault.seconds} s`;
    default:
      return "it closed its output before it answered `init`";
  }
}

/** A sentence without its full stop. */
export function wrongText(wrong: Wrong): string {
  switch (wrong.kind) {
    case "law":
      return explainFinding(wrong.finding);
    case "differs":
      return `with the same seed it answers ${answerText(wrong.one)} once and ${answerText(wrong.other)} another time`;
    case "refused-pool":
      return `it refuses a pool that can be handed out whole: ${wrong.error}`;
    case "junk":
      return explainJunk(wrong.junk);
    case "ended":
      return `it does not answer: it ended ${endText(wrong)}`;
    case "silent":
      return `it does not answer within ${wrong.seconds} s`;
    case "closed":
      return "it does not answer: it has closed its output, and runs on";
    case "unasked":
      return `it answers what nobody has asked: ${shortened(wrong.line)}`;
    case "long-line":
      return `it answers with a line of more than ${MAX_LINE_BYTES} bytes`;
    case "not-started":
      return `it cannot be started: ${wrong.message}`;
  }
}

/** For example `allocate p1`. */
export function operationText(operation: OperationRequest): string {
  if (operation.op === "cleanup")
    return `cleanup, known: ${operation.known.join(" ")}; running: ${operation.running.join(" ")}`;
  if (operation.op === "corruptRecord") return `corruptRecord ${operation.pod} ${quote(operation.text)}`;
  const size = "size" in operation ? `, ${count(operation.size, "ID")}` : "";
  return "pod" in operation ? `${operation.op} ${operation.pod}${size}` : operation.op;
}

/** For example `[65536, 131072)`, `ok`, or `refused (exhausted): no slot is free`. */
export function answerText(answer: Answer | undefined): string {
  if (answer === undefined) return "nothing";
  if ("start" in answer) return [answer, ...(answer.more ?? [])].map(rangeText).join(" and ");
  if ("ok" in answer) return "ok";
  const code = answer.code === undefined ? "" : ` (${answer.code})`;
  return `refused${code}: ${answer.error}`;
}

const MAX_SHOWN = 200;

function endText({ exitCode, signal }: Extract<Fault, { readonly kind: "ended" }>): string {
  return signal === null ? exitText(exitCode ?? 0) : `by ${signal}`;
}

/** A shell that does not give way to the program says in its exit code by which signal it ended. */
function exitText(exitCode: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0];
  return `with exit code ${exitCode}${signal === undefined ? "" : `, that is by ${signal}`}`;
}

function shortened(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
