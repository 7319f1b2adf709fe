import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { peerAnswers } from "./answers/peers/answers.ts";
import { isNamedOperation, NAMED } from "./answers/peers/operations.ts";
import { UNANSWERED } from "./answers/peers/unanswered.ts";
import { checkDocument } from "./check-document.ts";
import type { Fields } from "./fields.ts";
import { main } from "./main.ts";
import type { Tally } from "./outcome.ts";
import { type Perturbation, perturbations, replaced } from "./perturb.ts";
import { schemas } from "./schemas.ts";
import { readVectorFile } from "./vector-files.ts";

function committed(name: string): Fields {
  return readVectorFile(fileURLToPath(new URL(`vectors/${name}.json.gz`, import.meta.url))) as Fields;
}

function rowsOf(document: Fields, name: string): readonly (readonly unknown[])[] {
  return document[name] as readonly (readonly unknown[])[];
}

const good = {
  id: "good",
  source: "storage",
  op: "set.union",
  origin: "derived",
  input: { a: [[1, 3]], b: [[3, 5]] },
  expect: { ok: [[1, 5]] },
};

function checkRows(...rows: readonly unknown[]): Tally {
  return checkDocument({ schema: "userns-peer-cases/1", cases: rows }, "here");
}

/** The place of the only failure, or what came instead of one. */
function fault(result: Tally): unknown {
  const [first, ...others] = result.failures;
  return first !== undefined && others.length === 0 && result.passed === 0 ? first.path : result;
}

describe("the peers' cases, broken on purpose", () => {
  type Row = Fields & { readonly id: string; readonly op: string; readonly expect: Fields; readonly correct?: Fields };

  function answered(): readonly Row[] {
    const rows = committed("peers/cases")["cases"] as readonly Row[];
    return rows.filter((row) => Object.hasOwn(peerAnswers, row.op) && checkRows(row).passed === 1);
  }

  /** What an expected error says counts only where it is an errno name, or where the library has a text of its own. */
  function* broken(expectation: Fields, row: Row): Iterable<Perturbation> {
    const error = expectation["error"] as Fields | undefined;
    if (error === undefined) {
      for (const { path, value } of perturbations(expectation["ok"])) yield { path, value: { ok: value } };
      yield { path: "error", value: { error: {} } };
      return;
    }
    yield* [null, 0, [], [[0, 1]], true].map((value) => ({ path: "ok", value: { ok: value } }));
    const { code, message } = error;
    const answer = peerAnswers[row.op]?.(row["input"] as Fields);
    if (message !== undefined && answer !== undefined && "error" in answer && answer.error.message !== undefined)
      yield { path: "error.message", value: { error: { ...error, message: `${message}x` } } };
    if (typeof code === "string" && /^E[A-Z]+$/.test(code))
      for (const other of [`${code}X`, "wrong", "EACCES"])
        yield { path: "error.code", value: { error: { ...error, code: other } } };
  }

  it("each fail, in whatever place the expectation is changed", () => {
    const survivors: string[] = [];
    let count = 0;
    // A row that is marked bug and has nothing correct passes on any other answer.
    for (const row of answered().filter((each) => each.correct !== undefined || !Object.hasOwn(each, "bug"))) {
      const key = row.correct === undefined ? "expect" : "correct";
      const all = [...broken(row[key] ?? {}, row)];
      // Of a map of 340 lines some places will do.
      for (const { path, value } of all.filter((_, index) => all.length < 200 || index % 20 === 0)) {
        count++;
        const result = checkRows({ ...row, [key]: value });
        if (result.failures.length !== 1 || result.passed !== 0) survivors.push(`${row.id} ${path}`);
      }
    }
    expect(survivors).toEqual([]);
    expect(count).toBeGreaterThan(1000);
  });

  it("cover every operation that is answered", () => {
    expect(Object.keys(peerAnswers).sort()).toEqual([...new Set(answered().map(({ op }) => op))].sort());
  });
});

