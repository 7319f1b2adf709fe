import type { Language } from "../../../../src/core/german/language.ts";

/** The families of texts that are functions of facts. */
export type Family = Exclude<keyof Language, "rules" | "facts" | "words">;

/** For each code of each family facts that take its sentences through all their turns. */
export type Samples = { readonly [F in Family]: { readonly [Code in keyof Language[F]]: readonly object[] } };

const NONE: readonly object[] = [{}];
const range = { start: 131072, size: 65536 };
const far = { start: 262144, size: 65536 };
const mapping = { containerId: 0, hostId: 131072, size: 65536 };
const other = { containerId: 70000, hostId: 262144, size: 99 };
const podUid = "pod\n1";
const strategy = "my-strategy";
const flaw = { code: "not-a-proposal" };
const at = { form: "proc-map", line: 3, column: 14, found: "junk", expected: "three-numbers" };

function forForms(...forms: readonly string[]): readonly object[] {
  return forms.map((form) => ({ ...at, form }));
}

export const SAMPLES: Samples = {
  idMap: {
    "too-many-mappings": [{ count: 341, limit: 340 }],
    "empty-mapping": [{ index: 4, mapping }],
    "reaches-no-id": [
      { index: 4, mapping, side: "container" },
      { index: 4, mapping, side: "host" },
    ],
    wraps: [
      { index: 4, mapping: other, side: "container" },
      { index: 4, mapping, side: "host" },
    ],
    "overlapping-mappings": [{ index: 4, mapping, otherIndex: 2, other, side: "host", overlap: range }],
  },
  forms: {
    "not-text": [{ ...at, found: "number", expected: "string-or-bytes" }],
    "not-json": [{ ...at, form: "cri", found: "number", expected: "json-or-its-value" }],
    "too-long": [{ ...at, expected: "4095-bytes" }],
    "blank-line": [at],
    "missing-number": [at],
    "not-a-number": [
      { ...at, path: "mappings[0]" },
      { ...at, found: "" },
    ],
    "number-too-large": [{ ...at, expected: "uint32" }],
    "trailing-text": [{ ...at, expected: "end-of-line" }],
    "field-count": forForms("subid"),
    "bad-owner": forForms("subid"),
    "malformed-line": forForms("getsubids"),
    "invalid-json": forForms("oci"),
    "too-deep": [{ ...at, form: "oci", expected: "10000-levels" }],
    "wrong-type": [{ ...at, form: "kubelet-userns", found: "{" }, { ...at, found: "[" }, at],
    "missing-field": [{ ...at, form: "cri", expected: "mapping-fields" }],
    "bad-map": [{ ...at, cause: { code: "too-many-mappings", count: 341, limit: 340 } }],
    "no-entry": NONE,
    "several-entries": [{ count: 17 }],
    "no-mapping": NONE,
    "no-known-form": [
      {
        reasons: [
          { form: "subid", cause: { code: "no-mapping" } },
          { form: "oci", cause: { ...at, code: "blank-line" } },
        ],
      },
    ],
    "several-forms": [{ forms: ["oci", "cri"] }],
    "cannot-hold": ["one-map", "mappings", "4095-bytes", "one-mapping-from-0"].map((expected) => ({ ...at, expected })),
    "owner-missing": forForms("subid", "getsubids"),
  },
  pool: {
    "size-past-max": [{ size: 70000, max: 65536 }],
    "zero-ids-per-pod": NONE,
    "start-misaligned": [{ start: 1000, idsPerPod: 65536, nearest: 131072 }],
    "start-below-ids-per-pod": [{ start: 1000, nearest: 131072 }],
    "size-misaligned": [{ size: 1000, idsPerPod: 65536, nearest: 131072 }],
    "empty-pool": [{ nearest: 131072 }],
    "past-last-id": [{ ...range, nearest: 1234 }],
    "too-many-slots": [{ slots: 5000000, limit: 4194304 }],
  },
  steps: {
    exhausted: [
      { podUid, slots: 17, freeSlots: 0, capacity: 110 },
      { podUid, slots: 17, freeSlots: 12, capacity: 110 },
    ],
    "other-size": [{ podUid, ranges: [range], wanted: 131072 }],
    "strategy-refused": [{ strategy, reason: "no-index" }],
    "strategy-threw": [{ strategy, during: "propose", thrown: "Error: 4711" }],
    "answered-later": [{ strategy, during: "propose" }],
    "bad-memory": [
      { strategy, during: "accepts" },
      { strategy, during: "propose" },
    ],
    "bad-proposal": [{ strategy, flaw }],
    "not-a-proposal": NONE,
    "not-a-range": NONE,
    "wrong-total": [{ size: 1000, wanted: 65536 }],
    "not-allocated": [{ podUid }],
    "already-allocated": [{ podUid, ranges: [range, far, range, far, range], wanted: [far] }],
    "wrong-size": [{ range, idsPerPod: 131072 }],
    misaligned: [{ range, idsPerPod: 131072 }],
    "out-of-pool": [{ range, pool: far }],
    excluded: [{ range }],
    taken: [{ range, owner: "other" }],
    overlapping: [{ range, other: far }],
    "range-count": [{ limit: 340, count: 400 }],
  },
  snapshot: {
    "not-plain-data": [{ path: "" }, { path: "pods[17]" }],
    mistyped: [
      { path: "", expected: { kind: "object" } },
      ...[
        { kind: "integer", least: 17, most: 340 },
        { kind: "release", least: "1.25", most: "1.38" },
        { kind: "range", most: 4711 },
        { kind: "entries", most: 4711 },
        { kind: "levels", most: 4711 },
        { kind: "uid-for-a-directory", most: 255 },
        { kind: "one-of", values: ["a"] },
        { kind: "one-of", values: ["a", "b", "c"] },
      ].map((expected) => ({ path: "pods[17].uid", expected })),
    ],
    "unknown-field": [{ path: "pods[17].uid" }],
    "unknown-schema": [{ schema: "userns-sim/x/1", expected: "userns-sim/y/1" }],
    "other-strategy": [{ strategy, expected: "first-fit" }],
    "bad-pool": [{ cause: { code: "empty-pool", nearest: 131072 } }],
    "duplicate-pod": [{ podUid, index: 17 }],
    "bad-range": [{ podUid, index: 17, flaw }],
  },
  runc: {
    "maps-without-namespace": NONE,
    "namespace-without-maps": NONE,
    "path-and-other-maps": NONE,
    "rootless-without-namespace": NONE,
    "rootless-without-maps": NONE,
    "rootless-unmapped-option": NONE,
    "idmap-of-other-mount": NONE,
    "idmap-rootless": NONE,
    "idmap-mount-without-maps": NONE,
  },
  churn: {
    "parameter-out-of-range": [{ parameter: "pods", found: 0, least: 17, most: 340 }],
    "no-sizes": NONE,
  },
};
