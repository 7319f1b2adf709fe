import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatOciConfig,
  formatOciMappings,
  parseOciConfig,
  parseOciMappings,
} from "../../../../src/core/forms/kubernetes/oci.ts";
import { createIdMap } from "../../../../src/core/idmap/id-map.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";
import { smallMaps } from "../../idmap/arbitraries.ts";

const form = "oci";
const fields = "mapping-fields";

describe("parseOciMappings", () => {
  it.each([
    ["[]", []],
    [
      '[{"hostID":1000,"size":1,"containerID":0},{"containerID":1,"hostID":100000,"size":65536}]',
      [
        [0, 1000, 1],
        [1, 100000, 65536],
      ],
    ],
    ['[{"HOSTID":5,"containerid":6,"Size":7,"more":null}]', [[6, 5, 7]]],
    ["null", []],
  ])("reads %s, as a text, as bytes and as a value", (text, lines) => {
    const mappings = lines.map(([containerId, hostId, size]) => ({ containerId, hostId, size }));
    expect(unwrap(parseOciMappings(text)).mappings).toEqual(mappings);
    expect(unwrap(parseOciMappings(new TextEncoder().encode(text))).mappings).toEqual(mappings);
    expect(unwrap(parseOciMappings(JSON.parse(text))).mappings).toEqual(mappings);
  });

  it.each([
    ["", { code: "invalid-json", line: 1, column: 1, found: "", expected: "value" }],
    ["{}", { code: "wrong-type", line: 1, column: 1, path: "", found: "{", expected: "array" }],
    ["[1]", { code: "wrong-type", line: 1, column: 2, path: "[0]", found: "1", expected: "object" }],
    [
      '[{"hostID":1.5}]',
      {
        code: "wrong-type",
        line: 1,
        column: 12,
        path: "[0].hostID",
        found: "1.5",
        expected: "uint32",
      },
    ],
    [
      '[{"size":"1"}]',
      {
        code: "wrong-type",
        line: 1,
        column: 10,
        path: "[0].size",
        found: '"1"',
        expected: "uint32",
      },
    ],
    [
      '[\n{"containerID":0,"hostID":1}]',
      { code: "missing-field", line: 2, column: 1, path: "[0]", found: "{", expected: fields },
    ],
    [
      '[{"containerID":0,"size":1}]',
      { code: "missing-field", line: 1, column: 2, path: "[0]", found: "{", expected: fields },
    ],
    [
      '[{"hostID":0,"size":1}]',
      { code: "missing-field", line: 1, column: 2, path: "[0]", found: "{", expected: fields },
    ],
    [
      '[{"containerID":0,"hostID":null,"size":1}]',
      { code: "missing-field", line: 1, column: 2, path: "[0]", found: "{", expected: fields },
    ],
    ["[ null]", { code: "missing-field", line: 1, column: 3, path: "[0]", found: "null", expected: fields }],
  ])("refuses %s", (text, error) => {
    expect(parseOciMappings(text)).toEqual({ ok: false, error: { form, ...error } });
  });

  it("refuses a value that holds no numbers", () => {
    expect(parseOciMappings([{ containerID: 0, hostID: Number.NaN, size: 1 }])).toMatchObject({
      error: { code: "wrong-type", path: "[0].hostID", found: '"NaN"' },
    });
    expect(parseOciMappings(undefined)).toMatchObject({ error: { code: "not-json", form } });
    expect(parseOciMappings([Object.create({ containerID: 0, hostID: 1, size: 1 })])).toMatchObject({
      error: { code: "missing-field" },
    });
  });

  it("says which mapping the kernel would refuse", () => {
    const mapping = { containerId: 1, hostId: 7, size: 0 };
    expect(
      parseOciMappings('[{"containerID":0,"hostID":5,"size":1},\n {"containerID":1,"hostID":7,"size":0}]'),
    ).toEqual({
      ok: false,
      error: {
        code: "bad-map",
        form,
        line: 2,
        column: 2,
        path: "[1]",
        errno: "EINVAL",
        cause: { code: "empty-mapping", errno: "EINVAL", index: 1, mapping },
      },
    });
  });

  it("takes 340 mappings and no more", () => {
    const list = (count: number) =>
      Array.from({ length: count }, (_, id) => ({ containerID: id, hostID: id, size: 1 }));
    expect(unwrap(parseOciMappings(list(340))).mappings).toHaveLength(340);
    const text = JSON.stringify(list(342));
    expect(parseOciMappings(text)).toMatchObject({
      error: {
        code: "bad-map",
        path: "[340]",
        column: text.indexOf('{"containerID":340,') + 1,
        cause: { code: "too-many-mappings", count: 342 },
      },
    });
  });
});

