import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { locateInYaml, readYaml } from "../../../src/cli/documents/yaml/yaml.ts";
import { MAX_REPEATED } from "../../../src/cli/documents/yaml/yaml-flaws.ts";
import { hasMoreValues } from "../../../src/core/manifest/value.ts";

async function values(text: string): Promise<unknown> {
  return await readYaml(text, () => Promise.resolve());
}

describe("readYaml", () => {
  const scalars: readonly (readonly [string, unknown])[] = [
    ["no", false],
    ["off", false],
    ["n", false],
    ["FALSE", false],
    ["yes", true],
    ["On", true],
    ["y", true],
    ["true", true],
    ["~", null],
    ["null", null],
    ["", null],
    ["0644", 420],
    ["0o644", 420],
    ["0x10", 16],
    ["0b11", 3],
    ["1_000", 1000],
    ["-1", -1],
    ["1e3", 1000],
    ["65536.0", 65536],
    ["4294967296", 4294967296],
    ["1:30", "1:30"],
    ["1:30.5", "1:30.5"],
    ["2026-11-24", "2026-11-24"],
    ["2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z"],
    ["'no'", "no"],
    ['"0644"', "0644"],
    ["!!str 5", "5"],
    ["!!binary aGk=", "aGk="],
    ["!!timestamp 2026-11-24", "2026-11-24"],
    ["<<", "<<"],
    ["!!omap [{b: 1}]", [{ b: 1 }]],
    ["!!pairs [{b: 1}]", [{ b: 1 }]],
    ["!!set {b}", { b: null }],
    ["!custom x", "x"],
  ];

  it.each(scalars)("reads %s as kubectl does", async (text, value) => {
    expect(await values(`a: ${text}\n`)).toEqual({ values: [{ a: value }] });
  });

  it("merges, with the object's own fields first", async () => {
    expect(await values("a: &a {x: 1, z: 2}\nb: {<<: *a, x: 3}\n")).toEqual({
      values: [{ a: { x: 1, z: 2 }, b: { x: 3, z: 2 } }],
    });
  });

  it("gives what the library gives", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const objects = ["b", "d"];
    const node = (name: string, before: readonly string[]): fc.Arbitrary<string> => {
      const one = fc.constantFrom(
        "x",
        "5",
        "~",
        "yes",
        "[]",
        "[1, {k: v}]",
        "&b {k: 2}",
        ...before.map((known) => `*${known}`),
      );
      const merged = fc.constantFrom(
        "{k: 3}",
        "&d {l: 4}",
        ...before.filter((known) => objects.includes(known)).map((known) => `*${known}`),
      );
      const list = fc.array(one, { maxLength: 4 }).map((items) => `[${items.join(", ")}]`);
      const object = fc
        .tuple(
          fc.shuffledSubarray(["k", "l", "toString", "__proto__", "5", '"<<"']),
          one,
          fc.array(merged, { maxLength: 3 }),
          merged,
        )
        .map(([keys, value, several, single]) => {
          const fields = keys.map((key) => `${key}: ${value}`);
          return `{${[...fields.slice(0, 2), `<<: [${several.join(", ")}]`, ...fields.slice(2, 4), `<<: ${single}`, ...fields.slice(4)].join(", ")}}`;
        });
      return objects.includes(name) ? object : fc.oneof(one, list, object);
    };
    const texts = fc
      .tuple(...names.map((name, i) => node(name, names.slice(0, i))))
      .map((nodes) =>
        nodes
          .map((text, i) => (text.startsWith("*") ? `- ${text}\n` : `- &${names[i]} ${text.replace(/^&. /, "")}\n`))
          .join(""),
      );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const read = await readYaml(text, () => Promise.resolve());
        if (!("values" in read)) {
          expect(read.flaw).toMatch(/stands for no anchor|given twice/);
          return;
        }
        expect(read.values).toStrictEqual([
          parseDocument(text, { version: "1.1", logLevel: "silent" }).toJS({ maxAliasCount: -1 }),
        ]);
      }),
    );
  });

  it("keeps odd keys as own properties", async () => {
    const { values: [object] = [] } = (await values("__proto__: {a: 1}\nconstructor: 2\n5: 3\n")) as {
      values: unknown[];
    };
    expect(Object.entries(object as object)).toEqual(
      expect.arrayContaining([
        ["__proto__", { a: 1 }],
        ["constructor", 2],
        ["5", 3],
      ]),
    );
  });

  it("reads several documents, and lets signals in between them", async () => {
    let breaths = 0;
    const read = await readYaml("a: 1\n---\n---\nb\n...\n%YAML 1.1\n---\n[c]\n", async () => {
      breaths += 1;
    });
    expect([read, breaths]).toEqual([{ values: [{ a: 1 }, null, "b", ["c"]] }, 4]);
  });

  it("stops at the first flaw", async () => {
    expect(await values("a: 1\n---\na: *b\n---\na: b: c")).toEqual({
      flaw: "the alias b stands for no anchor before it",
      offset: 12,
    });
  });
});

