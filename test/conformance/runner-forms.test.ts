import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkDocument } from "./check-document.ts";
import type { Fields } from "./fields.ts";
import type { Tally } from "./outcome.ts";
import { perturbations } from "./perturb.ts";
import { readVectorFile, vectorFiles } from "./vector-files.ts";

const FILES = vectorFiles(fileURLToPath(new URL("forms", import.meta.url)));

type Row = Fields & { readonly name: string; readonly expect: Fields };

function rows(): readonly Row[] {
  return FILES.flatMap((file) => (readVectorFile(file) as Fields)["cases"] as readonly Row[]);
}

function check(...cases: readonly unknown[]): Tally {
  return checkDocument({ schema: "userns-forms/cases/1", cases }, "here");
}

/** The place of the only failure, or what came instead of one. */
function fault(result: Tally): unknown {
  const [first, ...others] = result.failures;
  return first !== undefined && others.length === 0 && result.passed === 0 ? first.path : result;
}

const good = {
  name: "one line",
  source: "user_namespaces(7)",
  ran: true,
  form: "proc-map",
  options: { outer: ["0:1000:1", "1 100000 65536"], owner: "alice" },
  text: "0 1000 1",
  kind: "uid",
  since: "1",
  until: "2",
  expect: { mappings: [[0, 1000, 1]] },
};

describe("rows of forms, broken on purpose", () => {
  /** Every expectation near the right one. A text that a message holds is shorter than the message: only other ones fail. */
  function broken({ expect: expected }: Row): readonly unknown[] {
    if (expected["mappings"] !== undefined)
      return [
        ...Array.from(perturbations(expected["mappings"]))
          // A map is the same in every order of its mappings; the numbers of one are not.
          .filter(({ path }) => path !== " reversed")
          .map(({ value }) => ({ mappings: value })),
        { none: true },
        { refused: true },
      ];
    if (expected["none"] !== undefined) return [{ mappings: [[0, 1, 1]] }, { refused: true }];
    if (expected["undecided"] !== undefined)
      return Array.from(perturbations(expected["undecided"]))
        .filter(({ path }) => path !== " reversed")
        .map(({ value }) => ({ undecided: value }));
    const text = expected["refused"];
    return [{ none: true }, { mappings: [] }, ...(text === true ? [] : [{ refused: `${text}\u0000` }])];
  }

  it("each fail, in whatever place the expectation is changed", () => {
    const survivors: string[] = [];
    let count = 0;
    for (const row of rows())
      for (const expected of broken(row)) {
        count++;
        if (check({ ...row, expect: expected }).failures.length !== 1)
          survivors.push(`${row.name}: ${JSON.stringify(expected)}`);
      }
    expect(survivors).toEqual([]);
    expect(count).toBeGreaterThan(rows().length);
  });

  it("are each known by a name", () => {
    const names = rows().map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe("a row of a form", () => {
  it("passes only when nothing is wrong with it", () => {
    expect(check(good)).toEqual({ passed: 1, failures: [], skipped: new Map() });
  });

  it("fails when a field is missing, of the wrong type, or not one of the schema", () => {
    for (const name of ["name", "source", "ran", "text", "expect"]) {
      const { [name as "name"]: _, ...rest } = good;
      expect(fault(check(rest))).toBe(`row.${name}`);
    }
    for (const name of ["name", "source", "ran", "form", "options", "text", "kind", "since", "until", "expect"])
      for (const wrong of [null, 1, [], "no such word"])
        if (!["name", "source", "text", "since", "until"].includes(name) || typeof wrong !== "string")
          expect(fault(check({ ...good, [name]: wrong }))).toBe(`row.${name}`);
    expect(fault(check({ ...good, expected: good.expect }))).toBe("row.expected");
    expect(fault(check({ ...good, form: "lxd" }))).toBe("row.form");
    expect(fault(check("row"))).toBe("row");
    expect(fault(checkDocument({ schema: "userns-forms/cases/1", cases: [good], more: [] }, "here"))).toBe(
      "document.more",
    );
    expect(check(good, good)).toMatchObject({ passed: 1, failures: [{ id: "one line", path: "name" }] });
  });

  it("fails when an option is not one of the schema, or cannot be read", () => {
    const options = (given: object) => fault(check({ ...good, options: given }));
    expect(options({ inner: [] })).toBe("row.options.inner");
    expect(options({ rootless: "1000" })).toBe("row.options.rootless");
    expect(options({ rootless: 4294967295 })).toBe("row.options.rootless");
    expect(options({ owner: 5 })).toBe("row.options.owner");
    expect(options({ outer: [[0, 1]] })).toBe("row.options.outer[0]");
    expect(options({ outer: 5 })).toBe("row.options.outer");
    expect(options({ outer: [[0, 1, 0]] })).toBe("row.options.outer");
    expect(options({ base: "no map" })).toBe("row.options.base");
  });

  it("takes maps as one text, as texts that are lines of one map, and as triples", () => {
    for (const outer of ["0:1:1", "0 1 1\n1 5 2", ["0:1:1 1:5:2", "9 9 9"], [[0, 1, 1]], []])
      expect(check({ ...good, options: { outer, base: outer } }).passed).toBe(1);
  });

  it("fails when it expects nothing, two things, or what is none of the four", () => {
    for (const expected of [{}, { none: true, refused: true }, { none: false }, { refused: false }, { ok: [] }])
      expect(fault(check({ ...good, expect: expected }))).toMatch(/^row\.expect/);
  });

  it("is recognised where it names no form, and compares the map of its kind", () => {
    const { form: _, ...unnamed } = good;
    expect(check(unnamed).passed).toBe(1);
    const both = { ...unnamed, text: '{"uids":[{"length":1}],"gids":[{"length":2}]}' };
    expect(check({ ...both, kind: "gid", expect: { mappings: [[0, 0, 2]] } }).passed).toBe(1);
    expect(fault(check({ ...both, kind: "gid", expect: { mappings: [[0, 0, 1]] } }))).toBe("expect.mappings[0][2]");
  });

  it("holds refusals against the message and the errno", () => {
    const refused = { ...good, text: "0 1000 0" };
    for (const expected of [true, "EINVAL", "the kernel refuses the map"])
      expect(check({ ...refused, expect: { refused: expected } }).passed).toBe(1);
    expect(fault(check({ ...refused, expect: { refused: "EPERM" } }))).toBe("expect.refused");
    expect(fault(check({ ...good, expect: { refused: true } }))).toBe("expect.refused");
    expect(fault(check({ ...refused, expect: { none: true } }))).toBe("expect");
  });

  it("asks the recogniser where it is to be undecided", () => {
    const text = '[{"hostId":65536,"containerId":0,"length":65536,"size":1}]';
    expect(check({ ...good, text, expect: { undecided: ["cri", "oci"] } }).passed).toBe(1);
    expect(fault(check({ ...good, text, expect: { undecided: ["cri"] } }))).toBe("expect.undecided[1]");
    expect(fault(check({ ...good, expect: { undecided: ["proc-map", "subid"] } }))).toBe("expect.undecided[1]");
  });
});
