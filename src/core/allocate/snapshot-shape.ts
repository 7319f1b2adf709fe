import { NO_ID } from "../id/id.ts";
import { ID_SPACE } from "../range/range.ts";
import { anything, integer, list, mistyped, record, type Shape, text } from "./shape.ts";
import { SNAPSHOT_SCHEMA } from "./snapshot-format.ts";

/**
 * The shape of a snapshot. The schema comes first, so that a later version is refused as such.
 *
 * @returns the shape
 * @internal
 */
export function snapshotShape(): Shape {
  return record({
    schema: thisSchema(),
    pool: record({
      start: integer(NO_ID),
      size: integer(NO_ID),
      idsPerPod: integer(NO_ID),
      exclude: list(idRange()),
    }),
    strategy: text(),
    memory: anything(),
    pods: list(record({ podUid: text(), ranges: list(idRange()) })),
  });
}

function thisSchema(): Shape {
  const string = text();
  return (value, path) => {
    if (value === SNAPSHOT_SCHEMA) return undefined;
    return string(value, path) ?? { code: "unknown-schema", schema: String(value), expected: SNAPSHOT_SCHEMA };
  };
}

function idRange(): Shape {
  const numbers = record({ start: integer(NO_ID), size: integer(ID_SPACE) });
  return (value, path) => {
    const error = numbers(value, path);
    if (error !== undefined) return error;
    const { start, size } = value as { readonly start: number; readonly size: number };
    return start + size > ID_SPACE ? mistyped(path, `a range that ends at ${ID_SPACE} at most`) : undefined;
  };
}
