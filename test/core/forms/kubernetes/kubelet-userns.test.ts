import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatKubeletUserns,
  type KubeletIdMapping,
  parseKubeletUserns,
} from "../../../../src/core/forms/kubernetes/kubelet-userns.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";

const form = "kubelet-userns";

/** A file whose two lists hold the same JSON. */
function both(list: string): string {
  return `{"uidMappings":${list},"gidMappings":${list}}`;
}

function mapping(hostId: number, containerId: number, length: number): KubeletIdMapping {
  return { hostId, containerId, length };
}

const pod = '{"hostId":131072,"containerId":0,"length":65536}';
const integer = "uint32";

// The rows of upstream's decoder, v1.36.3: contents of a userns file that it took, and what it held then.
const TAKEN: readonly (readonly [string, readonly KubeletIdMapping[], (readonly KubeletIdMapping[])?])[] = [
  [both(`[${pod}]`), [mapping(131072, 0, 65536)]],
  [` \t\r\n${both(` [ ${pod.replaceAll(":", " : ")} ] `)}\n`, [mapping(131072, 0, 65536)]],
  [both('[{"HostID":131072,"containerid":0,"LENGTH":65536}]'), [mapping(131072, 0, 65536)]],
  [both(`[${pod}]`).toUpperCase(), [mapping(131072, 0, 65536)]],
  [both('[{"hoſtId":1,"length":2}]').replaceAll("Mappings", "Mappingſ"), [mapping(1, 0, 2)]],
  [both('[{"\\u0068ostId":1,"length":2}]'), [mapping(1, 0, 2)]],
  [both('[{"host_id":131072,"hostıd":1,"İd":1,"containerId":0,"length":65536}]'), [mapping(0, 0, 65536)]],
  [`{"extra":{"uidMappings":[1]},"__proto__":[],${both(`[${pod}]`).slice(1)}`, [mapping(131072, 0, 65536)]],
  [both('[{"hostId":131072,"length":65536,"x":[1,{"hostId":5}],"y":"\\"}"}]'), [mapping(131072, 0, 65536)]],
  [both("[{}]"), [mapping(0, 0, 0)]],
  [both("[null]"), [mapping(0, 0, 0)]],
  [both('[{"hostId":null,"containerId":null,"length":65536}]'), [mapping(0, 0, 65536)]],
  [both("[]"), []],
  [both("null"), []],
  ["{}", []],
  ["null", []],
  [`{"uidMappings":[${pod}],"gidMappings":[]}`, [mapping(131072, 0, 65536)], []],
  [both(`[${pod},{"hostId":1,"containerId":2,"length":3}]`), [mapping(131072, 0, 65536), mapping(1, 2, 3)]],
  [`{"uidMappings":[{"hostId":5}],"gidMappings":[],"uidMappings":[${pod}]}`, [mapping(131072, 0, 65536)], []],
  [`{"uidMappings":[${pod}],"uidMappings":[{}]}`, [mapping(131072, 0, 65536)], []],
  [`{"uidMappings":[${pod}],"uidMappings":[null]}`, [mapping(131072, 0, 65536)], []],
  [`{"uidMappings":[${pod}],"uidMappings":[]}`, [], []],
  [`{"uidMappings":[${pod}],"uidMappings":null,"uidMappings":[{}]}`, [mapping(0, 0, 0)], []],
  [`{"uidMappings":[${pod}],"uidMappings":[],"uidMappings":[{}]}`, [mapping(0, 0, 0)], []],
  [
    `{"uidMappings":[{},${pod}],"UIDMAPPINGS":[{"hostId":1}],"uidMappings":[{},{}]}`,
    [mapping(1, 0, 0), mapping(131072, 0, 65536)],
    [],
  ],
  [both('[{"hostId":196608,"hostId":131072,"containerId":7,"containerID":0,"length":1}]'), [mapping(131072, 0, 1)]],
  [both('[{"hostId":4294967295,"containerId":0,"length":4294967295}]'), [mapping(4294967295, 0, 4294967295)]],
];

