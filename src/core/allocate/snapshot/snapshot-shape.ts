import { NO_ID } from "../../id/id.ts";
import { ID_SPACE } from "../../range/range.ts";
import { anything, integer, list, mistyped, object, passing, type Shape, text } from "../../shape/shape.ts";
import { SNAPSHOT_SCHEMA } from "../state/snapshot-format.ts";
import type { UnknownSchema } from "./snapshot-error.ts";

/** The shape of a snapshot. The schema comes first, so that a later version is refused as such. */
export function snapshotShape(): Shape<UnknownSchema> {
  return object({
    schema: thisSchema(),
    pool: object(
      {
        start: integer(0, NO_ID),
        size: integer(0, NO_ID),
        idsPerPod: integer(0, NO_ID),
        exclude: list(idRange()),
      },
      { aligned: passing("true-or-false", (value) => typeof value === "boolean") },
    ),
    strategy: text(),
    memory: anything(),
    pods: list(object({ podUid: text(), ranges: list(idRange()) })),
  });
}

function thisSchema(): Shape<UnknownSchema> {
  const string = text();
  return (value, path) => {
    if (value === SNAPSHOT_SCHEMA) return undefined;
    return string(value, path) ?? { code: "unknown-schema", schema: String(value), expected: SNAPSHOT_SCHEMA };
  };
}

function idRange(): Shape {
  const numbers = object({ start: integer(0, NO_ID), size: integer(0, ID_SPACE) });
  return (value, path) => {
    const error = numbers(value, path);
    if (error !== undefined) return error;
    const { start, size } = value as { readonly start: number; readonly size: number };
    return start + size > ID_SPACE ? mistyped(path, { kind: "range", most: ID_SPACE }) : undefined;
  };
}
