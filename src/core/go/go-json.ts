import { isUint32 } from "../id/uint32.ts";
import type { JsonFault } from "../json/json-fault.ts";
import type { JsonReader } from "../json/json-reader.ts";

/** Decodes the value that is next in a reader into something that the function holds on to. */
export type GoDecode = <Form extends string>(
  reader: JsonReader<Form>,
  path: string,
) => JsonFault<"wrong-type", Form> | undefined;

/** A slice of Go: the memory behind it may hold more elements than the slice. */
export interface GoSlice<T> {
  /** The elements that were decoded since the memory was new. */
  memory: T[];
  /** How many of them belong to the slice. */
  length: number;
}

export function goSlice<T>(): GoSlice<T> {
  return { memory: [], length: 0 };
}

export function elementsOf<T>({ memory, length }: GoSlice<T>): readonly T[] {
  return memory.slice(0, length);
}

/**
 * Decodes the next value into a struct, as Go's `encoding/json` does; gives why that cannot be.
 *
 * `decode.go`: null changes nothing; an unknown key is skipped; a key that comes again is decoded over the first one;
 * keys match "ignoring case", in Unicode's simple case folding.
 */
export function decodeStruct<Form extends string>(
  reader: JsonReader<Form>,
  path: string,
  fields: Readonly<Record<string, GoDecode>>,
): JsonFault<"wrong-type", Form> | undefined {
  if (skippedNull(reader)) return undefined;
  if (reader.kind() !== "object") return reader.fault("wrong-type", path, "object");
  for (const key of reader.keys()) {
    const folded = fold(key);
    const field = Object.entries(fields).find(([name]) => fold(name) === folded);
    if (field === undefined) {
      reader.skip();
    } else {
      const [name, decode] = field;
      const error = decode(reader, path === "" ? name : `${path}.${name}`);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

/**
 * Makes a decoder into a slice of structs, as Go's `encoding/json` decodes one.
 *
 * `decode.go`: null gives the nil slice, and an empty array a new one. Any other array is decoded over the memory of an
 * earlier one, so an element keeps what its value does not mention, even if the slice was shorter in between.
 *
 * @param zero - makes an element whose fields are zero, given the place of its value: where in the text, and the way to
 * it
 */
export function structsInto<T>(
  slice: GoSlice<T>,
  zero: (at: number, path: string) => T,
  fieldsOf: (element: T) => Readonly<Record<string, GoDecode>>,
): GoDecode {
  return (reader, path) => {
    slice.length = 0;
    if (!skippedNull(reader)) {
      if (reader.kind() !== "array") return reader.fault("wrong-type", path, "array");
      for (const _ of reader.entries()) {
        const place = `${path}[${slice.length}]`;
        const element = slice.memory[slice.length] ?? zero(reader.at, place);
        const error = decodeStruct(reader, place, fieldsOf(element));
        if (error !== undefined) return error;
        slice.memory[slice.length] = element;
        slice.length++;
      }
    }
    if (slice.length === 0) slice.memory = [];
    return undefined;
  };
}

/**
 * Makes a decoder into a field of type uint32, as Go's `encoding/json` decodes one.
 *
 * `decode.go`: null changes nothing; of the numbers of JSON, `strconv.ParseUint` reads those written in digits, so
 * neither 65536.0 nor 6.5536e4 nor -0. A `spelling` may allow others, quotation marks included.
 */
export function uint32Into<Field extends string>(
  target: { [Key in Field]?: number },
  field: Field,
  spelling: RegExp = /^\d+$/,
): GoDecode {
  return (reader, path) => {
    if (skippedNull(reader)) return undefined;
    const token = reader.peek();
    const value = Number(token.replaceAll('"', ""));
    if (!spelling.test(token) || !isUint32(value)) return reader.fault("wrong-type", path, "uint32");
    target[field] = value;
    reader.skip();
    return undefined;
  };
}

/**
 * The simple case folding of Unicode, as far as a key of ASCII letters can tell: ſ (U+017F) is an s, and the sign of the
 * kelvin (U+212A), of which `toLowerCase` knows, a k.
 */
function fold(key: string): string {
  return key.toLowerCase().replaceAll("ſ", "s");
}

function skippedNull(reader: JsonReader<string>): boolean {
  const isNull = reader.kind() === "null";
  if (isNull) reader.skip();
  return isNull;
}