// And those that it refused as "invalid user namespace mappings file".
const REFUSED: readonly (readonly [string, object])[] = [
  [" ", { code: "invalid-json", line: 1, column: 2, found: "", expected: "value" }],
  ["\n", { code: "invalid-json", line: 2, column: 1, found: "", expected: "value" }],
  ["\0", { code: "invalid-json", line: 1, column: 1, found: "\\u{0}", expected: "value" }],
  [
    `\ufeff${both("[]")}`,
    { code: "invalid-json", line: 1, column: 1, found: '\\u{feff}{"uidMappings":[],"…', expected: "value" },
  ],
  [`${both("[]")} x`, { code: "invalid-json", line: 1, column: 37, found: "x", expected: "end-of-text" }],
  [
    "[".repeat(20000),
    {
      code: "too-deep",
      line: 1,
      column: 10001,
      found: `${"[".repeat(20)}…`,
      expected: "10000-levels",
    },
  ],
  ["true", { code: "wrong-type", line: 1, column: 1, path: "", found: "true", expected: "object" }],
  ["1", { code: "wrong-type", line: 1, column: 1, path: "", found: "1", expected: "object" }],
  ['""', { code: "wrong-type", line: 1, column: 1, path: "", found: '""', expected: "object" }],
  ["[]", { code: "wrong-type", line: 1, column: 1, path: "", found: "[", expected: "object" }],
  [
    '{"UIDmappings":"x"}',
    { code: "wrong-type", line: 1, column: 16, path: "uidMappings", found: '"x"', expected: "array" },
  ],
  [
    '{"gidMappings":{}}',
    { code: "wrong-type", line: 1, column: 16, path: "gidMappings", found: "{", expected: "array" },
  ],
  [
    '{"uidMappings":[{},1]}',
    { code: "wrong-type", line: 1, column: 20, path: "uidMappings[1]", found: "1", expected: "object" },
  ],
  ...[
    ...[
      "131072.0",
      "1.31072e5",
      "131072E0",
      '"131072"',
      "-131072",
      "-0",
      "4294967296",
      "18446744073709551616",
      "1e400",
    ],
    ...["true", "[]", "{}"],
  ].map(
    (value) =>
      [
        `{"uidMappings":[{"hostId":${value}}]}`,
        {
          code: "wrong-type",
          line: 1,
          column: 27,
          path: "uidMappings[0].hostId",
          found: value === "[]" ? "[" : value === "{}" ? "{" : value,
          expected: integer,
        },
      ] as const,
  ),
];

