import type { VectorOp } from "../../../../src/cli/trace/vectors.ts";
import { asFields, asInteger, asText, field, MalformedRow } from "../../fields.ts";
import { anything, asArrayOf, asTrue, pick, readShape, type Shape } from "../../shape.ts";
import { readSettings } from "./settings.ts";

const POD: Shape = { required: { pod: asText } };
const PODS = asArrayOf(asText);

/** The operations of a trace of 1.36 with their arguments. */
export const OPERATIONS: Readonly<Record<string, Shape>> = {
  start: { optional: { settings: readSettings } },
  create: { ...POD, optional: { hostUsers: asHostUsers, handler: asText, failWrite: asTrue } },
  release: POD,
  cleanup: { optional: { known: PODS, running: PODS } },
  writeFile: { required: { pod: asText, raw: asText } },
  deleteFile: POD,
  mkDir: POD,
  removeDir: POD,
  fileIsDir: POD,
  dirIsFile: POD,
  removePodsDir: {},
};

/** Those of 1.25 and 1.28: no settings, no handlers, and a file without content has no `raw`. */
export const LEGACY_OPERATIONS: Readonly<Record<string, Shape>> = {
  ...OPERATIONS,
  start: {},
  create: POD,
  writeFile: { ...POD, optional: { raw: asText } },
};

/** Reads one operation. What came of it may be anything, as it is compared, but under no other name than the given. */
export function readOperation(
  value: unknown,
  operations: Readonly<Record<string, Shape>>,
  outcome: readonly string[],
  path: string,
): VectorOp {
  const op = asText(field(asFields(value, path), "op", path), `${path}.op`);
  const shape = Object.hasOwn(operations, op) ? operations[op] : undefined;
  if (shape === undefined) throw new MalformedRow(`${path}.op`, "an operation that the page names", op);
  const others = Object.fromEntries(outcome.map((name) => [name, anything]));
  const fields = readShape(
    value,
    {
      required: { op: asText, ...shape.required },
      optional: { ...shape.optional, ...others, draws: asArrayOf(asInteger) },
    },
    path,
  );
  // Of the outcome only the draws are handed on: they are the random numbers that the kubelet is given.
  return pick(
    fields,
    Object.keys(fields).filter((name) => name === "draws" || !outcome.includes(name)),
  ) as unknown as VectorOp;
}

function asHostUsers(value: unknown, path: string): "true" | "unset" {
  if (value !== "true" && value !== "unset") throw new MalformedRow(path, '"true" or "unset"', value);
  return value;
}
