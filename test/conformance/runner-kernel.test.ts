import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { groups } from "../kernel/groups/groups.ts";
import { KEPT } from "../kernel/keep.ts";
import { checkDocument } from "./check-document.ts";
import type { Fields } from "./fields.ts";
import { perturbations, replaced } from "./perturb.ts";
import { readVectorFile } from "./vector-files.ts";

type Row = readonly unknown[];

function committed(name: string): Fields {
  return readVectorFile(fileURLToPath(new URL(`vectors/kernel/${name}.json.gz`, import.meta.url))) as Fields;
}

/** The document with other rows under one name, and no rows under the others. */
function withRows(document: Fields, name: string, rows: readonly Row[]): Fields {
  return { ...document, cases: [], ...("exec" in document ? { exec: [] } : {}), [name]: rows };
}

function fault(document: unknown): unknown {
  const result = checkDocument(document, "here");
  const [first, ...others] = result.failures;
  return first !== undefined && others.length === 0 && result.passed === 0 ? first.path : result;
}

/** The rows of a kind: their name in the file, how many columns are arguments, and of how many rows one is broken. */
const KINDS: readonly (readonly [file: string, name: string, args: number, every: number])[] = [
  ["access", "cases", 10, 97],
  ["mapwrite", "cases", 10, 11],
  ["ptrace", "cases", 4, 11],
  ["setid", "cases", 3, 23],
  ["setid", "exec", 5, 11],
  ["signal", "cases", 4, 3],
];

describe("what the kernel was seen to do, broken on purpose", () => {
  for (const [file, name, args, every] of KINDS) {
    it(`fails each in ${name} of ${file}, in whatever place it is changed`, () => {
      const document = committed(file);
      const rows = (document[name] as readonly Row[]).filter((_, index) => index % every === 0);
      const broken = rows.flatMap((row) =>
        // Of a map of 340 lines some places will do.
        Array.from(perturbations(row.slice(args)), ({ value }) => [...row.slice(0, args), ...(value as Row)]).filter(
          (_, index, all) => all.length < 200 || index % 20 === 0,
        ),
      );
      const result = checkDocument(withRows(document, name, broken), "here");
      expect([result.passed, result.failures.length]).toEqual([0, broken.length]);
      expect(broken.length).toBeGreaterThan(500);
    });

    it(`fails in ${name} of ${file} when an argument is missing or of the wrong type`, () => {
      const document = committed(file);
      const [row = []] = document[name] as readonly Row[];
      expect(checkDocument(withRows(document, name, [row]), "here").passed).toBe(1);
      for (let column = 0; column < args; column++) {
        const dropped = row.filter((_, index) => index !== column);
        for (const wrong of [dropped, replaced(row, column, { wrong: 1 }), replaced(row, column, 0.5)])
          expect(fault(withRows(document, name, [wrong])), `column ${column}`).toEqual(expect.any(String));
      }
      for (const wrong of [[], row.slice(0, args), {}, 1, null])
        expect(fault(withRows(document, name, [wrong as Row]))).toEqual(expect.any(String));
    });
  }
});

