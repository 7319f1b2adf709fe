import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readManifest } from "../../docs/page/state/play/manifest/manifest.ts";
import { EXAMPLE } from "../../docs/page/state/play/play.ts";

function problems(text: string): readonly (readonly [number, number, string, string])[] {
  return readManifest(text).problems.map(({ line, column, path, says }) => [line, column, path, says.en]);
}

describe("manifests", () => {
  it.each<[string, string, number]>([
    ["YAML", EXAMPLE.pods, 2],
    ["JSON", '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"m"}]}}', 1],
    [
      "a workload",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: w }\nspec: { replicas: 250, template: { spec: { containers: [{ name: m }] } } }\n",
      250,
    ],
    ["nothing", " \n", 0],
  ])("are read of %s", (_, text, pods) => {
    expect(problems(text)).toEqual([]);
    expect(readManifest(text).pods).toHaveLength(pods);
  });

  it.each<[string, string, readonly [number, number, string, string]]>([
    [
      "a wrong type",
      EXAMPLE.pods.replace("hostUsers: false", "hostUsers: 1"),
      [6, 14, "spec.hostUsers", "true or false"],
    ],
    ["a second document", EXAMPLE.pods.replace("name: b", "name: A B"), [13, 9, "metadata.name", "lower-case"]],
    ["no YAML", "a: [\nb", [2, 1, "", "no YAML"]],
    ["a field twice", "kind: Pod\nkind: Pod\n", [2, 1, "", "`kind` is given twice"]],
    [
      "wrong JSON",
      '{"apiVersion":"v1","kind":"Pod",\n"metadata":{"name":1},"spec":{"containers":[{"name":"m"}]}}',
      [2, 20, "metadata.name", "a text"],
    ],
    ["broken JSON", '{"a":\n}}', [2, 2, "", "no YAML"]],
    ["an anchor in itself", "a: &x\n  - *x\n", [2, 5, "", "contains itself"]],
    ["a document that is empty", "# nothing\n", [1, 1, "", "no Kubernetes object"]],
    [
      "too many pods",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: w }\nspec: { replicas: 251, template: { spec: { containers: [{ name: m }] } } }\n",
      [1, 1, "", "251"],
    ],
  ])("have their problems on their lines: %s", (_, text, [line, column, path, says]) => {
    expect(problems(text)[0]).toEqual([line, column, path, expect.stringContaining(says)]);
  });

  const [A = "", B = ""] = EXAMPLE.pods.split("---\n");
  const many = (count: number) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: w }\nspec: { replicas: ${count}, template: { spec: { containers: [{ name: m }] } } }\n`;
  const item = (name: string) =>
    `  - kind: Pod\n    metadata: { name: ${name} }\n    spec: { containers: [{ name: m }] }\n`;

  it.each<[string, readonly string[], readonly string[], readonly (readonly [number, string])[]]>([
    ["a field", [A, B.replace("false", "maybe")], ["a"], [[15, "true or false"]]],
    ["no YAML", [A, "a: [\n", B], ["a", "b"], [[11, "no YAML"]]],
    ["a tab", ["a:\n\t- b\n", B], ["b"], [[2, "no YAML"]]],
    ["a field twice", ["kind: Pod\nkind: Pod\n", A, B], ["a", "b"], [[2, "`kind` is given twice"]]],
    ["no object", [A, "just words\n", B], ["a", "b"], [[10, "an object"]]],
    ["a name twice", [A, A, B], ["a", "b"], [[13, "a second pod named"]]],
    ["an alias of nothing", [A, "kind: *x\n", B], ["a", "b"], [[10, "no YAML"]]],
    [
      "several",
      [A.replace("false", "1"), B, "a: }\n"],
      ["b"],
      [
        [6, "true or false"],
        [19, "no YAML"],
      ],
    ],
    [
      "an item of a list",
      [`kind: List\nitems:\n${item("x")}${item("A B")}${item("z")}`, B],
      ["x", "z", "b"],
      [[7, "lower-case"]],
    ],
    ["too many pods", [A, many(250), B], ["a", "b"], [[10, "There are 251 pods"]]],
    ["too many pods by themselves", [A, many(3_000), B], ["a", "b"], [[10, "There are 3001 pods"]]],
  ])("leave out what is wrong, and nothing else: %s", (_, documents, pods, expected) => {
    const read = readManifest(documents.join("---\n"));
    expect(read.pods.map(({ name }) => name)).toEqual(pods);
    expect(read.problems.map(({ line, says }) => [line, says.en])).toEqual(
      expected.map(([line, says]) => [line, expect.stringContaining(says)]),
    );
  });

  it("read what a wrong pod had hidden", () => {
    const owner = "metadata: { name: w, uid: u }";
    const controlled = `kind: Pod\nmetadata: { name: p, ownerReferences: [{ uid: u, controller: true }] }\nspec: { containers: 1 }\n`;
    const text = `${many(2).replace("metadata: { name: w }", owner)}---\n${controlled}`;
    expect(readManifest(text).pods.map(({ name }) => name)).toEqual(["w-0", "w-1"]);
    const wrong = readManifest(text.replace("replicas: 2", "replicas: -1"));
    expect(wrong.problems.map(({ line }) => line)).toEqual([4, 8]);
    expect(wrong.pods).toEqual([]);
  });

  it("give the pods of the documents that are right by themselves", () => {
    const right = fc.constantFrom(A, B, "", "kind: Service\n");
    const wrong = fc.constantFrom(
      "a: [\n",
      "- 1\n",
      "kind: 1\n",
      A.replace("name: a", "name: A"),
      "x: &x [*x]\n",
      "'\n",
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(right, wrong), { maxLength: 6 }), (documents) => {
        // A quotation that does not end takes all that follows.
        const end = documents.indexOf("'\n");
        const read = documents.slice(0, end === -1 ? documents.length : end);
        const fine = read.filter((document) => readManifest(document).problems.length === 0);
        const { pods, problems: found } = readManifest(documents.join("---\n"));
        expect(pods).toEqual(readManifest(fine.join("---\n")).pods);
        expect(found).toHaveLength(read.length - fine.length + (end === -1 ? 0 : 1));
      }),
    );
  });

  it("have their problems in the order of the lines", () => {
    const text = "kind: Pod\nmetadata:\n  name: a\nspec:\n  hostUsers: maybe\n  containers:\n    - nmae: main\n";
    expect(problems(text).map(([, , path]) => path)).toEqual(["spec.hostUsers", "spec.containers[0].name"]);
  });

  it.each<[string, string]>([
    ["anchors", Array.from({ length: 2_000 }, (_, i) => `a${i}: &a${i} 1`).join("\n")],
    [
      "aliases that multiply",
      `a0: &a0 [x]\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join("\n")}`,
    ],
    [
      "aliases that multiply nothing",
      `kind: Service\na0: &a0 []\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join("\n")}`,
    ],
    [
      "aliases in each other",
      `kind: Service\na0: &a0 []\n${Array.from({ length: 300 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`).join("\n")}`,
    ],
    [
      "merges of merges",
      `kind: Service\nx: &x {k: [${"{},".repeat(3_000)}]}\ny: &y {<<: [${"*x,".repeat(90)}]}\nz: {<<: [${"*y,".repeat(90)}]}`,
    ],
    [
      "merges of names that are none",
      `kind: Service\nx: &x {? {} : [${"{},".repeat(3_000)}]}\ny: &y {<<: [${"*x,".repeat(800)}]}\nz: {<<: [${"*y,".repeat(90)}]}`,
    ],
    ["documents that repeat", `---\nkind: Service\na: &x "${"x".repeat(20_000)}"\nb: *x\n`.repeat(6)],
    ["brackets", "[".repeat(100_000)],
    ["brackets of JSON", `${"[".repeat(90_000)}${"]".repeat(90_000)}`],
    ["braces", '{"a":'.repeat(30_000)],
    ["indentation", Array.from({ length: 500 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["dashes", "- ".repeat(50_000)],
    ["documents", "---\n".repeat(40_000)],
  ])("that would take long are refused: %s", (_, text) => {
    expect(readManifest(text).problems.length).toBeGreaterThan(0);
  });

  it("are refused where they have too many containers", () => {
    const containers = Array.from({ length: 20 }, (_, i) => `{ name: c${i} }`).join(", ");
    const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: w }\nspec: { replicas: 200, template: { spec: { containers: [${containers}] } } }\n`;
    expect(problems(text)).toEqual([[1, 1, "", "More than 2000 containers and mounts in all pods together."]]);
  });

  it.each<[string, string]>([
    ["kind: Pod\nkind: Pod\n", "Das Feld `kind` steht zweimal da."],
    ["a: &x\n  - *x\n", "Der Anker `x` enthält sich selbst."],
    ["? [a]\n: 1\n", "An der Stelle eines Feldnamens steht eine Liste oder ein Objekt."],
    [`a: &x "${"x".repeat(60_000)}"\nb: [*x, *x]\n`, "Verweise wiederholen mehr als 100000 Zeichen."],
  ])("have their problems in German, too: %j", (text, says) => {
    expect(readManifest(text).problems.map(({ says: { de } }) => de)).toEqual([says]);
  });

  it("name what is passed over", () => {
    const text = `${EXAMPLE.pods}---\napiVersion: v1\nkind: Service\nmetadata: { name: s }\n`;
    expect(readManifest(text).notes.map(({ de }) => de)).toEqual(["Übergangen, denn es sind keine Pods: 1 Service."]);
  });

  it("may share what is small, however often", () => {
    const shared = Array.from({ length: 110 }, (_, i) =>
      item(`p${i}`).replace(" }", `, labels: ${i === 0 ? "&l {app: x}" : "*l"} }`),
    );
    const { pods, problems: found } = readManifest(`kind: List\nitems:\n${shared.join("")}`);
    expect([pods.length, found]).toEqual([110, []]);
  });

  it("throw at nothing", () => {
    const piece = fc.oneof(
      fc.constantFrom(..."a:-[]{}&*!|>#'\"\n \t<".split(""), "---\n", "kind: Pod\n", "<<: *a", "&a "),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { line, column } of readManifest(pieces.join("")).problems)
          expect(line > 0 && column > 0).toBe(true);
      }),
    );
  });
});
