import type { ManifestPath, ManifestPlace } from "../../core/manifest/place.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { flawFailure } from "./flaw-failure.ts";
import { fileName, mebibytes, readText } from "./input.ts";
import { jsonOverLimit } from "./json-limits.ts";
import { endOfValue, pastSpace, positionsOf } from "./json-text.ts";
import { linesAndColumns } from "./lines-and-columns.ts";
import { type ItemReading, readItems } from "./list-items.ts";
import { placesByDocument } from "./yaml/places-by-document.ts";
import { JSON_MAY_BE_LARGER, locateInYaml, MAX_YAML_LENGTH, readYaml } from "./yaml/yaml.ts";

/** The documents of one file. */
export interface DocumentFile {
  /** The file's name, for messages. */
  readonly name: string;
  /** The values of its documents. */
  readonly values: readonly unknown[];
  /**
   * Finds where values stand in the file.
   * @param places - documents, counted from the file's first, and ways into them
   * @returns the places in the same order, each with its line and column
   */
  readonly locate: <P extends ManifestPlace>(places: readonly P[]) => Promise<readonly (P & LineColumn)[]>;
}

/** A position in a text. */
export interface LineColumn {
  /** The line, from 1. */
  readonly line: number;
  /** The column, from 1. */
  readonly column: number;
}

/** How a list of objects is read that may be larger than what is read as a whole. */
export type ListReading = Omit<ItemReading, "breathe"> & { readonly maxBytes: number };

/**
 * Reads the documents of a file, YAML or JSON.
 * @param path - the file's path; `-` is standard input
 */
export async function readDocuments(io: Io, path: string, reading?: ListReading): Promise<DocumentFile> {
  const text = await readText(io, path, reading?.maxBytes, reading?.advice);
  return await documentsIn(io, fileName(path), text, reading);
}

/**
 * Takes apart the documents of a text that stands in a file, or in a value of one.
 * @param name - what messages call it
 */
export async function documentsIn(
  io: Pick<Io, "breathe">,
  name: string,
  text: string,
  reading?: ListReading,
): Promise<DocumentFile> {
  // kubectl tells the two apart by the first character, too. JSON is read a hundred times faster.
  const looksLikeJson = /^\s*[{[]/.test(text);
  const list =
    looksLikeJson && reading !== undefined ? await readItems(text, { ...reading, breathe: io.breathe }) : undefined;
  if (list !== undefined && "flaw" in list) throw flawFailure(name, text, list);
  if (list !== undefined) return jsonFile(name, text, { values: [list.value], starts: [0] });
  const flaw = looksLikeJson ? jsonOverLimit(text) : undefined;
  if (flaw !== undefined) throw flawFailure(name, text, flaw);
  const json = looksLikeJson ? readJson(text) : undefined;
  if (json !== undefined) return jsonFile(name, text, json);
  if (text.length > MAX_YAML_LENGTH) throw new Failure(`${name}: ${TOO_LARGE}`);
  const yaml = await readYaml(text, io.breathe);
  if ("flaw" in yaml) throw flawFailure(name, text, yaml);
  return {
    name,
    values: yaml.values,
    locate: async (places) => withPositions(text, places, await locateInYaml(text, places)),
  };
}

interface JsonValues {
  readonly values: readonly unknown[];
  readonly starts: readonly number[];
}

function jsonFile(name: string, text: string, { values, starts }: JsonValues): DocumentFile {
  return {
    name,
    values,
    locate: async (places) =>
      withPositions(
        text,
        places,
        byDocument(places, (document, paths) => positionsOf(text, Number(starts[document]), paths)),
      ),
  };
}

function withPositions<P extends ManifestPlace>(
  text: string,
  places: readonly P[],
  offsets: readonly number[],
): readonly (P & LineColumn)[] {
  const positions = linesAndColumns(text, offsets);
  return places.map((place, i) => ({ ...place, ...(positions[i] as LineColumn) }));
}

/** Asks each document once for all places that are in it. */
function byDocument(
  places: readonly ManifestPlace[],
  locate: (document: number, paths: readonly ManifestPath[]) => readonly number[],
): readonly number[] {
  const offsets: number[] = [];
  for (const [document, there] of placesByDocument(places))
    locate(
      document,
      there.map(({ path }) => path),
    ).forEach((offset, i) => {
      offsets[Number(there[i]?.index)] = offset;
    });
  return offsets;
}

const TOO_LARGE = `larger than the ${mebibytes(MAX_YAML_LENGTH)} of YAML that are read; ${JSON_MAY_BE_LARGER}`;

/** Reads one JSON value, or several one after the other; `undefined` where the text is no JSON. */
function readJson(text: string): JsonValues | undefined {
  try {
    return { values: [JSON.parse(text)], starts: [0] };
  } catch {
    // Perhaps one object after the other, as some tools stream them.
  }
  const values: unknown[] = [];
  const starts: number[] = [];
  try {
    for (let start = pastSpace(text, 0); start < text.length; start = pastSpace(text, start)) {
      const end = endOfValue(text, start);
      values.push(JSON.parse(text.slice(start, end)));
      starts.push(start);
      start = end;
    }
    return { values, starts };
  } catch {
    return undefined;
  }
}