describe("the kernel's translations, broken on purpose", () => {
  /** Every row of the kind changed in the same way; the rows that still pass. */
  function survivors(change: (document: Fields) => Fields, rows: number): number {
    const before = committed("kernel/translate");
    const result = checkDocument(change(before), "here");
    return rows - result.failures.length;
  }

  function plusOne(value: unknown): unknown {
    return value === null ? 0 : (value as number) + 1;
  }

  /** Changes the row, or leaves it out where it cannot be changed in this way. */
  type Change = (row: readonly unknown[]) => readonly unknown[] | undefined;

  const changes: Readonly<Record<string, Change>> = {
    "the user ID is another": (row) => replaced(row, -2, plusOne(row.at(-2))),
    "the group ID is another": (row) => replaced(row, -1, plusOne(row.at(-1))),
    "the user ID is null or a number": (row) => replaced(row, -2, row.at(-2) === null ? 65534 : null),
    "the group ID is null or a number": (row) => replaced(row, -1, row.at(-1) === null ? 65534 : null),
    "the user ID is a string": (row) => replaced(row, -2, String(row.at(-2))),
    "the two sides are exchanged": (row) =>
      JSON.stringify(row.at(-1)) === JSON.stringify(row.at(-2))
        ? undefined
        : [...row.slice(0, -2), row.at(-1), row.at(-2)],
    "one field is missing": (row) => row.slice(0, -1),
    "one field is too many": (row) => [...row, null],
    "an argument is no number": (row) => replaced(row, 0, null),
    "an argument is a string": (row) => replaced(row, 0, String(row[0])),
  };

  for (const [name, change] of Object.entries(changes)) {
    const all = (rows: readonly (readonly unknown[])[]) => rows.map(change).filter((row) => row !== undefined);

    it(`each entry of up and down fails when ${name}`, () => {
      for (const kind of [1, 2]) {
        const cases = rowsOf(committed("kernel/translate"), "cases").map((row) => [
          row[0],
          kind === 1 ? all(row[1] as never) : [],
          kind === 2 ? all(row[2] as never) : [],
        ]);
        const rows = cases.reduce((sum, row) => sum + (row[kind] as readonly unknown[]).length, 0);
        expect(rows).toBeGreaterThan(400);
        expect(survivors((document) => ({ ...document, cases, creates: [], map_reads: [] }), rows)).toBe(0);
      }
    });

    it(`each entry of creates fails when ${name}`, () => {
      const creates = all(rowsOf(committed("kernel/translate"), "creates"));
      expect(creates.length).toBeGreaterThan(10);
      expect(survivors((document) => ({ ...document, cases: [], creates, map_reads: [] }), creates.length)).toBe(0);
    });
  }

  it("each entry of map_reads fails, in whatever place it is changed", () => {
    // Of a column of 40 or 340 lines every 20th place will do: the lines differ in nothing but their position.
    const broken = (column: readonly unknown[]) =>
      Array.from(perturbations(column)).filter((_, index) => column.length < 20 || index % 20 === 0);
    const rows = rowsOf(committed("kernel/translate"), "map_reads").flatMap((row) =>
      [2, 3].flatMap((side) => broken(row[side] as never).map(({ value }) => replaced(row, side, value))),
    );
    expect(rows.length).toBeGreaterThan(5000);
    expect(survivors((document) => ({ ...document, cases: [], creates: [], map_reads: rows }), rows.length)).toBe(0);
  });

  it("fail where their namespace is missing, its own parent, or has a map that the kernel refuses", () => {
    const one = { id: 1, parent: 0, uid_map: "0 100000 65536", gid_map: "0 100000 65536" };
    const check = (...namespaces: readonly unknown[]) =>
      checkDocument(
        {
          schema: "userns-kernel/translate/1",
          namespaces,
          cases: [[1, [[100005, 5, 5]], []]],
          creates: [],
          map_reads: [],
        },
        "here",
      );
    expect(check(one).passed).toBe(1);
    expect(fault(check())).toBe("namespaces");
    expect(fault(check({ ...one, parent: 1 }))).toBe("namespaces");
    expect(fault(check({ ...one, parent: 2 }, { ...one, id: 2, parent: 1 }))).toBe("namespaces");
    expect(fault(check({ ...one, uid_map: "0 100000" }))).toBe("ns 1.uid_map");
    expect(fault(check({ ...one, uid_map: 0 }))).toBe("ns 1.uid_map");
    expect(fault(check(one, one))).toBe("namespaces[1].id");
    expect(fault(check({ ...one, parent: "0" }))).toBe("parent");
  });
});

