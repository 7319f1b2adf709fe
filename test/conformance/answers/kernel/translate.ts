import {
  parseShownProcMap,
  showProcMap,
  toContainerOrOverflow,
  toHost,
  unwrap,
  viewFrom,
} from "../../../../src/index.ts";
import { difference } from "../../difference.ts";
import { asArray, asInteger, asTuple, type Fields, field, onlyFields } from "../../fields.ts";
import { guarded, thrown, verdict } from "../../guarded.ts";
import type { RowOutcome } from "../../outcome.ts";
import { type MapFile, type Namespaces, readNamespaces } from "./namespaces.ts";

/** Answers the two expected fields of a probe row from the arguments before them. */
type Probe = (...row: readonly number[]) => readonly [unknown, unknown];

/** Runs `userns-kernel/translate/1`: each entry of `up`, `down`, `creates` and `map_reads` is one row. */
export function* checkTranslate(document: Fields): Iterable<RowOutcome> {
  onlyFields(document, new Set(["schema", "kernel", "namespaces", "cases", "creates", "map_reads"]), "document");
  const namespaces = readNamespaces(document);
  for (const [index, row] of asArray(field(document, "cases", "document"), "cases").entries())
    yield* checkCase(row, `cases[${index}]`, namespaces);
  yield* checkRows(field(document, "creates", "document"), "creates", 3, (ns = 0, uid = 0, gid = 0) => [
    toHost(namespaces.mapOf(ns, "uid_map"), uid) ?? null,
    toHost(namespaces.mapOf(ns, "gid_map"), gid) ?? null,
  ]);
  yield* checkRows(field(document, "map_reads", "document"), "map_reads", 2, (target = 0, reader = 0) => [
    hostColumn(namespaces, target, reader, "uid_map"),
    hostColumn(namespaces, target, reader, "gid_map"),
  ]);
}

function* checkCase(row: unknown, path: string, namespaces: Namespaces): Iterable<RowOutcome> {
  try {
    const [first, up, down] = asTuple(row, path, 3);
    const ns = asInteger(first, `${path}[0]`);
    yield* checkRows(asArray(up, `${path}[1]`), `${path} ns ${ns} up`, 1, (kernelId = 0) => [
      toContainerOrOverflow(namespaces.mapOf(ns, "uid_map"), kernelId),
      toContainerOrOverflow(namespaces.mapOf(ns, "gid_map"), kernelId),
    ]);
    yield* checkRows(asArray(down, `${path}[2]`), `${path} ns ${ns} down`, 1, (id = 0) => [
      toHost(namespaces.mapOf(ns, "uid_map"), id) ?? null,
      toHost(namespaces.mapOf(ns, "gid_map"), id) ?? null,
    ]);
  } catch (error) {
    yield thrown(path, error);
  }
}

/** Splits each row into its arguments, which must be integers, and the two fields it expects, which are compared. */
function* checkRows(rows: unknown, path: string, args: number, probe: Probe): Iterable<RowOutcome> {
  for (const [index, row] of asArray(rows, path).entries()) {
    const id = `${path}[${index}]`;
    yield guarded(id, () => {
      const fields = asTuple(row, id, args + 2);
      const given = fields.slice(0, args).map((value, position) => asInteger(value, `[${position}]`));
      return verdict(id, difference(fields.slice(args), probe(...given), "expected"));
    });
  }
}

/**
 * The host column of `/proc/PID/uid_map` as a process of another namespace reads it, in the order the kernel shows.
 * A process that reads the map of its own namespace sees the IDs of the parent.
 */
function hostColumn({ mapOf, parentOf }: Namespaces, target: number, reader: number, file: MapFile): readonly number[] {
  const seenFrom = reader === target ? parentOf(target) : reader;
  const text = showProcMap(viewFrom(mapOf(target, file), mapOf(seenFrom, file)));
  return unwrap(parseShownProcMap(text)).map(({ hostId }) => hostId);
}
