import { sameFunction } from "../idmap/equal.ts";
import type { IdMapping } from "../idmap/id-mapping.ts";
import type { FormMaps } from "./form/form-maps.ts";
import type { FormName } from "./form/form-names.ts";

/** The maps that a text holds, and the form that it was read as. */
export interface MapRead extends FormMaps {
  /** The form. */
  readonly form: FormName;
  /** The other forms in which the text says the same; absent where there are none, and where the form was named. */
  readonly alsoForms?: readonly FormName[];
}

/** One way to read a text that has several, as plain data. */
export interface FormReading {
  /** The form. */
  readonly form: FormName;
  /** The other forms in which the text says the same; absent where there are none. */
  readonly alsoForms?: readonly FormName[];
  /** The mappings of the users; those of users and groups where the text does not tell the two apart. */
  readonly mappings: readonly IdMapping[];
  /** The mappings of the groups; absent where the text does not tell the two apart. */
  readonly gidMappings?: readonly IdMapping[];
}

/**
 * Those that map every ID alike are one, under the first of their names. Lines of subordinate IDs, which say nothing of
 * container IDs, come last.
 */
export function distinct(readings: readonly MapRead[]): readonly MapRead[] {
  const result: MapRead[] = [];
  for (const reading of readings) {
    const same = result.findIndex((other) => sameMaps(other, reading));
    const first = result[same];
    if (first === undefined) result.push(reading);
    else result[same] = { ...first, alsoForms: [...(first.alsoForms ?? []), reading.form] };
  }
  return [...result.filter(({ form }) => form !== "subid"), ...result.filter(({ form }) => form === "subid")];
}

export function plainReading({ form, alsoForms, uid, gid }: MapRead): FormReading {
  return {
    form,
    ...(alsoForms !== undefined && { alsoForms }),
    mappings: uid.mappings,
    ...(gid !== undefined && { gidMappings: gid.mappings }),
  };
}

function sameMaps(a: FormMaps, b: FormMaps): boolean {
  return a.otherIds === b.otherIds && sameFunction(a.uid, b.uid) && sameFunction(a.gid ?? a.uid, b.gid ?? b.uid);
}
