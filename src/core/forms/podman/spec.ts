import { isUint32 } from "../../id/uint32.ts";
import { tooManyMappings } from "../../idmap/check-mappings.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { MAX_MAPPINGS } from "../../idmap/id-mapping.ts";
import { err, ok, type Result } from "../../result.ts";
import { shown } from "../../text/shown.ts";
import { cut, decimal, type Faults, type Field, splitAt } from "../form/field-reader.ts";
import type { FormError, FormExpected } from "../form/form-error.ts";
import type { PlacedMapping } from "../form/placed-map.ts";
import { filled, insideOuter, joined, punched, shortened } from "./id-list.ts";

/** What a mapping of podman is read against. */
export interface PodmanContext {
  readonly faults: Faults;
  readonly kind: "UID" | "GID";
  /** The intermediate map. */
  readonly outer: IdMap;
  /** Whether it is one of a user other than root: then the first `+` fills what is left. */
  readonly rootless: boolean;
}

const SPEC = '["[+ug]uint32:[@]uint32[:uint32]"]';

/** One mapping, its flags and host ID not yet looked into. */
interface Triple {
  readonly field: Field;
  readonly flags: string;
  readonly containerId: number;
  readonly hostId: number;
  readonly host: Field;
  readonly size: number;
}

/**
 * The mappings of the specifications of one kind, as podman sorts and joins them: `ParseIDMap` of `pkg/util/utils.go`.
 *
 * One deviation: more than 340 mappings that a `+` would be punched into are refused at once, though a later one could
 * take them away again.
 */
export function parseSpecs(
  context: PodmanContext,
  specs: readonly Field[],
): Result<readonly PlacedMapping[], FormError> {
  let list: readonly PlacedMapping[] = [];
  const appended: PlacedMapping[] = [];
  let fill: Field | undefined;
  for (const spec of specs.filter(({ text }) => text !== "")) {
    const triples = triplesOf(context, spec);
    if (!triples.ok) return triples;
    for (const fields of triples.value) {
      const flagged = readFlags(context, spec, fields);
      if (!flagged.ok) return flagged;
      const read = readTriple(context, fields, flagged.value);
      if (!read.ok) return read;
      const { flags, field } = read.value;
      const mappings = mappingsOf(context, read.value);
      if (!mappings.ok) return mappings;
      if (mappings.value.length === 0) continue;
      if (!flags.includes("+")) {
        appended.push(...mappings.value);
        continue;
      }
      list = shortened([...list, ...appended.splice(0)]);
      if (list.length > MAX_MAPPINGS) return tooMany(context, field, list.length);
      if (list.length === 0 && context.rootless) fill ??= field;
      for (const mapping of mappings.value) list = punched(list, mapping);
    }
  }
  list = [...list, ...appended];
  return ok(joined(fill === undefined ? list : filled(list, context.outer, fill)));
}

/** One mapping without flags, as `--userns=auto` takes it: `parseAutoIDMap`. */
export function parseAutoSpec(context: PodmanContext, spec: Field): Result<readonly PlacedMapping[], FormError> {
  const fields = withSize(splitAt(spec, ":"));
  if (fields.length !== 3) return malformed(context, spec, '["uint32:[@]uint32[:uint32]"]');
  const read = readTriple(context, fields, "");
  if (!read.ok) return read;
  const mappings = mappingsOf(context, read.value);
  return mappings.ok ? ok(joined(mappings.value)) : mappings;
}

function triplesOf(context: PodmanContext, spec: Field): Result<readonly (readonly Field[])[], FormError> {
  const fields = withSize(splitAt(spec, ":"));
  const triples = fields.flatMap((_, index) => (index % 3 === 0 ? [fields.slice(index, index + 3)] : []));
  if (triples.some((triple) => triple.length < 3)) return malformed(context, spec, SPEC);
  return ok(triples);
}

/** Two fields are a mapping of one ID. */
function withSize(fields: readonly Field[]): readonly Field[] {
  const last = fields.at(-1);
  return fields.length === 2 && last !== undefined
    ? [...fields, { text: "1", at: last.at + last.text.length }]
    : fields;
}

