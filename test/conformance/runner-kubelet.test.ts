import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkDocument } from "./check-document.ts";
import { isPlainObject } from "./difference.ts";
import type { Fields } from "./fields.ts";
import type { Tally } from "./outcome.ts";
import { type Perturbation, perturbations, replaced } from "./perturb.ts";
import { pick } from "./shape.ts";
import { readVectorFile } from "./vector-files.ts";

function committed(name: string, rows: "cases" | "traces"): readonly Fields[] {
  const path = fileURLToPath(new URL(`vectors/kubelet/${name}.json.gz`, import.meta.url));
  return (readVectorFile(path) as Fields)[rows] as readonly Fields[];
}

function check(schema: string, ...rows: readonly unknown[]): Tally {
  const name = schema.startsWith("traces") ? "traces" : "cases";
  return checkDocument({ schema: `userns-kubelet/${schema}/1`, [name]: rows }, "here");
}

/** The place of the only failure, or what came instead of one. */
function fault(result: Tally): unknown {
  const [first, ...others] = result.failures;
  return first !== undefined && others.length === 0 && result.passed === 0 ? first.path : result;
}

/** The words of Go's JSON decoder, which are not compared, are left alone; what stands before them is changed. */
function* broken(outcome: Fields): Iterable<Perturbation> {
  for (const one of perturbations(outcome)) {
    const value = one.value as Fields;
    const name = one.path.slice(1);
    const text = Object.hasOwn(outcome, name) ? outcome[name] : undefined;
    const isJson = typeof text === "string" && /mappings file: |can't parse file: /.test(text);
    yield isJson ? { path: one.path, value: { ...value, [name]: text.replace(" file: ", " file; ") } } : one;
    if (isJson) yield { path: `${one.path} cut`, value: { ...value, [name]: text.replace(/( file: ).*/s, "$1") } };
  }
}

describe("the kubelet's cases, broken on purpose", () => {
  /** File, fields that are compared, and of how many rows one is broken. */
  const schemas: Readonly<Record<string, readonly [file: string, compared: string, every: number]>> = {
    admission: ["admission-cases", "errors", 1],
    getsubids: ["getsubids-cases", "firstID len err", 1],
    "ids-per-pod": ["idsperpod-cases", "err defaultPoolSlots defaultPoolErr", 1],
    "make-manager": ["make-manager-cases", "mapping ok err panic last", 9],
    "mappings-file": ["mappings-file-cases", "hostId length fresh start err", 3],
  };

  for (const [schema, [file, compared, every]] of Object.entries(schemas))
    it(`fail each, in whatever place the expectation of ${schema} is changed`, () => {
      const survivors: string[] = [];
      let count = 0;
      for (const [index, row] of committed(file, "cases").entries()) {
        if (index % every !== 0) continue;
        const outcome = pick(row, compared.split(" "));
        const args = Object.fromEntries(Object.entries(row).filter(([name]) => !(name in outcome)));
        for (const { path, value } of broken(outcome)) {
          count++;
          const result = check(schema, { ...args, ...(value as Fields) });
          if (typeof fault(result) !== "string") survivors.push(`${index}${path}`);
        }
      }
      expect(survivors).toEqual([]);
      expect(count).toBeGreaterThan(100);
    });

  it("fail when an argument is missing or of the wrong type, and when there is one too many", () => {
    for (const [schema, [file, compared]] of Object.entries(schemas)) {
      const [row = {}] = committed(file, "cases");
      expect(check(schema, row).passed).toBe(1);
      for (const name of Object.keys(row).filter((each) => !compared.split(" ").includes(each))) {
        const { [name]: _, ...rest } = row;
        expect(fault(check(schema, rest))).toBe(`row.${name}`);
        expect(fault(check(schema, { ...row, [name]: null }))).toBe(`row.${name}`);
      }
      for (const wrong of [null, 1, "row", []]) expect(fault(check(schema, wrong))).toBe("row");
      expect(fault(check(schema, { ...row, expect: {} }))).toBe("row.expect");
    }
    expect(fault(checkDocument({ schema: "userns-kubelet/getsubids/1", cases: [], more: [] }, "here"))).toBe(
      "document.more",
    );
  });

  it("fail when half of a pool is missing", () => {
    const row = { settings: { firstID: 65536, len: 65536, maxPods: 1 }, mapping: [65536, 65536] };
    const withSettings = (settings: Fields) => fault(check("make-manager", { ...row, settings }));
    expect(withSettings({ firstID: 65536, maxPods: 1 })).toBe("row.settings");
    expect(withSettings({ len: 65536, maxPods: 1 })).toBe("row.settings");
    expect(withSettings({ ...row.settings, getsubids: "" })).toBe("row.settings");
    expect(withSettings({ ...row.settings, maxPods: 0.5 })).toBe("row.settings.maxPods");
    expect(withSettings({ ...row.settings, maxpods: 1 })).toBe("row.settings.maxpods");
  });
});