describe("a malformed row", () => {
  it("passes only when nothing is wrong with it", () => {
    expect(checkRows(good)).toEqual({ passed: 1, failures: [], skipped: new Map() });
  });

  it("fails when a field is missing or of the wrong type", () => {
    for (const name of ["id", "op", "input", "expect"]) {
      const { [name as "id"]: _, ...rest } = good;
      expect(fault(checkRows(rest))).toBe(`row.${name}`);
      for (const wrong of [null, 1, []]) expect(fault(checkRows({ ...good, [name]: wrong }))).toBe(name);
    }
    for (const wrong of [null, 1, "row", [], [good]]) expect(fault(checkRows(wrong))).toBe("row");
    expect(fault(checkRows({ ...good, notes: 1 }))).toBe("notes");
  });

  it("fails when it has a field that could hide an expectation", () => {
    expect(fault(checkRows({ ...good, expects: good.expect }))).toBe("row.expects");
    expect(fault(checkRows({ ...good, expect: { ...good.expect, error: {} } }))).toBe("expect");
    expect(fault(checkRows({ ...good, expect: { ...good.expect, value: 1 } }))).toBe("expect");
    expect(fault(checkRows({ ...good, expect: {} }))).toBe("expect");
    expect(fault(checkRows({ ...good, expect: { error: { errno: "EINVAL" } } }))).toBe("expect.error.errno");
    expect(fault(checkRows({ ...good, expect: { error: "EINVAL" } }))).toBe("expect.error");
    expect(fault(checkRows({ ...good, correct: { ok: [] } }))).toBe("row.bug");
    expect(fault(checkDocument({ schema: "userns-peer-cases/1", cases: [good], more: [good] }, "here"))).toEqual(
      "document.more",
    );
  });

  it("fails when its input cannot be read, even where an error is expected", () => {
    for (const a of [[[1, "3"]], [[1.5, 3]], [[1]], [[1, 2, 3]], 5, [null]])
      expect(fault(checkRows({ ...good, input: { ...good.input, a }, expect: { error: {} } }))).toMatch(/^input\.a/);
    expect(fault(checkRows({ ...good, input: { a: [] }, expect: { error: {} } }))).toBe("input.b");
  });

  it("fails even where the operation is not answered yet", () => {
    const unanswered = { ...good, op: "alloc.incusIsolated" };
    expect(checkRows(unanswered).skipped).toEqual(new Map([["alloc.incusIsolated", 1]]));
    expect(fault(checkRows({ ...unanswered, expect: {} }))).toBe("expect");
  });

  it("fails when its id was there before", () => {
    expect(checkRows(good, good)).toMatchObject({ passed: 1, failures: [{ id: "good", path: "id" }] });
  });
});

describe("a row that expects an error", () => {
  const refused = { ...good, op: "set.clip", input: { ranges: [[1, 3]], min: 5, max: 4 } };

  it("passes on any refusal, unless it names another errno", () => {
    for (const error of [{}, { code: "EINVAL" }, { message: "min > max" }])
      expect(checkRows({ ...refused, expect: { error } }).passed).toBe(1);
    for (const code of ["EPERM", "EINVALID", "einval"])
      expect(fault(checkRows({ ...refused, expect: { error: { code } } }))).toBe("expect.error.code");
  });

  it("passes where the library is asked about a number that no ID can be", () => {
    const row = { ...good, op: "set.contains", input: { ranges: [], id: 2 ** 32 }, expect: { error: {} } };
    expect(checkRows(row).passed).toBe(1);
  });

  it("names no errno where the library has none", () => {
    const row = { ...good, op: "set.take", input: { ranges: [], n: 1 } };
    expect(checkRows({ ...row, expect: { error: { code: "ErrNoAvailableIDs" } } }).passed).toBe(1);
    expect(fault(checkRows({ ...row, expect: { error: { code: "ENOSPC" } } }))).toBe("expect.error.code");
  });
});

describe("a row marked bug", () => {
  it("is a test of correct", () => {
    const row = { ...good, expect: { ok: [[1, 3]] }, bug: "forgets b", correct: good.expect };
    expect(checkRows(row).passed).toBe(1);
    expect(fault(checkRows({ ...row, correct: row.expect }))).toBe("correct.ok[0][1]");
  });

  it("is an example of what not to answer where it has no correct", () => {
    expect(checkRows({ ...good, expect: { ok: [[1, 3]] }, bug: "forgets b" }).passed).toBe(1);
    expect(fault(checkRows({ ...good, bug: "none" }))).toBe("expect");
  });
});

