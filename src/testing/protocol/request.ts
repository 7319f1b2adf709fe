import type { HistoryOperation } from "../history/operation.ts";

/** A line for a foreign allocator: start afresh, or one operation. */
export type ProtocolRequest = InitRequest | HistoryOperation;

/** Start afresh, memory and disk, with these settings. */
export interface InitRequest {
  /** Which request it is. */
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

/**
 * Writes a request as a line.
 *
 * @param request - the request
 * @returns one JSON object without blanks, its properties always in the same order, and a line break
 * @example
 * ```ts
 * import { requestLine } from "userns-sim/testing";
 *
 * requestLine({ op: "release", pod: "web" }); // => '{"op":"release","pod":"web"}\n'
 * ```
 */
export function requestLine(request: ProtocolRequest): string {
  return `${JSON.stringify(inOrder(request))}\n`;
}

function inOrder(request: ProtocolRequest): ProtocolRequest {
  switch (request.op) {
    case "init": {
      const { op, pool, idsPerPod, seed } = request;
      return { op, pool: { start: pool.start, size: pool.size }, idsPerPod, seed };
    }
    case "restart":
      return { op: request.op };
    default:
      return { op: request.op, pod: request.pod };
  }
}
