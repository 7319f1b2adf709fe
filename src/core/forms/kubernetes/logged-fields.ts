import { isUint32 } from "../../id/uint32.ts";
import { ok, type Result } from "../../result.ts";
import { cut, type Faults, type Field } from "../form/field-reader.ts";
import type { FormError, FormExpected } from "../form/form-error.ts";
import type { PlacedMapping } from "../form/placed-map.ts";

/** What the fields of a mapping are called in one way to log it. */
export type LoggedNames = Readonly<Record<string, "containerId" | "hostId" | "size">>;

/** The mapping whose fields `name:number` stand between two braces. One that is left out has the value of `absent`. */
export function loggedMapping(
  inside: Field,
  names: LoggedNames,
  expected: FormExpected,
  absent: number | undefined,
  faults: Faults,
): Result<PlacedMapping, FormError> {
  const numbers = { containerId: absent, hostId: absent, size: absent };
  for (const { 0: word, index } of inside.text.matchAll(/[^\s,:]+(?::\s*[^\s,:]*)?/g)) {
    const [name, digits] = word.split(/:\s*/) as [string, string];
    const field = cut(inside, index, index + word.length);
    const key = Object.hasOwn(names, name) ? names[name] : undefined;
    if (key === undefined) return faults.at("malformed-line", field, expected);
    const number = /^(?:\d+|0x[\da-f]+)$/i.test(digits) ? Number(digits) : Number.NaN;
    if (Number.isNaN(number)) return faults.at("not-a-number", field, "decimal-number");
    if (!isUint32(number)) return faults.at("number-too-large", field, "uint32");
    numbers[key] = number;
  }
  const { containerId, hostId, size } = numbers;
  if (containerId === undefined || hostId === undefined || size === undefined)
    return faults.at("malformed-line", inside, expected);
  return ok({ containerId, hostId, size, field: inside });
}

/** Which of two maps a mapping is of. */
export type LoggedSide = "uid" | "gid";

/** The mappings of a log, of users and of groups, or of both where the log does not tell them apart. */
export interface LoggedMappings {
  readonly uid: PlacedMapping[];
  readonly gid: PlacedMapping[];
  readonly both: PlacedMapping[];
}