describe("what is skipped and what is not", () => {
  it("skips rows of IDs below 0 by name, unless nothing is in them, and fails rows that expect one", () => {
    const row = { ...good, op: "interval.length", input: { a: [-3, 5] }, expect: { ok: 8 } };
    expect(checkRows(row).skipped).toEqual(new Map([["interval.length of IDs below 0", 1]]));
    expect(checkRows({ ...row, input: { a: [5, -3] }, expect: { ok: 0 } }).passed).toBe(1);
    const map = { map: [{ containerId: -1, hostId: 5, size: 1 }] };
    expect(checkRows({ ...row, op: "map.hostIds", input: map }).skipped).toEqual(
      new Map([["map.hostIds of IDs below 0", 1]]),
    );
    expect(fault(checkRows({ ...good, expect: { ok: [[-1, 5]] } }))).toBe("expect.ok[0][0]");
  });

  it("skips dialects of named operations, and fails names that the page does not give", () => {
    for (const op of ["map.toHost.moby", "buddy.other", "map.rootPair.podman", "map.toContainer.moby"])
      expect(checkRows({ ...good, op }).skipped).toEqual(new Map([[op, 1]]));
    const unknown = [
      "set.symmetricDifference",
      "set",
      "set.",
      ".union",
      "",
      "constructor",
      "__proto__.union",
      "map.moby",
    ];
    for (const op of [...unknown, "set.union.lxd", "interval.*", "set.normalize "])
      expect(fault(checkRows({ ...good, op }))).toBe("op");
  });

  it("knows the operations that the page names, and no others", () => {
    const page = readFileSync(fileURLToPath(new URL("vectors/peers/README.md", import.meta.url)), "utf8");
    const section = page.slice(page.indexOf("## Operations"), page.indexOf("## Licences"));
    const names = Array.from(section.matchAll(/`([a-z]\w*\.[\w.*]*)(?:\{([\w,.]+)\})?`/gi)).flatMap(
      ([, stem = "", ends]) => (ends === undefined ? [stem] : ends.split(",").map((end) => stem + end)),
    );
    const families = ["interval.*", "map.rootPair.*", "buddy.*"];
    const listed = Object.entries(NAMED).flatMap(([family, some]) =>
      some.split(" ").map((name) => `${family}.${name}`),
    );
    expect(new Set(names)).toEqual(new Set([...families, ...listed.filter((name) => !name.startsWith("interval."))]));
    expect(names.filter((name) => !name.endsWith("*")).every(isNamedOperation)).toBe(true);
  });

  it("answers each operation that the page names, or says why not", () => {
    const listed = Object.entries(NAMED).flatMap(([family, some]) =>
      some.split(" ").map((name) => `${family}.${name}`),
    );
    const open = listed.filter((op) =>
      Object.keys(peerAnswers).every((own) => own !== op && !own.startsWith(`${op}.`)),
    );
    expect(open.sort()).toEqual(Object.keys(UNANSWERED).sort());
  });

  it("takes null for the empty set, and only there", () => {
    const empty = { ...good, input: { a: null, b: [] } };
    for (const value of [null, []]) expect(checkRows({ ...empty, expect: { ok: value } }).passed).toBe(1);
    expect(fault(checkRows({ ...good, op: "map.hostIds", input: { map: [] }, expect: { ok: null } }))).toBe(
      "expect.ok",
    );
  });
});

describe("a file", () => {
  it("fails when it tests nothing", () => {
    for (const document of [
      { schema: "userns-peer-cases/1", cases: [] },
      { schema: "userns-kubelet/getsubids/1", cases: [] },
    ])
      expect(fault(checkDocument(document, "here"))).toBe("file");
    for (const schema of Object.keys(schemas)) expect(fault(checkDocument({ schema }, "here"))).toMatch(/^document/);
  });

  it("fails when its schema is not known", () => {
    for (const schema of ["userns-peer-cases/2", "userns-peer-cases", "", null, undefined, "constructor", "__proto__"])
      expect(fault(checkDocument({ schema, cases: [good] }, "here"))).toBe("schema");
    for (const document of [null, [], 5, "text"]) expect(fault(checkDocument(document, "here"))).toBe("file");
  });
});

