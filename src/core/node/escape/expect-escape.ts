import { expectArray, expectObject, expectOneOf, expectText, misuse } from "../../misuse/misuse.ts";
import type { Node } from "../node.ts";
import { ACCESS_PATHS, type AccessPath } from "./access-path.ts";
import type { Escape, EscapeFrom, EscapeOptions, Verdict } from "./matrix.ts";

/** Only a node has its pods twice. */
export function expectNode(caller: string, node: Node): void {
  if (!Array.isArray(node?.podsWithoutUserns)) throw misuse(caller, "node", "a node made by createNode", node);
}

export function expectWay(caller: string, from: EscapeFrom, path: AccessPath, options: EscapeOptions): void {
  expectObject(caller, "from", from, 'an object such as { pod: "web" }');
  expectText(caller, "from.pod", from.pod);
  if (from.container !== undefined) expectText(caller, "from.container", from.container);
  expectOneOf(caller, "path", path, ACCESS_PATHS);
  expectObject(caller, "options", options, 'an object such as { source: "/etc" }');
  if (options.source !== undefined) expectText(caller, "source", options.source);
}

export function expectMatrix(caller: string, matrix: Escape<Verdict>): void {
  expectObject(caller, "matrix", matrix, "what escape or escapeMatrix gave");
  expectArray(caller, "rows", matrix.rows, "the rows of a matrix");
}
