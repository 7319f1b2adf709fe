import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CriNamespaceMode,
  formatCriMappings,
  formatCriUserNamespace,
  parseCriMappings,
  parseCriUserNamespace,
} from "../../../../src/core/forms/kubernetes/cri.ts";
import { createIdMap } from "../../../../src/core/idmap/id-map.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";
import { smallMaps } from "../../idmap/arbitraries.ts";

const form = "cri";
const integer = "uint32";

describe("parseCriMappings", () => {
  it.each([
    ["[]", []],
    ["null", []],
    ['[{"host_id":65536,"container_id":0,"length":65536}]', [[0, 65536, 65536]]],
    ['[{"hostId":65536,"containerId":1,"length":65536}]', [[1, 65536, 65536]]],
    [
      '[{"host_id":1000,"length":1},{"container_id":1,"host_id":"100000","length":"065536"}]',
      [
        [0, 1000, 1],
        [1, 100000, 65536],
      ],
    ],
    ['[{"hostId":"7","containerId":"8","length":9,"host_id":null}]', [[8, 7, 9]]],
  ])("reads %s, as a text and as a value", (text, lines) => {
    const mappings = lines.map(([containerId, hostId, size]) => ({ containerId, hostId, size }));
    expect(unwrap(parseCriMappings(text)).mappings).toEqual(mappings);
    expect(unwrap(parseCriMappings(JSON.parse(text))).mappings).toEqual(mappings);
  });

  it.each([
    ["{}", { code: "wrong-type", line: 1, column: 1, path: "", found: "{", expected: "array" }],
    ["{", { code: "invalid-json", line: 1, column: 2, found: "", expected: "key" }],
    [
      '[{"length":"-1"}]',
      { code: "wrong-type", line: 1, column: 12, path: "[0].length", found: '"-1"', expected: integer },
    ],
    [
      '[{"length":""}]',
      { code: "wrong-type", line: 1, column: 12, path: "[0].length", found: '""', expected: integer },
    ],
    [
      '[{"length":"1 "}]',
      { code: "wrong-type", line: 1, column: 12, path: "[0].length", found: '"1 "', expected: integer },
    ],
    [
      '[{"length":"4294967296"}]',
      { code: "wrong-type", line: 1, column: 12, path: "[0].length", found: '"4294967296"', expected: integer },
    ],
    [
      '[{"length":1.0}]',
      { code: "wrong-type", line: 1, column: 12, path: "[0].length", found: "1.0", expected: integer },
    ],
    [
      '[{"host_id":-1}]',
      { code: "wrong-type", line: 1, column: 13, path: "[0].host_id", found: "-1", expected: integer },
    ],
    [
      '[{"hostId":-1}]',
      { code: "wrong-type", line: 1, column: 12, path: "[0].hostId", found: "-1", expected: integer },
    ],
    [
      '[{"container_id":-1}]',
      { code: "wrong-type", line: 1, column: 18, path: "[0].container_id", found: "-1", expected: integer },
    ],
    [
      '[{"containerId":-1}]',
      { code: "wrong-type", line: 1, column: 17, path: "[0].containerId", found: "-1", expected: integer },
    ],
  ])("refuses %s", (text, error) => {
    expect(parseCriMappings(text)).toEqual({ ok: false, error: { form, ...error } });
  });

  it("says which mapping the kernel would refuse", () => {
    expect(parseCriMappings('[{"length":1},{"container_id":1,"host_id":0,"length":1}]')).toMatchObject({
      error: {
        code: "bad-map",
        form,
        path: "[1]",
        line: 1,
        column: 15,
        cause: { code: "overlapping-mappings", index: 1 },
      },
    });
    expect(parseCriMappings("[{}]")).toMatchObject({
      error: { code: "bad-map", path: "[0]", cause: { code: "empty-mapping" } },
    });
  });
});

