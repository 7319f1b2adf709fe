import { CompiledMap } from "../../idmap/id-map.ts";
import { expectObject, misuse } from "../../misuse/misuse.ts";
import type { FormMaps } from "./form-maps.ts";
import type { FormName } from "./form-names.ts";
import type { FormOptions } from "./form-row.ts";

/** What the table's writers are given: of a Result a form would say that it cannot hold it. */
export function mapsToWrite(form: FormName, maps: FormMaps): FormMaps {
  const caller = `write of ${form}`;
  if (CompiledMap.is(maps)) throw misuse(caller, "maps", TAKEN, maps, "an IdMap: give it as uid");
  expectObject(caller, "maps", maps, TAKEN);
  CompiledMap.down(caller, maps.uid, "uid");
  if (maps.gid !== undefined) CompiledMap.down(caller, maps.gid, "gid");
  return maps;
}

/** Of a form that has a text of one map, whose kind is said where the text stands: that map alone, where its kind is told. */
export function ofKind({ uid, gid }: FormMaps, { kind }: FormOptions = {}): FormMaps {
  if (kind === undefined) return { uid, gid };
  return { uid: kind === "gid" && gid !== undefined ? gid : uid, gid: undefined };
}

const TAKEN = "an object { uid, gid } as readMap gives it";