const OUTCOME = ["res", "err", "panic", "draws", "used", "by", "slots", "hostId", "numAllocated"];

/** The shortest trace of each kind; those of a thousand pods take long to replay. */
function samples(file: string, ...kind: readonly string[]): readonly Fields[] {
  const shortest = new Map<string, Fields>();
  for (const trace of committed(file, "traces")) {
    const key = kind.map((name) => trace[name]).join(" ");
    const before = shortest.get(key);
    if (length(trace) > 20_000) continue;
    if (before === undefined || length(trace) < length(before)) shortest.set(key, trace);
  }
  return [...shortest.values()];
}

function opsOf(trace: Fields): readonly Fields[] {
  return trace["ops"] as readonly Fields[];
}

function length(trace: Fields): number {
  return JSON.stringify(trace).length;
}

/** Every trace that one change to what came of it makes wrong. */
function* brokenTraces(trace: Fields): Iterable<Perturbation> {
  const ops = opsOf(trace);
  for (const [index, op] of ops.entries()) {
    const outcome = pick(op, OUTCOME);
    const args = Object.fromEntries(Object.entries(op).filter(([name]) => !(name in outcome)));
    for (const { path, value } of broken(outcome)) {
      // A draw is an argument too: where the slot was in use, another draw can lead to the same one.
      if (path !== ".draws[0]" || isDrawnSlot(op, ops))
        yield {
          path: `ops[${index}]${path}`,
          value: { ...trace, ops: replaced(ops, index, { ...args, ...(value as Fields) }) },
        };
    }
    for (const value of [
      { ...op, op: "nothing" },
      { ...op, op: undefined },
      { ...op, err: "x" },
      { ...op, panic: "x" },
    ])
      yield { path: `ops[${index}] other`, value: { ...trace, ops: replaced(ops, index, value) } };
  }
  const end = pick(trace, ["disk", "dirs", "by", "slots"]);
  const rest = Object.fromEntries(Object.entries(trace).filter(([name]) => !(name in end)));
  for (const { path, value } of perturbations(end))
    yield { path: `end${path}`, value: { ...rest, ...(value as Fields) } };
  yield { path: "more ops", value: { ...trace, ops: [...ops, { op: "release", pod: "nobody", used: 77 }] } };
  yield { path: "no start", value: { ...trace, ops: ops.filter((op) => op["op"] !== "start") } };
}

/** The slot that was drawn was free, and so is another one, which any other draw would have led to. */
function isDrawnSlot(op: Fields, ops: readonly Fields[]): boolean {
  const started = ops.map((each) => each["res"]).find((res) => isPlainObject(res) && "off" in res) as
    | Fields
    | undefined;
  const pool = (started ?? { off: 0, slots: 65536, idsPerPod: 65536 }) as Record<"off" | "slots" | "idsPerPod", number>;
  const hostId = isPlainObject(op["res"]) ? op["res"]["hostId"] : op["hostId"];
  const [draw = 0] = op["draws"] as readonly number[];
  return hostId === (pool.off + draw) * pool.idsPerPod && Number(op["used"]) < pool.slots;
}