describe("what aliases repeat", () => {
  const characters = (count: number): string => `"${"x".repeat(count - 2)}"`;
  const part = MAX_REPEATED / 16;
  /** What is one part long, and how often it is repeated. */
  const texts: Readonly<Record<string, (times: number) => string>> = {
    "a text": (times) => `- &a ${characters(part)}\n- [${"*a, ".repeat(times)}]\n`,
    "a text of several lines": (times) => `- &a |\n  ${"x".repeat(part - 9)}\n  y\n- [${"*a, ".repeat(times)}]\n`,
    "a list": (times) => `- &a [${"{},".repeat((part - 4) / 3)}{}]\n- [${"*a, ".repeat(times)}]\n`,
    "a merged object": (times) => `- &a {b: ${characters(part - 5)}}\n${"- {<<: *a}\n".repeat(times)}`,
    "merged objects": (times) => `- &a {b: ${characters(part - 5)}}\n- {<<: [${"*a, ".repeat(times)}]}\n`,
    "a list with repetitions": (times) =>
      `- &a ${characters(part / 4)}\n- &b [*a, *a, *a${" ".repeat(part / 4 - 12)}]\n- [${"*b, ".repeat(times - 1)}*a]\n`,
    "a name": (times) => `- &a ${characters(part)}\n${"- {*a : 1}\n".repeat(times)}`,
    "several documents": (times) => `---\n- &a ${characters(part)}\n- *a\n`.repeat(times),
    "an anchor given twice": (times) => `- &a []\n- &a ${characters(part)}\n- [${"*a, ".repeat(times)}]\n`,
  };

  it.each(Object.entries(texts))("is bounded: %s", async (_, text) => {
    expect(await values(text(16))).toHaveProperty("values");
    expect(await values(text(17))).toEqual({ flaw: expect.stringContaining("1 MiB"), offset: expect.any(Number) });
  });

  it("may be as deep as other lists and objects", async () => {
    const nested = (depth: number, before: string): string => "[".repeat(depth) + before + "]".repeat(depth);
    const text = (depth: number): string =>
      `- &a ${nested(100, "&b {}")}\n- ${nested(depth, "{b: *b, a: *a}")}\n- *b\n`;
    expect(await values(text(147))).toHaveProperty("values");
    expect(await values(text(148))).toHaveProperty("flaw", "nested more than 250 deep");
  });

  it("bounds the values that there are, walked through as a tree", async () => {
    const names = ["b", "c", "d", "e", "f", "g"];
    const node = (before: readonly string[]): fc.Arbitrary<string> => {
      const aliases = fc.array(fc.constantFrom(...before.map((name) => `*${name}`)), { minLength: 1, maxLength: 6 });
      return fc.oneof(
        aliases.map((items) => `{k: [${items.join(", ")}]}`),
        aliases.map((items) => `{${items.map((item, i) => `k${i}: ${item}`).join(", ")}}`),
        aliases.map((items) => `{<<: [${items.join(", ")}], l: ${items[0]}}`),
        aliases.map((items) => `{${items.map((item, i) => `k${i}: {<<: ${item}}`).join(", ")}}`),
      );
    };
    const texts = fc
      .tuple(...names.map((_, i) => node(["a", ...names.slice(0, i)])))
      .map(
        (nodes) => `- &a {k: [${"{},".repeat(3000)}]}\n${nodes.map((text, i) => `- &${names[i]} ${text}\n`).join("")}`,
      );
    const seen = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const read = await readYaml(text, () => Promise.resolve());
        seen.add("values" in read);
        if (!("values" in read)) expect(read.flaw).toContain("aliases repeat");
        else expect(hasMoreValues(read.values, text.length + MAX_REPEATED)).toBe(false);
      }),
      { numRuns: 20 },
    );
    expect(seen.size).toBe(2);
  });
});

describe("locateInYaml", () => {
  const text =
    "a: {b: [1, {c: x}]}\n---\nbase: &base\n  k: [v]\nd: *base\n? odd\n: 1\ne:\n- f: 1\ng: &base {k: [w]}\nh: *base\n";

  it("finds values, through aliases, or what is around them", async () => {
    const places: readonly (readonly [number, readonly (string | number)[], string])[] = [
      [0, [], "a: {b"],
      [0, ["a"], "{b: ["],
      [0, ["a", "b", 1, "c"], "x}]"],
      [0, ["a", "b", 5], "[1, {c"],
      [0, ["a", "b", 0, "z"], "1, {c"],
      [0, ["z"], "a: {b"],
      [1, [], "base:"],
      [1, ["d"], "*base"],
      [1, ["d", "k", 0], "v]"],
      [1, ["e", 0, "f"], "1\n"],
      [1, ["h", "k", 0], "w]"],
    ];
    const offsets = await locateInYaml(
      text,
      places.map(([document, path]) => ({ document, path })),
    );
    expect(offsets.map((offset, i) => text.slice(offset).startsWith(places[i]?.[2] ?? "?"))).toEqual(
      places.map(() => true),
    );
  });

  it("finds nothing where nothing is asked for, and the beginning where there is no such document", async () => {
    expect(await locateInYaml(text, [])).toEqual([]);
    expect(await locateInYaml(text, [{ document: 7, path: ["a"] }])).toEqual([0]);
    expect(await locateInYaml("a: 1\n---\n", [{ document: 1, path: ["a"] }])).toEqual([8]);
  });
});