/** `parseFlags` */
function readFlags(context: PodmanContext, spec: Field, fields: readonly Field[]): Result<string, FormError> {
  const [container] = fields as readonly [Field, Field, Field];
  if (container.text === "") return malformed(context, spec, SPEC);
  const flags = container.text.slice(0, container.text.search(/[^+ug]|$/));
  const rest = cut(container, flags.length);
  if (/^[0-9]/.test(rest.text)) return ok(flags);
  const words = wordsOf(fields);
  if (rest.text === "")
    return context.faults.at("missing-number", rest, "id-or-flag", `invalid mapping: ${words}, parsing flags`);
  const said = `invalid mapping: ${words}. Unknown flag ${rest.text.codePointAt(0)}`;
  return context.faults.at("unknown-word", rest, "id-or-flag", said);
}

/** A slice of strings as Go prints it. */
function wordsOf(fields: readonly Field[]): string {
  return `[${fields.map(({ text }) => shown(text)).join(" ")}]`;
}

/** `parseTriple`, in its order. */
function readTriple(
  { faults, kind }: PodmanContext,
  fields: readonly Field[],
  flags: string,
): Result<Triple, FormError> {
  const [container, host, size] = fields as readonly [Field, Field, Field];
  const words = wordsOf(fields);
  if (container.text === "")
    return faults.at("missing-number", container, "id-or-flag", `invalid empty container id at ${kind} map: ${words}`);
  const containerId = readNumber(faults, container, flags.length, "id-or-flag");
  if (!containerId.ok) return containerId;
  if (host.text === "")
    return faults.at("missing-number", host, "host-id", `invalid empty host id at ${kind} map: ${words}`);
  const hostId = readNumber(faults, host, host.text.startsWith("@") ? 1 : 0, "host-id");
  if (!hostId.ok) return hostId;
  const count = readNumber(faults, size, 0, "decimal-number");
  if (!count.ok) return count;
  return ok({ field: container, flags, containerId: containerId.value, hostId: hostId.value, host, size: count.value });
}

/** `strconv.ParseUint` in base 10 with 32 bits. */
function readNumber(faults: Faults, field: Field, from: number, expected: FormExpected): Result<number, FormError> {
  const digits = cut(field, from);
  const value = decimal(digits.text);
  const said = (why: string): string =>
    `parsing id map value "${shown(field.text)}": strconv.ParseUint: parsing "${shown(digits.text)}": ${why}`;
  if (Number.isNaN(value)) return faults.at("not-a-number", digits, expected, said("invalid syntax"));
  if (!isUint32(value)) return faults.at("number-too-large", digits, "uint32", said("value out of range"));
  return ok(value);
}

/** What a triple maps: nothing where it is of the other kind, several pieces where the outer map has its IDs in several. */
function mappingsOf(context: PodmanContext, triple: Triple): Result<readonly PlacedMapping[], FormError> {
  const { kind, outer, faults } = context;
  const { flags, containerId, hostId, host, size, field } = triple;
  const own = kind === "UID" ? "u" : "g";
  if (/[ug]/.test(flags) && !flags.includes(own)) return ok([]);
  if (size === 0) return ok([]);
  if (!host.text.startsWith("@")) return ok([{ containerId, hostId, size, field }]);
  const inside = insideOuter(outer, hostId, size);
  if ("missing" in inside)
    return faults.at(
      "not-in-outer",
      host,
      "id-of-outer",
      `parent ID ${kind} ${inside.missing} is not mapped/delegated`,
    );
  let next = containerId;
  return ok(
    inside.pieces.map((piece) => {
      const mapping = { containerId: next, hostId: piece.id, size: piece.size, field };
      next += piece.size;
      return mapping;
    }),
  );
}

function malformed({ faults, kind }: PodmanContext, spec: Field, form: string): Result<never, FormError> {
  const said = `initializing ID mappings: ${kind} setting is malformed expected ${form} : ["${shown(spec.text)}"]`;
  return faults.at("malformed-line", spec, "podman-spec", said);
}

function tooMany({ faults }: PodmanContext, field: Field, count: number): Result<never, FormError> {
  return err({ code: "bad-map", ...faults.place(field), errno: "EINVAL", cause: tooManyMappings(count) });
}