describe("parseCriUserNamespace", () => {
  it.each([
    ["{}", "POD"],
    ["null", "POD"],
    ['{"mode":null}', "POD"],
    ['{"mode":0}', "POD"],
    ['{"mode":"POD"}', "POD"],
    ['{"mode":1}', "CONTAINER"],
    ['{"mode":"CONTAINER"}', "CONTAINER"],
    ['{"mode":2}', "NODE"],
    ['{"mode":"NODE"}', "NODE"],
    ['{"mode":3}', "TARGET"],
    ['{"mode":"TARGET"}', "TARGET"],
    ['{"mode":"NODE","mode":null}', "NODE"],
    ['{"mode":2,"uids":[],"gids":null,"target":{"mode":9}}', "NODE"],
  ])("reads the mode of %s", (text, mode) => {
    const { uids, gids, ...rest } = unwrap(parseCriUserNamespace(text));
    expect([rest, uids.mappings, gids.mappings]).toEqual([{ mode }, [], []]);
  });

  it("reads the maps", () => {
    const message = { mode: "POD", uids: [{ hostId: 5, length: 1 }], gids: [{ host_id: 6, length: 2 }] };
    const { uids, gids } = unwrap(parseCriUserNamespace(message));
    expect(uids.mappings).toEqual([{ containerId: 0, hostId: 5, size: 1 }]);
    expect(gids.mappings).toEqual([{ containerId: 0, hostId: 6, size: 2 }]);
  });

  const modes = "enum-name";
  it.each([
    ["[]", { code: "wrong-type", line: 1, column: 1, path: "", found: "[", expected: "object" }],
    ["", { code: "invalid-json", line: 1, column: 1, found: "", expected: "value" }],
    ['{"mode":4}', { code: "wrong-type", line: 1, column: 9, path: "mode", found: "4", expected: modes }],
    ['{"mode":"pod"}', { code: "wrong-type", line: 1, column: 9, path: "mode", found: '"pod"', expected: modes }],
    ['{"mode":"0"}', { code: "wrong-type", line: 1, column: 9, path: "mode", found: '"0"', expected: modes }],
    ['{"mode":[]}', { code: "wrong-type", line: 1, column: 9, path: "mode", found: "[", expected: modes }],
    ['{"uids":{}}', { code: "wrong-type", line: 1, column: 9, path: "uids", found: "{", expected: "array" }],
    ['{"gids":1}', { code: "wrong-type", line: 1, column: 9, path: "gids", found: "1", expected: "array" }],
  ])("refuses %s", (text, error) => {
    expect(parseCriUserNamespace(text)).toEqual({ ok: false, error: { form, ...error } });
  });

  it("says which map the kernel would refuse", () => {
    expect(parseCriUserNamespace('{"uids":[{}]}')).toMatchObject({ error: { code: "bad-map", path: "uids[0]" } });
    expect(parseCriUserNamespace('{"gids":[{}]}')).toMatchObject({ error: { code: "bad-map", path: "gids[0]" } });
  });

  prop("never throws", [fc.oneof(fc.anything(), fc.json(), fc.string({ unit: "binary" }), fc.uint8Array())], (json) => {
    expect([typeof parseCriUserNamespace(json).ok, typeof parseCriMappings(json).ok]).toEqual(["boolean", "boolean"]);
  });
});

describe("formatCriMappings", () => {
  it("writes the host's ID first", () => {
    const map = unwrap(createIdMap([{ containerId: 1, hostId: 2, size: 3 }]));
    expect(formatCriMappings(map)).toBe('[{"host_id":2,"container_id":1,"length":3}]');
  });

  prop("is read back", [smallMaps()], ({ map, mappings }) => {
    expect(unwrap(parseCriMappings(formatCriMappings(map))).mappings).toEqual(mappings);
  });
});

describe("formatCriUserNamespace", () => {
  const mode = fc.constantFrom<CriNamespaceMode>("POD", "CONTAINER", "NODE", "TARGET");

  prop("is read back", [mode, smallMaps(), smallMaps()], (given, uids, gids) => {
    const text = formatCriUserNamespace({ mode: given, uids: uids.map, gids: gids.map });
    const message = unwrap(parseCriUserNamespace(text));
    expect([message.mode, message.uids.mappings, message.gids.mappings]).toEqual([given, uids.mappings, gids.mappings]);
    expect(Object.keys(JSON.parse(text))).toEqual(["mode", "uids", "gids"]);
  });
});
