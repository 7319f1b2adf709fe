import { describe, expect, it } from "vitest";
import type { FormMaps } from "../../../src/core/forms/form/form-maps.ts";
import { FORMS } from "../../../src/core/forms/forms.ts";
import { readMap } from "../../../src/core/forms/read-map.ts";
import { createIdMap } from "../../../src/core/idmap/id-map.ts";
import { unwrap } from "../../../src/core/result.ts";

const map = unwrap(createIdMap([{ containerId: 0, hostId: 65536, size: 65536 }]));
const TAKEN = "expected maps to be an object { uid, gid } as readMap gives it";
const WRONG: readonly (readonly [value: unknown, says: string])[] = [
  [undefined, `${TAKEN}, got undefined`],
  [null, `${TAKEN}, got null`],
  ["0 65536 65536", `${TAKEN}, got "0 65536 65536"`],
  [readMap("0 65536 65536"), `${TAKEN}, got a Result: unwrap it`],
  [map, `${TAKEN}, got an IdMap: give it as uid`],
  [{}, "expected uid to be an IdMap made by createIdMap, got undefined"],
  [{ uid: createIdMap([]) }, "expected uid to be an IdMap made by createIdMap, got a Result: unwrap it"],
  [{ uid: map.mappings }, "expected uid to be an IdMap made by createIdMap, got an array"],
  [{ uid: map, gid: null }, "expected gid to be an IdMap made by createIdMap, got null"],
];

describe.each(Object.entries(FORMS).filter(([, { write }]) => write !== undefined))("the writer of %s", (form, row) => {
  it("says what came in the place of maps, and never that the form cannot hold it", () => {
    for (const [value, says] of WRONG)
      expect(() => row.write?.(value as FormMaps, { owner: "kubelet" })).toThrow(
        new TypeError(`write of ${form}: ${says}`),
      );
  });
});

describe.each(Object.entries(FORMS).filter(([, { write }]) => write !== undefined))("of two maps, %s", (_form, row) => {
  const other = unwrap(createIdMap([{ containerId: 0, hostId: 131072, size: 65536 }]));
  const [one, two] = [
    { uid: map, gid: undefined },
    { uid: map, gid: other },
  ];
  const written = (maps: FormMaps, kind?: "uid" | "gid") =>
    row.write?.(maps, { owner: "kubelet", ...(kind === undefined ? {} : { kind }) });

  it("holds either both or the one whose kind is told", () => {
    expect([written(two), written(one)]).toContainEqual(written(two, "uid"));
    expect([written(two), written({ uid: other, gid: undefined })]).toContainEqual(written(two, "gid"));
    expect(written(one, "gid")).toEqual(written(one));
  });
});