describe("parseKubeletUserns", () => {
  it.each(TAKEN.map(([text, uidMappings, gidMappings = uidMappings]) => ({ text, uidMappings, gidMappings })))(
    "takes $text",
    ({ text, uidMappings, gidMappings }) => {
      const read = { ok: true, value: { uidMappings, gidMappings } };
      expect(parseKubeletUserns(text)).toEqual(read);
      expect(parseKubeletUserns(new TextEncoder().encode(text))).toEqual(read);
    },
  );

  it.each(REFUSED)("refuses %s", (text, error) => {
    expect(parseKubeletUserns(text)).toEqual({ ok: false, error: { form, ...error } });
  });

  it("refuses a number wherever it stands", () => {
    for (const field of ["hostId", "containerId", "length"])
      expect(parseKubeletUserns(`{"gidMappings":[null,{"${field}":-1}]}`)).toMatchObject({
        error: { path: `gidMappings[1].${field}`, found: "-1" },
      });
  });

  it("takes a file of 0 bytes for no file", () => {
    expect(parseKubeletUserns("")).toEqual({ ok: true, value: undefined });
    expect(parseKubeletUserns(new Uint8Array())).toEqual({ ok: true, value: undefined });
  });

  it("takes bytes that are no UTF-8, where a string may stand", () => {
    const bytes = Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d);
    expect(parseKubeletUserns(bytes)).toEqual({ ok: true, value: { uidMappings: [], gidMappings: [] } });
    expect(parseKubeletUserns('{"\ud800":1}').ok).toBe(true);
  });

  it("refuses what is no text", () => {
    expect(parseKubeletUserns({ length: 0 } as unknown as string)).toMatchObject({
      error: { code: "not-text", form, found: "object" },
    });
    expect(parseKubeletUserns(undefined as unknown as string)).toMatchObject({ error: { code: "not-text", form } });
  });

  prop(
    "never throws",
    [
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.uint8Array(),
        fc.json(),
        fc.array(fc.constantFrom(...both(`[${pod}]`))).map((parts) => parts.join("")),
      ),
    ],
    (text) => {
      expect(typeof parseKubeletUserns(text).ok).toBe("boolean");
    },
  );

  // What Go does, on values instead of text: each list is decoded over the array that lies behind the field.
  const field = fc.tuple(fc.constantFrom("hostId", "containerId", "length"), fc.option(fc.nat(9)));
  const list = fc.option(fc.array(fc.option(fc.array(field, { maxLength: 3 })), { maxLength: 3 }));

  prop("decodes a key that comes again over the first, as Go does", [fc.array(list, { maxLength: 5 })], (lists) => {
    const text = lists.map((elements) => {
      const objects = elements?.map((fields) =>
        fields === null ? "null" : `{${fields.map(([name, value]) => `"${name}":${value}`).join()}}`,
      );
      return `"uidMappings":${objects === undefined ? "null" : `[${objects.join()}]`}`;
    });
    const array: Record<string, number>[] = [];
    let length = 0;
    for (const elements of lists) {
      length = elements?.length ?? 0;
      if (length === 0) array.length = 0;
      for (const [index, fields] of elements?.entries() ?? []) {
        const element = array[index] ?? { hostId: 0, containerId: 0, length: 0 };
        array[index] = element;
        for (const [name, value] of fields ?? []) if (value !== null) element[name] = value;
      }
    }
    expect(unwrap(parseKubeletUserns(`{${text.join()}}`))?.uidMappings).toEqual(array.slice(0, length));
  });
});

describe("formatKubeletUserns", () => {
  it("writes the bytes that the kubelet writes", () => {
    const mappings = [{ length: 65536, containerId: 0, hostId: 65536, more: 1 }];
    expect(formatKubeletUserns({ uidMappings: mappings, gidMappings: mappings })).toBe(
      '{"uidMappings":[{"hostId":65536,"containerId":0,"length":65536}],"gidMappings":[{"hostId":65536,"containerId":0,"length":65536}]}',
    );
  });

  it("throws for numbers that no file holds", () => {
    const format = (bad: Partial<KubeletIdMapping>) => () =>
      formatKubeletUserns({ uidMappings: [], gidMappings: [{ ...mapping(1, 2, 3), ...bad }] });
    expect(format({ hostId: 0.5 })).toThrow(
      new TypeError("formatKubeletUserns: expected each host ID to be an integer, got 0.5"),
    );
    expect(format({ containerId: -1 })).toThrow(
      new RangeError("formatKubeletUserns: expected each container ID from 0 to 4294967295, got -1"),
    );
    expect(format({ length: 4294967296 })).toThrow(
      new RangeError("formatKubeletUserns: expected each length from 0 to 4294967295, got 4294967296"),
    );
  });

  const uint32 = fc.integer({ min: 0, max: 4294967295 });
  const mappings = fc.array(fc.record({ hostId: uint32, containerId: uint32, length: uint32 }), { maxLength: 4 });

  prop("is read back", [mappings, mappings], (uidMappings, gidMappings) => {
    expect(unwrap(parseKubeletUserns(formatKubeletUserns({ uidMappings, gidMappings })))).toEqual({
      uidMappings,
      gidMappings,
    });
  });
});
