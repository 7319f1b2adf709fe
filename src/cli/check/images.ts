import type { ImageFacts } from "../../core/kubelet/runtime/node-facts.ts";
import { integer, list, object, record, text } from "../../core/shape/shape.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { readJsonFile } from "../documents/json-file.ts";
import { faultText } from "../trace/shapes.ts";

/** A JSON file: an object with a property for each image, named as pods name it. */
export async function readImages(io: Io, path: string): Promise<Readonly<Record<string, ImageFacts>>> {
  const value = await readJsonFile(io, path);
  const id = integer(0, 4294967295);
  const images = record(
    object({}, { user: id, group: id, groups: list(id), fileIds: list(id), volumes: list(text()) }),
  );
  const fault = images(value, "");
  if (fault !== undefined) throw new Failure(`${fileName(path)}: ${faultText(fault)}`);
  return value as Readonly<Record<string, ImageFacts>>;
}