describe("parseOciConfig", () => {
  const uidMappings = [{ containerID: 0, hostID: 5, size: 1 }];
  const gidMappings = [{ containerID: 0, hostID: 6, size: 2 }];
  const uid = [{ containerId: 0, hostId: 5, size: 1 }];
  const gid = [{ containerId: 0, hostId: 6, size: 2 }];

  it.each([
    [
      {
        ociVersion: "1.2.0",
        linux: { namespaces: [{ type: "user" }], uidMappings, gidMappings },
        mounts: [{ uidMappings: 1 }],
      },
      uid,
      gid,
    ],
    [{ uidMappings, gidMappings }, uid, gid],
    [{ linux: { uidMappings } }, uid, []],
    [{ linux: null }, [], []],
    [{}, [], []],
  ])("reads the maps of %j", (config, uids, gids) => {
    for (const json of [config, JSON.stringify(config)]) {
      const maps = unwrap(parseOciConfig(json));
      expect([maps.uid.mappings, maps.gid.mappings]).toEqual([uids, gids]);
    }
  });

  it.each([
    ["[]", { code: "wrong-type", line: 1, column: 1, path: "", found: "[", expected: "object" }],
    ['{"linux":1}', { code: "wrong-type", line: 1, column: 10, path: "linux", found: "1", expected: "object" }],
    [
      '{"linux":{"uidMappings":{}}}',
      { code: "wrong-type", line: 1, column: 25, path: "linux.uidMappings", found: "{", expected: "array" },
    ],
    [
      '{"linux":{"uidMappings":[{}]}}',
      {
        code: "missing-field",
        line: 1,
        column: 26,
        path: "linux.uidMappings[0]",
        found: "{",
        expected: fields,
      },
    ],
    [
      '{"linux":{"gidMappings":[{}]}}',
      {
        code: "missing-field",
        line: 1,
        column: 26,
        path: "linux.gidMappings[0]",
        found: "{",
        expected: fields,
      },
    ],
    ["x", { code: "invalid-json", line: 1, column: 1, found: "x", expected: "value" }],
  ])("refuses %s", (text, error) => {
    expect(parseOciConfig(text)).toEqual({ ok: false, error: { form, ...error } });
  });

  prop("never throws", [fc.oneof(fc.anything(), fc.json(), fc.string({ unit: "binary" }), fc.uint8Array())], (json) => {
    expect([typeof parseOciConfig(json).ok, typeof parseOciMappings(json).ok]).toEqual(["boolean", "boolean"]);
  });
});

describe("formatOciMappings", () => {
  it("writes a list", () => {
    const map = unwrap(createIdMap([{ containerId: 1, hostId: 2, size: 3 }]));
    expect(formatOciMappings(map)).toBe('[{"containerID":1,"hostID":2,"size":3}]');
  });

  prop("is read back", [smallMaps()], ({ map, mappings }) => {
    expect(unwrap(parseOciMappings(formatOciMappings(map))).mappings).toEqual(mappings);
  });
});

describe("formatOciConfig", () => {
  prop("is read back", [smallMaps(), smallMaps()], (uid, gid) => {
    const maps = unwrap(parseOciConfig(formatOciConfig({ uid: uid.map, gid: gid.map })));
    expect([maps.uid.mappings, maps.gid.mappings]).toEqual([uid.mappings, gid.mappings]);
  });
});
