import {
  type CredentialRow,
  type MountRows,
  type NamespaceRow,
  type World,
  worldOf,
} from "../../../core/kernel/support/world.ts";
import { asInteger, asText, type Fields, field, MalformedRow } from "../../fields.ts";
import { asArrayOf, asBoolean, asRecordOf, asTupleOf, type Read, readShape } from "../../shape.ts";
import { readNamespaces } from "./namespaces.ts";

/** What all rows of a file share. */
export interface Scene {
  readonly world: World;
  readonly creds: readonly CredentialRow[];
  readonly mounts: MountRows;
  readonly ops: readonly string[];
}

const IDS = asTupleOf(asInteger, asInteger, asInteger, asInteger);

const CREDENTIALS = asTupleOf(asInteger, IDS, IDS, asArrayOf(asInteger), asHex, asHex, asMatch(/^[ksSpbn]*$/));

/** Reads some credentials. */
export function asCredentials(value: unknown, path: string): readonly CredentialRow[] {
  return asArrayOf(CREDENTIALS)(value, path) as unknown as readonly CredentialRow[];
}

const NAMESPACE = {
  required: { id: asInteger, parent: asInteger, owner: asInteger, group: asInteger, uid_map: asText, gid_map: asText },
  optional: { setgroups: asMatch(/^(allow|deny)$/), note: asText },
};

const MOUNT = { optional: { idmap_ns: asInteger, nosuid: asBoolean } };

/** Reads namespaces and credentials, and the mounts and operations of a file that has them. */
export function readScene(document: Fields, operations: readonly string[] = []): Scene {
  const read = <T>(name: string, reader: Read): T => reader(field(document, name, "document"), name) as T;
  const rows = read<readonly NamespaceRow[]>(
    "namespaces",
    asArrayOf((value, path) => readShape(value, NAMESPACE, path)),
  );
  // The model leaves a map out that the kernel would refuse; here that is a mistake in the file.
  const { mapOf } = readNamespaces(document);
  for (const { id } of rows) for (const file of ["uid_map", "gid_map"] as const) mapOf(id, file);
  const asMount: Read = (value, path) => (value === null ? null : readShape(value, MOUNT, path));
  return {
    world: worldOf(rows),
    creds: read("creds", asCredentials),
    mounts: Object.hasOwn(document, "mounts") ? read("mounts", asRecordOf(asMount)) : {},
    ops: operations.length > 0 ? read("ops", asArrayOf(asOneOf(...operations))) : [],
  };
}

/** Reads the index of credentials. */
export function asIndexOf(creds: readonly unknown[]): Read<number> {
  return (value, path) => {
    const index = asInteger(value, path);
    if (index < 0 || index >= creds.length) throw new MalformedRow(path, "an index of creds", value);
    return index;
  };
}

/** Reads one of some values. */
export function asOneOf<T>(...values: readonly T[]): Read<T> {
  return (value, path) => {
    if (!values.includes(value as T)) throw new MalformedRow(path, `one of ${values.join(", ")}`, value);
    return value as T;
  };
}

/** Reads a text of a certain form. */
export function asMatch(form: RegExp): Read<string> {
  return (value, path) => {
    const text = asText(value, path);
    if (!form.test(text)) throw new MalformedRow(path, String(form), value);
    return text;
  };
}

/** Reads a set of capabilities. */
export function asHex(value: unknown, path: string): string {
  return asMatch(/^[0-9a-f]{1,11}$/)(value, path);
}

/** Reads what may be null. */
export function asNullOr<T>(read: Read<T>): Read<T | null> {
  return (value, path) => (value === null ? null : read(value, path));
}