describe("the kubelet's traces, broken on purpose", () => {
  function survivors(schema: string, traces: readonly Fields[], bound: number): readonly string[] {
    const found: string[] = [];
    let count = 0;
    for (const trace of traces) {
      const all = [...brokenTraces(trace)];
      // Of a long trace some places will do; which ones differs from trace to trace.
      const step = Math.ceil(all.length / bound);
      for (const { path, value } of all.filter((_, index) => index % step === count % step)) {
        count++;
        const result = check(schema, value);
        if (typeof fault(result) !== "string") found.push(`${trace["id"]} ${path}`);
      }
    }
    expect(count).toBeGreaterThan(150);
    return found;
  }

  it("fail each, in whatever place what came of them is changed", () => {
    expect(survivors("traces", samples("traces", "category"), 120)).toEqual([]);
  });

  it("fail each in the old releases", () => {
    expect(survivors("traces-legacy", samples("traces-legacy", "release", "note"), 100)).toEqual([]);
  });

  const good = {
    id: "good",
    category: "io",
    settings: { firstID: 65536, len: 65536, maxPods: 1 },
    ops: [
      { op: "start", res: { off: 1, slots: 1, idsPerPod: 65536 }, used: 0 },
      { op: "mkDir", pod: "a", used: 0 },
    ],
    dirs: ["a"],
  };

  it("fail when they cannot be read, and when a field could hide an expectation", () => {
    expect(check("traces", good).passed).toBe(1);
    const withOp = (op: unknown) => fault(check("traces", { ...good, ops: replaced(good.ops, 1, op) }));
    expect(withOp({ op: "mkDir", used: 0 })).toBe("ops[1].pod");
    expect(withOp({ op: "mkDir", pod: "a", used: 0, numAllocated: 0 })).toBe("ops[1].numAllocated");
    expect(withOp({ op: "mkDir", pod: "a", used: 0, raw: "" })).toBe("ops[1].raw");
    expect(withOp({ op: "toString", pod: "a", used: 0 })).toBe("ops[1].op");
    expect(withOp({ op: "create", pod: "a", hostUsers: false })).toBe("ops[1].hostUsers");
    expect(withOp({ op: "create", pod: "a", failWrite: false })).toBe("ops[1].failWrite");
    expect(withOp({ op: "create", pod: "a", draws: [0.5] })).toBe("ops[1].draws[0]");
    expect(withOp({ op: "cleanup", known: "a" })).toBe("ops[1].known");
    expect(withOp(null)).toBe("ops[1]");
    const wrong = { ops: {}, handlers: { "": 1 }, note: 1, disk: { a: 1 }, dirs: "a", expect: 1, category: 1, id: 1 };
    for (const [name, value] of Object.entries(wrong))
      expect(fault(check("traces", { ...good, [name]: value }))).toMatch(new RegExp(`^row\\.${name}`));
    expect(check("traces", good, good)).toMatchObject({ passed: 1, failures: [{ id: "good", path: "id" }] });
  });

  it("fail when a random number is missing, and when one is too many", () => {
    const create = { op: "create", pod: "a", draws: [0], res: { hostId: 65536, length: 65536 }, used: 1 };
    const withCreate = (op: Fields) =>
      fault(check("traces", { ...good, ops: [...good.ops, { ...op, by: { a: 65536 } }] }));
    const { draws: _, ...without } = create;
    for (const draws of [[], [0, 0], [1], [-1]]) expect(withCreate({ ...create, draws })).toEqual(expect.any(String));
    expect(withCreate(without)).toEqual(expect.any(String));
    expect(withCreate(create)).toBe("row.disk.a");
  });
});