describe("the command", () => {
  it("exits with 0 when nothing failed, and with 1 otherwise", () => {
    const command = fileURLToPath(new URL("run.mjs", import.meta.url));
    const run = (path: string) => spawnSync(process.execPath, [command, path], { encoding: "utf8" });
    const fine = run(fileURLToPath(new URL("vectors/kernel/translate.json.gz", import.meta.url)));
    expect([fine.status, fine.stdout.split("\n").slice(-2), fine.stderr]).toEqual([
      0,
      ["10849 passed, 0 failed, 0 skipped", ""],
      "",
    ]);
    const bad = run(command);
    expect([bad.status, bad.stdout.split("\n").slice(-2)]).toEqual([1, ["0 passed, 1 failed, 0 skipped", ""]]);
  });
});

describe("main", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
    const folder = mkdtempSync(join(tmpdir(), "userns-sim-conformance-"));
    folders.push(folder);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return folder;
  }

  async function run(folder: string): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
    const lines: string[] = [];
    const code = await main([folder], (line) => lines.push(line.replace(folder, "DIR").replace(/\(\d+ ms\)/, "(ms)")));
    return { code, lines };
  }

  const fine = JSON.stringify({
    schema: "userns-peer-cases/1",
    cases: [good, { ...good, id: "later", op: "alloc.incusIsolated" }],
  });

  it("runs all files below a folder in order, and ends with the sums", async () => {
    const folder = folderOf({ "b/c.json.gz": gzipSync(fine), "a.json": fine, "b/notes.md": "", "b/c.json.bak": "" });
    symlinkSync(folder, join(folder, "b", "loop"));
    expect(await run(folder)).toEqual({
      code: 0,
      lines: [
        "DIR/a.json: 1 passed, 0 failed, 1 skipped (ms)",
        "DIR/b/c.json.gz: 1 passed, 0 failed, 1 skipped (ms)",
        "alloc.incusIsolated: 2 (no strategy places as Incus does)",
        "2 passed, 0 failed, 2 skipped",
      ],
    });
  });

  it("fails with the name of a file that is cut short, or not JSON in UTF-8", async () => {
    const whole = gzipSync(fine);
    const broken = {
      "cut.json.gz": whole.subarray(0, whole.length - 9),
      "empty.json": "",
      "plain.json.gz": fine,
      "cut.json": fine.slice(0, -1),
      "bom.json": `\ufeff${fine}`,
      "latin1.json": Buffer.from(fine.replace("good", "gut\xe9"), "latin1"),
    };
    for (const [name, content] of Object.entries(broken)) {
      const { code, lines } = await run(folderOf({ [name]: content }));
      expect([code, lines[0], lines.at(-1)]).toEqual([
        1,
        `DIR/${name}: 0 passed, 1 failed, 0 skipped (ms)`,
        "0 passed, 1 failed, 0 skipped",
      ]);
      expect(lines[1]).toMatch(/^ {2}DIR.*: file: expected readable JSON, got /);
    }
  });

  it("fails when there is no file", async () => {
    for (const folder of [folderOf({}), folderOf({ "notes.md": "" }), join(folderOf({}), "missing")])
      expect(await run(folder)).toMatchObject({
        code: 1,
        lines: [expect.any(String), expect.any(String), "0 passed, 1 failed, 0 skipped"],
      });
    const dangling = folderOf({});
    symlinkSync("nowhere", join(dangling, "a.json"));
    expect(await run(dangling)).toMatchObject({ code: 1 });
  });

  it("shows where a row differs, bounded in length and number", async () => {
    const bad = Array.from({ length: 25 }, (_, index) => ({
      ...good,
      id: `bad ${index}`,
      expect: { ok: "\n".repeat(5000) },
    }));
    const { code, lines } = await run(
      folderOf({ "a.json": JSON.stringify({ schema: "userns-peer-cases/1", cases: bad }) }),
    );
    expect(code).toBe(1);
    expect(lines).toHaveLength(23);
    expect(lines[1]).toBe(`  bad 0: expect.ok: expected ${" ".repeat(200)}…, got [[1,5]]`);
    expect(lines.slice(-2)).toEqual(["  … and 5 more", "0 passed, 25 failed, 0 skipped"]);
  });
});