describe.each(["live", "live-files"])("what the live test was told, broken on purpose, in %s", (file) => {
  const document = committed(file);
  const rounds = document["rounds"] as readonly Fields[];
  const withCases = (round: Fields | undefined, cases: readonly Row[]): Fields => ({
    ...document,
    rounds: [{ ...round, cases }],
  });
  const kept = rounds.flatMap((round) => (round["cases"] as readonly Row[]).map((row) => ({ round, row })));
  const names = [...new Set(kept.map(({ row }) => row[0] as string))];

  it("has groups that are kept, and each is one", () => {
    expect(KEPT).toEqual(expect.arrayContaining(names));
    expect(groups.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  it.each(names)("fails each of %s, in whatever place of the output it is changed", (name) => {
    const all = kept.filter(({ row }) => row[0] === name);
    // Some of each: a row of lists has a hundred places.
    for (const { round, row } of all.filter((_, at) => at % Math.max(11, Math.floor(all.length / 20)) === 0)) {
      const broken = Array.from(perturbations(row[3]), ({ value }) => replaced(row, 3, value));
      const { passed, failures } = checkDocument(withCases(round, broken), "here");
      expect([passed, failures.length]).toEqual([0, broken.length]);
    }
  });

  it.each(names)("fails one of %s when an argument is missing or of the wrong type", (name) => {
    const { round, row = [] } = kept.find((each) => each.row[0] === name) ?? {};
    expect(checkDocument(withCases(round, [row]), "here").passed).toBe(1);
    const input = row[2] as readonly unknown[];
    for (let column = 0; column < input.length; column++) {
      const dropped = input.filter((_, index) => index !== column);
      for (const wrong of [dropped, replaced(input, column, { wrong: 1 }), replaced(input, column, 0.5)])
        expect(fault(withCases(round, [replaced(row, 2, wrong)])), `column ${column}`).toEqual(expect.any(String));
    }
    for (const wrong of [row.slice(1), replaced(row, 0, "toString"), replaced(row, 0, "files"), replaced(row, 1, [])])
      expect(fault(withCases(round, [wrong]))).toEqual(expect.any(String));
  });
});

describe("what the live test was told", () => {
  const rounds = committed("live")["rounds"] as readonly Fields[];
  const find = (name: string, isWanted: (input: Row) => boolean): readonly [Fields, Row] => {
    for (const round of rounds)
      for (const row of round["cases"] as readonly Row[])
        if (row[0] === name && isWanted(row[2] as Row)) return [round, row];
    throw new RangeError(`expected a case of ${name}`);
  };
  const faultOf = (round: Fields, row: Row): unknown =>
    fault({ ...committed("live"), rounds: [{ ...round, cases: [row] }] });

  it("has every group that is kept", () => {
    const names = rounds.flatMap((round) => (round["cases"] as readonly Row[]).map(([name]) => name));
    expect([...new Set(names)].sort()).toEqual(KEPT);
  });

  it("fails where a case lives in a home that the round does not have", () => {
    const [round, row] = find("host-name", ([, home]) => home !== 0);
    expect(faultOf({ ...round, homes: [] }, row)).toMatch(/\[2\]$/);
  });

  it("fails where a case is on a mount that the round does not have", () => {
    const [round, row] = find("programs", ([, mount]) => mount === 0);
    expect(faultOf(round, replaced(row, 2, replaced(row[2] as Row, 1, 499)))).toMatch(/\[2\]$/);
  });
});

describe("a file of the kernel", () => {
  const one = { id: 1, parent: 0, owner: 0, group: 0, uid_map: "0 100000 65536", gid_map: "0 100000 65536" };
  const cred = [1, [100000, 100000, 100000, 100000], [100000, 100000, 100000, 100000], [], "0", "0", ""];
  const good = {
    schema: "userns-kernel/signal/1",
    kernel: "6.18",
    namespaces: [one],
    creds: [cred],
    cases: [[0, 0, 0, 0, 0]],
  };

  it("fails when what its rows share cannot be read", () => {
    expect(checkDocument(good, "here").passed).toBe(1);
    const namespaces = (...some: readonly unknown[]) => fault({ ...good, namespaces: some });
    expect(namespaces({ ...one, uid_map: "0 100000" })).toBe("ns 1.uid_map");
    expect(namespaces({ ...one, parent: 2 })).toBe("namespaces");
    expect(namespaces({ ...one, setgroups: "maybe" })).toBe("namespaces[0].setgroups");
    expect(namespaces({ ...one, more: 1 })).toBe("namespaces[0].more");
    expect(namespaces(one, one)).toBe("namespaces[1].id");
    expect(fault({ ...good, creds: [replaced(cred, 6, "x")] })).toBe("creds[0][6]");
    expect(fault({ ...good, creds: [replaced(cred, 4, "CAP")] })).toBe("creds[0][4]");
    expect(fault({ ...good, creds: [cred.slice(1)] })).toBe("creds[0]");
    expect(fault({ ...good, expect: [] })).toBe("document.expect");
  });

  it("fails where a row asks for what the file does not have", () => {
    expect(fault({ ...good, cases: [[1, 0, 0, 0, 0]] })).toBe("[0]");
    expect(fault({ ...good, cases: [[0, -1, 0, 0, 0]] })).toBe("[1]");
    expect(fault({ ...good, creds: [replaced(cred, 0, 7)] })).toBe("row");
    const access = committed("access");
    const first = withRows(access, "cases", (access["cases"] as readonly Row[]).slice(0, 1));
    for (const ops of [["toString"], (access["ops"] as readonly string[]).slice(1), []])
      expect(fault({ ...first, ops })).toEqual(expect.any(String));
  });

  it("fails where a call has another number of arguments", () => {
    const setid = committed("setid");
    const row = (setid["cases"] as readonly Row[]).find(([, op]) => op === "setresuid") ?? [];
    for (const args of [[0, 0], [0, 0, 0, 0], []])
      expect(fault(withRows(setid, "cases", [replaced(row, 2, args)]))).toBe("[2]");
  });
});
