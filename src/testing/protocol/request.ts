import { checkInteger } from "../../core/id/integer.ts";
import { expectObject, expectOneOf } from "../../core/misuse/misuse.ts";
import { expectOperation, expectRange } from "../history/expect-history.ts";
import {
  type CleanupOperation,
  type OperationName,
  PROGRAM_OPERATIONS,
  type ProgramOperation,
  type RestartOperation,
} from "../history/operation.ts";

/** What a foreign allocator is asked: to start afresh, or one operation. */
export type ProtocolRequest = InitRequest | ProgramOperation;

/** Start afresh, memory and disk, with these settings. */
export interface InitRequest {
  readonly op: "init";
  /** The host IDs to hand out, `[start, start + size)`. */
  readonly pool: {
    /** The first host ID. */
    readonly start: number;
    /** How many there are; the end may lie at or past 2^32, which is to be refused. */
    readonly size: number;
  };
  /** How many host IDs a pod gets. */
  readonly idsPerPod: number;
  /** Where random choices begin, 0 to 4294967295. */
  readonly seed: number;
}

/** How many bytes a line may have, the line break not counted. */
export const MAX_LINE_BYTES = 65536;

/** How many lines may be written before the answer to the first of them is read. */
export const MAX_LINES_AHEAD = 200;

/** An operation as a line has it, where the UID of the pod is called `pod`. */
export type OperationRequest =
  | AllocateRequest
  | PodRequest
  | CorruptRecordRequest
  | CleanupOperation
  | RestartOperation;

export interface AllocateRequest {
  readonly op: "allocate";
  readonly pod: string;
  /** How many IDs the pod asks for; absent: `idsPerPod`. */
  readonly size?: number;
}

export interface CorruptRecordRequest {
  readonly op: "corruptRecord";
  readonly pod: string;
  /** What is written there instead. */
  readonly text: string;
}

export interface PodRequest {
  readonly op: Exclude<OperationName, "allocate" | "restart">;
  readonly pod: string;
}

/**
 * Writes a request as a line.
 *
 * @param request - what the program is asked to do
 * @returns one JSON object without blanks, its properties always in the same order, and a line break
 * @example
 * ```ts
 * import { requestLine } from "userns-sim/protocol";
 *
 * requestLine({ op: "release", podUid: "web" }); // => '{"op":"release","pod":"web"}\n'
 * requestLine({ op: "allocate", podUid: "db", size: 131072 }); // => '{"op":"allocate","pod":"db","size":131072}\n'
 * ```
 */
export function requestLine(request: ProtocolRequest): string {
  expectRequest(request);
  return `${JSON.stringify(request.op === "init" ? initRequest(request) : operationRequest(request))}\n`;
}

export function operationRequest(operation: ProgramOperation): OperationRequest {
  switch (operation.op) {
    case "restart":
      return { op: operation.op };
    case "allocate": {
      const { op, podUid, size } = operation;
      return size === undefined ? { op, pod: podUid } : { op, pod: podUid, size };
    }
    case "cleanup": {
      const { op, known, running } = operation;
      return { op, known, running };
    }
    case "corruptRecord":
      return { op: operation.op, pod: operation.podUid, text: operation.text };
    default:
      return { op: operation.op, pod: operation.podUid };
  }
}

function initRequest({ op, pool, idsPerPod, seed }: InitRequest): InitRequest {
  return { op, pool: { start: pool.start, size: pool.size }, idsPerPod, seed };
}

function expectRequest(request: ProtocolRequest): void {
  expectObject("requestLine", "request", request, 'an object such as { op: "restart" }');
  if (request.op !== "init") {
    expectOneOf("requestLine", "op", request.op, ["init", ...PROGRAM_OPERATIONS]);
    expectOperation("requestLine", request, PROGRAM_OPERATIONS);
    // JSON has no way to write what is no number.
    if (request.op === "allocate" && request.size !== undefined)
      checkInteger("requestLine", "size", request.size, 0, Number.MAX_SAFE_INTEGER);
    return;
  }
  expectRange("requestLine", "pool", request.pool, "an object { start, size }");
  checkInteger("requestLine", "idsPerPod", request.idsPerPod, 0, Number.MAX_SAFE_INTEGER);
  checkInteger("requestLine", "seed", request.seed, 0, 4294967295);
}
