import { explain, type Refusal } from "../../core/explain/main.ts";
import { FORMS } from "../../core/forms/forms.ts";
import {
  type MapRead,
  type NotOfForm,
  type ReadMapOptions,
  readMap,
  type SeveralForms,
} from "../../core/forms/read-map.ts";
import { Failure } from "../base/failure.ts";
import { printable } from "../base/printable.ts";

/** Where a map's text stands, for messages. */
export interface MapPlace {
  /** What people call the place. */
  readonly name: string;
  /** What to do when the text can be read in several ways. */
  readonly remedy: string;
}

const MAP_OPTION: MapPlace = { name: "--map", remedy: "name its form with --form" };

/** Reads a map in the form that is named, else in whichever form it is written. */
export function readMapText(text: string, options: ReadMapOptions = {}, place: MapPlace = MAP_OPTION): MapRead {
  const read = readMap(text, options);
  if (read.ok) return read.value;
  const { error } = read;
  if (error.code === "several-forms")
    throw new Failure(`${place.name}: undecided, it can be read as ${titles(error)}; ${place.remedy}`);
  if (error.code === "no-known-form") throw new Failure(`${place.name}: of no known form`, error.reasons.map(listed));
  const title = options.form === undefined ? "a map" : FORMS[options.form].title;
  throw new Failure(`${place.name}, as ${title}: ${reasonOf(error)}`);
}

function titles({ forms }: SeveralForms): string {
  return forms.map((form) => FORMS[form].title).join(" and as ");
}

function listed({ form, cause }: NotOfForm): string {
  return `  ${FORMS[form].title}: ${reasonOf(cause)}`;
}

function reasonOf(cause: Refusal): string {
  const reason = printable(explain(cause));
  return cause.code === "several-entries" ? `${reason} with --owner` : reason;
}
