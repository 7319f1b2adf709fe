import { basename } from "node:path";
import type { FormMaps } from "../../core/forms/form/form-maps.ts";
import type { FormName } from "../../core/forms/form/form-names.ts";
import type { FormOptions } from "../../core/forms/form/form-row.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { readText } from "../documents/input.ts";
import { readTextArguments } from "../documents/text-arguments.ts";
import { expectOwner } from "../options/expect-owner.ts";
import type { MapReadingOptions } from "../options/map-reading-options.ts";
import { refuseInSilence } from "./options-of-forms.ts";
import { type MapPlace, type MapTextRead, readMapText } from "./read-map-text.ts";

/** A map as it was given, and what it was read with. */
export interface GivenMap {
  readonly text: string;
  readonly read: MapTextRead;
  /** The map that it lives in. */
  readonly outer: GivenMap | undefined;
  readonly options: FormOptions;
}

/** The kernel takes 340 lines; a subuid file of a machine with many users has some thousand. */
export const MAX_MAP_BYTES = 8388608;

/** Reads the map of an option, and the map that it lives in. */
export async function readGivenMap(
  io: Io,
  place: MapPlace,
  texts: readonly string[],
  asked: MapReadingOptions & Pick<FormOptions, "kind"> & { readonly write?: FormName },
): Promise<GivenMap> {
  expectOwner("--owner", asked.owner);
  const options = await readOptions(io, asked);
  const outer =
    asked.outer === undefined
      ? undefined
      : await readOne(io, OUTER_PLACE, asked.outer, { ...options, form: undefined });
  if (outer !== undefined) expectSeen(OUTER_PLACE, outer.read);
  const given = await readOne(io, place, texts, {
    ...options,
    form: asked.form,
    ...(outer && { outer: outer.read }),
  });
  const forms = [given.read.form, outer?.read.form, asked.write];
  refuseInSilence(
    asked,
    forms.filter((form) => form !== undefined),
  );
  return { ...given, outer };
}

const OUTER_PLACE: MapPlace = { name: "--outer", takesTriples: true };

/** The maps of an option's texts, in any form. */
export async function readMapArguments(io: Io, place: MapPlace, texts: readonly string[]): Promise<MapTextRead> {
  return (await readOne(io, place, texts, { form: undefined })).read;
}

/** A map that others live in, or a process, has host IDs. */
export function expectSeen({ name }: Pick<MapPlace, "name">, { unseen = [] }: MapTextRead): void {
  if (unseen.length > 0)
    throw new Failure(`${name}: 4294967295 stands for host IDs that were not seen where the map was read`);
}

type Read = FormOptions & { readonly form: FormName | undefined };

async function readOne(
  io: Io,
  place: MapPlace,
  texts: readonly string[],
  { form, ...options }: Read,
): Promise<GivenMap> {
  const text = await readTextArguments(io, texts, MAX_MAP_BYTES);
  const read = readMapText(
    text,
    { ...options, isSubidFile: areSubidFiles(texts), ...(form === undefined ? {} : { form }) },
    place,
  );
  return { text, read, outer: undefined, options };
}

/** Whether a text is from a file that is called like one of subordinate IDs. */
export function areSubidFiles(texts: readonly string[]): boolean {
  return texts.some((text) => text.startsWith("@") && /^sub[ug]id$/.test(basename(text.slice(1))));
}

async function readOptions(io: Io, asked: MapReadingOptions & Pick<FormOptions, "kind">): Promise<FormOptions> {
  const { owner, reader, rootless, kind, subuid, subgid, passwd, base } = asked;
  return {
    ...(owner !== undefined && { owner }),
    ...(reader !== undefined && { reader }),
    ...(rootless !== undefined && { rootless }),
    ...(kind !== undefined && { kind }),
    ...(subuid !== undefined && { subuid: await readText(io, subuid) }),
    ...(subgid !== undefined && { subgid: await readText(io, subgid) }),
    ...(passwd !== undefined && { passwd: await readText(io, passwd) }),
    ...(base !== undefined && { base: await readBase(io, base) }),
  };
}

async function readBase(io: Io, base: string): Promise<FormMaps> {
  return readMapText(await readTextArguments(io, [base], MAX_MAP_BYTES), {}, { name: "--base", takesTriples: true });
}
