import type { HistoryOperation, OperationName, RestartOperation } from "../history/operation.ts";

/** What a foreign allocator is asked: to start afresh, or one operation. */
export type ProtocolRequest = InitRequest | HistoryOperation;

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
export type OperationRequest = PodRequest | RestartOperation;

export interface PodRequest {
  readonly op: Exclude<OperationName, "restart">;
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
 * ```
 */
export function requestLine(request: ProtocolRequest): string {
  return `${JSON.stringify(request.op === "init" ? initRequest(request) : operationRequest(request))}\n`;
}

/** Makes the request for an operation. The size is left out: a program gives every pod `idsPerPod`. */
export function operationRequest(operation: HistoryOperation): OperationRequest {
  return operation.op === "restart" ? { op: operation.op } : { op: operation.op, pod: operation.podUid };
}

function initRequest({ op, pool, idsPerPod, seed }: InitRequest): InitRequest {
  return { op, pool: { start: pool.start, size: pool.size }, idsPerPod, seed };
}
