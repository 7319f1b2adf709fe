import { explain, type Refusal } from "../../core/explain/main.ts";
import type { NotTold } from "../../core/forms/form/form-error.ts";
import type { FormName } from "../../core/forms/form/form-names.ts";
import { FORMS } from "../../core/forms/forms.ts";
import { parseShownProcMap } from "../../core/forms/kernel/proc-map-shown.ts";
import {
  type MapRead,
  type NotOfForm,
  type ReadMapError,
  type ReadMapOptions,
  readMap,
  recognizeMap,
} from "../../core/forms/read-map.ts";
import { NO_ID } from "../../core/id/id.ts";
import { createIdMap, initialIdMap } from "../../core/idmap/id-map.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { type Result, unwrap } from "../../core/result.ts";
import { Failure } from "../base/failure.ts";
import { Undecided } from "../output/undecided.ts";
import { triplesAsLines } from "./triples.ts";

/** Where a map's text stands, for messages. */
export interface MapPlace {
  /** What people call the place. */
  readonly name: string;
  /** The option that names the form of the text; without one there is none. */
  readonly formOption?: string;
  /** Whether the place is documented as `container:host:size`, so that three numbers are that. */
  readonly takesTriples?: true;
  /**
   * Whether the IDs alone are asked for, not a namespace: then a text by which no user namespace is made stands for the map
   * of the host, and a mount's map that was looked up in that of its container is one.
   */
  readonly takesAny?: true;
}

/** What is known of a map's text. */
export interface MapTextOptions extends ReadMapOptions {
  /** Whether the text is from a file that is called like one of subordinate IDs. */
  readonly isSubidFile?: boolean;
}

export interface MapTextRead extends MapRead {
  /** Lines whose host IDs the namespace that they were shown to has not: 4294967295 stands for them. */
  readonly unseen?: readonly IdMapping[];
}

/** Reads a map in the form that is named, else in whichever form it is written. */
export function readMapText(text: string, options: MapTextOptions, place: MapPlace): MapTextRead {
  const { form } = options;
  const takesTriples = place.takesTriples && form === undefined && !isAboutSubids(options);
  if (takesTriples && triplesAsLines(text) !== undefined)
    return readMapText(text, { ...options, form: "triple" }, place);
  const meant = form === undefined && isAboutSubids(options) ? readSubids(text, options) : undefined;
  const read = meant ?? readMap(text, options);
  if (read.ok) return withOthers(read.value, place);
  return readShown(text, form) ?? fail(text, options, place, read.error);
}

/** The map of all IDs, where the form says of those without a mapping that they are not unmapped. */
function withOthers(read: MapRead, { name, takesAny }: MapPlace): MapRead {
  const title = FORMS[read.form].title;
  if (read.isOnHost === true && takesAny !== true)
    throw new Failure(
      `${name}, as ${title}: with --outer it leads from the disk to the host, and is no namespace's map`,
    );
  if (read.otherIds === undefined) return read;
  if (read.otherIds === "chosen-at-start")
    throw new Failure(
      `${name}, as ${title}: the map is chosen when the container starts, and stands in /proc/PID/uid_map then`,
    );
  if (takesAny !== true)
    throw new Failure(`${name}, as ${title}: no user namespace is made by that, so that there is no map`);
  return { ...read, uid: initialIdMap(), gid: undefined };
}

/** What is about subordinate IDs alone decides for them, where a text could be something else as well. */
export function isAboutSubids({ owner, reader, rootless, isSubidFile }: MapTextOptions): boolean {
  return isSubidFile === true || (owner ?? reader ?? rootless) !== undefined;
}

/** The text as subordinate IDs; `undefined` where it is something else. */
function readSubids(text: string, options: MapTextOptions): Result<MapRead, ReadMapError> | undefined {
  const reads = (["subid", "getsubids"] as const)
    .filter((form) => FORMS[form].recognise(text))
    .map((form) => readMap(text, { ...options, form }));
  const found = reads.find((read) => read.ok);
  return found ?? (triplesAsLines(text) === undefined ? undefined : reads[0]);
}

/** What a namespace is shown that has not all of the host IDs. */
function readShown(text: string, form: FormName | undefined): MapTextRead | undefined {
  if (form !== undefined && form !== "proc-map") return undefined;
  const lines = parseShownProcMap(text);
  if (!lines.ok) return undefined;
  const unseen = lines.value.filter(({ hostId }) => hostId === NO_ID);
  const seen = createIdMap(lines.value.filter(({ hostId }) => hostId !== NO_ID));
  if (unseen.length === 0 || !seen.ok) return undefined;
  return { form: "proc-map", uid: unwrap(seen), gid: undefined, unseen };
}

function fail(text: string, options: MapTextOptions, place: MapPlace, error: ReadMapError): never {
  if (error.code === "several-forms") throw undecided(text, options, place);
  if (error.code === "no-known-form") throw new Failure(`${place.name}: of no known form`, error.reasons.map(listed));
  const form = options.form ?? ("form" in error ? error.form : undefined);
  const title = form === undefined ? "a map" : FORMS[form].title;
  throw new Failure(`${place.name}, as ${title}: ${reasonOf(error)}`);
}

function undecided(text: string, options: MapTextOptions, { name, formOption }: MapPlace): Undecided {
  const readings = recognizeMap(text, options).readings.map(({ form, uid }) => ({ form, mappings: uid.mappings }));
  const lines = readings.map(({ form, mappings }) => {
    const said = formOption === undefined ? "" : `${formOption} ${form}: `;
    return `  ${said}${FORMS[form].title}, container ${mappingsText(mappings)}`;
  });
  return new Undecided(
    { outcome: "undecided", about: name, readings },
    `${name}: undecided, it can be read as ${readings.map(({ form }) => FORMS[form].title).join(" and as ")}; ${formOption === undefined ? "write it as lines of uid_map" : `name its form with ${formOption}`}`,
    lines,
  );
}

/** The first mappings of a map, as a sentence has room for them. */
export function mappingsText(mappings: readonly IdMapping[]): string {
  const texts = mappings.slice(0, MOST_MAPPINGS).map(({ containerId, hostId, size }) => {
    const [from, to] = [containerId, hostId].map((id) => (size === 1 ? String(id) : `[${id}, ${id + size})`));
    return `${from} to host ${to}`;
  });
  const more = mappings.length - texts.length;
  return more > 0 ? `${texts.join(", ")} and ${more} more` : texts.join(", ");
}

const MOST_MAPPINGS = 3;

function listed({ form, cause }: NotOfForm): string {
  return `  ${FORMS[form].title}: ${reasonOf(cause)}`;
}

function reasonOf(cause: Refusal): string {
  const reason = explain(cause);
  if (cause.code === "several-entries") return `${reason} with --owner`;
  const option = cause.code === "not-told" ? OPTION_OF_NEED[cause.needs] : undefined;
  return option === undefined ? reason : `${reason} (${option})`;
}

/** The option that says what a form needs, where it is an option that does. */
const OPTION_OF_NEED: Readonly<Record<NotTold["needs"], string | undefined>> = {
  rootless: "--rootless",
  subuid: "--subuid",
  outer: "--outer",
  "volatile.idmap.next": undefined,
  "included-file": undefined,
  "shared-namespace": undefined,
};
