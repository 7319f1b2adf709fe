import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** The rows of a file of vectors that were made by running the real kubelet. */
export function kubeletVectors<Row>(name: string, rows: "traces" | "cases"): readonly Row[] {
  return read<Record<string, readonly Row[]>>(`kubelet/${name}`)[rows] ?? [];
}

/** The cases restated from other projects' tests. */
export function peerVectors<Row>(): readonly Row[] {
  return read<{ cases: readonly Row[] }>("peers/cases").cases;
}

function read<T>(name: string): T {
  const file = new URL(`../../../conformance/vectors/${name}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as T;
}
