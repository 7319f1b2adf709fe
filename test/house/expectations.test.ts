import { describe, expect, it } from "vitest";
import { readTrace } from "../../src/cli/trace/read-trace.ts";
import { vectorsShape } from "../../src/cli/trace/vectors.ts";
import type { Expectation } from "../../src/core/shape/expectation.ts";
import type { Mistyped, UnknownField } from "../../src/core/shape/shape.ts";
import { allocate, createPool, emptyAllocations, firstFit, fromSnapshot, snapshot, unwrap } from "../../src/index.ts";
import { readKubelet } from "../../src/kubelet.ts";
import { kubeletAfter, small, written } from "../core/kubelet/support/kubelets.ts";

/** Everything that can belong somewhere; the compiler misses what is not here. */
const KINDS: { readonly [Kind in Expectation["kind"]]: true } = {
  "plain-data": true,
  string: true,
  array: true,
  object: true,
  "true-or-false": true,
  "whole-number": true,
  "defect-name": true,
  "true-false-or-unset": true,
  "true-or-unset": true,
  "no-manager-at-rest": true,
  "slots-in-order": true,
  "pods-in-order": true,
  integer: true,
  release: true,
  range: true,
  entries: true,
  levels: true,
  "uid-for-a-directory": true,
  "one-of": true,
};

type Reader = (value: unknown) => { readonly code: string } | undefined;

const range = { start: 131072, size: 65536 };
const state = emptyAllocations(unwrap(createPool({ start: 65536, size: 262144, exclude: [range] })), firstFit());
const kubelet = kubeletAfter({ ...small(), runtimeHandlers: [{ name: "crun", supportsUserNamespaces: true }] }, [
  { type: "write-file", podUid: "old", raw: written(65536) },
  { type: "start" },
  { type: "create", podUid: "a", draw: 0 },
  { type: "create", podUid: "b", draw: 1 },
  { type: "make-directory", podUid: "c" },
]);
const outcome = { ok: true, value: { deep: [1] } };

/** Every reader of a document, with one in which it finds nothing wrong. */
const READERS: readonly (readonly [name: string, reader: Reader, document: object])[] = [
  [
    "fromSnapshot",
    (value) => {
      const read = fromSnapshot(value, firstFit());
      return read.ok ? undefined : read.error;
    },
    snapshot(unwrap(allocate(state, "pod-a")).state),
  ],
  ["readKubelet", ofResult(readKubelet), { ...kubelet, fixes: ["last-slot"], random: 7 }],
  [
    "readTrace, of a kubelet",
    ofResult(readTrace),
    {
      schema: "userns-sim/trace/1",
      subject: "kubelet",
      settings: small(),
      fixes: ["last-slot"],
      seed: 1,
      ops: [
        { type: "start", recorded: { outcome, draws: [1] } },
        { type: "create", podUid: "a", hostUsers: "unset", handler: "", draw: 1 },
        { type: "cleanup", known: ["a"], running: [] },
        { type: "write-file", podUid: "b", raw: "" },
      ],
    },
  ],
  [
    "readTrace, of an allocator",
    ofResult(readTrace),
    {
      schema: "userns-sim/trace/1",
      subject: "allocator",
      settings: { start: 65536, size: 262144, strategy: "first-fit", exclude: [range] },
      ops: [
        { type: "allocate", podUid: "a" },
        { type: "restore", podUid: "b", range: { start: 65536, size: 65536 } },
      ],
    },
  ],
  [
    "vectors of today's kubelet",
    (value) => vectorsShape("current")(value, ""),
    {
      schema: "userns-kubelet/traces/1",
      source: {},
      traces: [
        {
          id: "a",
          settings: { maxPods: 2, firstID: 65536, len: 131072, idsPerPod: 65536, gateOff: false },
          handlers: { "": true },
          ops: [{ op: "create", pod: "a", hostUsers: "unset", failWrite: true, res: [1], by: { a: 1 } }],
          disk: { a: "" },
        },
      ],
    },
  ],
  [
    "vectors of an old kubelet",
    (value) => vectorsShape("legacy")(value, ""),
    {
      schema: "userns-kubelet/traces-legacy/1",
      source: {},
      traces: [{ id: "a", release: "1.25", ops: [{ op: "start" }], by: { a: 1 }, slots: [0] }],
    },
  ],
];

function ofResult(
  read: (value: unknown) => { readonly ok: true } | { readonly ok: false; readonly error: Fault },
): Reader {
  return (value) => {
    const result = read(value);
    return result.ok ? undefined : result.error;
  };
}

type Fault = Mistyped | UnknownField;

const WRONG: readonly unknown[] = [
  ...[undefined, null, true, false, -1, 0.5, 4294967295, 1e300, "", "x", "no such word", [], {}],
  deep(12),
];

function deep(levels: number): unknown {
  return levels === 0 ? 1 : { inner: deep(levels - 1) };
}

/** The document with one place changed: to each wrong value, a list also turned round and too long, an object with more or less. */
function* changed(value: unknown): Generator<unknown> {
  yield* WRONG;
  if (Array.isArray(value)) {
    yield [...value].reverse();
    yield Array.from({ length: 100_001 }, () => "a");
    for (const [at, inner] of value.entries())
      for (const other of changed(inner)) yield value.map((own, index) => (index === at ? other : own));
  } else if (typeof value === "object" && value !== null) {
    yield { ...value, more: 1 };
    for (const [key, inner] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      for (const other of changed(inner)) yield { ...value, [key]: other };
    }
  }
}

function mistypedBy(reader: Reader, document: object): readonly Mistyped[] {
  return Array.from(changed(document), reader).filter((fault) => fault?.code === "mistyped") as Mistyped[];
}

/** A number, a release, or a name as the document has it: nothing that another language would say otherwise. */
function isSaid(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9./-]*$/.test(value));
}

describe("what belonged in the place of a value", () => {
  it.each(READERS)("finds nothing wrong in what is right: %s", (_, reader, document) => {
    expect(reader(document)).toBeUndefined();
  });

  it("is a word of the list, with numbers and names: nothing in English; and each word is said somewhere", () => {
    const faults = READERS.flatMap(([, reader, document]) => mistypedBy(reader, document));
    const prose = faults.filter(({ expected: { kind, ...facts } }) => {
      return !Object.hasOwn(KINDS, kind) || !Object.values(facts).flat().every(isSaid);
    });
    expect(prose).toEqual([]);
    const said = new Set<string>(faults.map(({ expected }) => expected.kind));
    expect(Object.keys(KINDS).filter((kind) => !said.has(kind))).toEqual([]);
  });
});
