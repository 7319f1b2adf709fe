import { describe, expect, it } from "vitest";
import { run, type World } from "./run.ts";

const app = "spec: {hostUsers: false, containers: [{name: app}]}";

/** Runs `userns-sim place` and gives everything it says about a wrong input. */
async function refusal(stdin: string | Uint8Array, argv: readonly string[] = []): Promise<string> {
  const { code, stdout, stderr } = await run(["place", ...argv, "a.yaml"], { files: { "a.yaml": stdin } });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  return stderr;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

describe("a file that cannot be read", () => {
  const failing = (code: string, message = ""): World["files"] => ({
    "a.yaml": () => {
      throw Object.assign(new Error(message), { code });
    },
  });
  const cases: readonly (readonly [World["files"], string])[] = [
    [{}, "no such file"],
    [failing("ENOENT"), "no such file"],
    [failing("EISDIR"), "is a directory; name the files in it"],
    [failing("EACCES"), "permission denied"],
    [failing("ENOTDIR"), "no such file: a part of the path is no directory"],
    [failing("ERR_INVALID_ARG_VALUE"), "not a path"],
    [failing("ESTALE", "bad\u001b[31m"), "bad\\u001b[31m"],
    [failing("constructor", "odd"), "odd"],
  ];

  it.each(cases)("case %#", async (files, reason) => {
    expect(await run(["place", "a.yaml"], files === undefined ? {} : { files })).toEqual({
      code: 2,
      stdout: "",
      stderr: `userns-sim: a.yaml: ${reason}\n`,
    });
  });

  it("is named with its control characters escaped", async () => {
    expect((await run(["place", "a\u001b[31m"])).stderr).toBe("userns-sim: a\\u001b[31m: no such file\n");
  });

  it("may be standard input: a terminal is not waited for", async () => {
    const message = "userns-sim: nothing to read: standard input is a terminal; name a file, or pipe one in\n";
    for (const argv of [["place"], ["place", "-"], ["translate", "--map", "-"]])
      expect(await run(argv)).toEqual({ code: 2, stdout: "", stderr: message });
  });

  it("reads standard input when no file is named", async () => {
    expect((await run(["place"], { stdin: "kind: List" })).code).toBe(0);
  });

  it("is read no further than its limit", async () => {
    const mebibyte = new Uint8Array(1048576).fill(32);
    let read = 0;
    const endless = function* (): Generator<Uint8Array> {
      for (;;) {
        read += 1;
        yield mebibyte;
      }
    };
    const { code, stderr } = await run(["place", "/dev/zero"], { files: { "/dev/zero": endless } });
    expect([code, stderr, read]).toEqual([
      2,
      "userns-sim: /dev/zero: larger than the 256 MiB that are read at most\n",
      257,
    ]);
  });
});

describe("bytes that are no text", () => {
  it("says on which line", async () => {
    expect(await refusal(latin1("kind: Pod\nx: \xe4\n"))).toBe(
      "userns-sim: a.yaml:2: expected UTF-8 text, found other bytes\n",
    );
    expect(await refusal(latin1("\xe4"))).toBe("userns-sim: a.yaml:1: expected UTF-8 text, found other bytes\n");
    expect(await refusal(latin1("a: 1\nb: 2\nc: \xc3"))).toBe(
      "userns-sim: a.yaml:3: expected UTF-8 text, found other bytes\n",
    );
  });

  it("recognises UTF-16", async () => {
    for (const mark of ["\xff\xfe", "\xfe\xff"])
      expect(await refusal(latin1(`${mark}k\0`))).toBe("userns-sim: a.yaml: expected UTF-8 text, found UTF-16\n");
    expect(await refusal(latin1("k\0"))).toBe("userns-sim: a.yaml: expected UTF-8 text, found binary data\n");
  });

  it("passes over a byte order mark", async () => {
    expect((await run(["place", "-"], { stdin: "\ufeffkind: List" })).code).toBe(0);
    expect((await run(["place", "-"], { stdin: '\ufeff{"kind": "List"}' })).code).toBe(0);
  });
});

describe("broken YAML", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["kind: Pod\nmetadata:\n  name: a\n bad: [\n", "4:1: All mapping items must start at the same column"],
    ["a: b: c\n", "1:4: Nested mappings are not allowed in compact mappings"],
    ["ok: 1\n---\n}\n", "3:1: Unexpected flow-map-end token in YAML document"],
    ["}", "1:1: Unexpected flow-map-end token in YAML document"],
    [":\n}\n".repeat(100000), "2:1: Unexpected flow-map-end token in YAML stream"],
    ["%YAML 1 2 3\n", "1:1: %YAML directive should contain exactly one part"],
    ["a: *b\n", "1:4: the alias b stands for no anchor before it"],
    ["- [*b, &b 1, *b]\n", "1:4: the alias b stands for no anchor before it"],
    ["- &b 1\n---\n- *b\n", "3:3: the alias b stands for no anchor before it"],
    ["a: 1\n<<: 5\n", "2:1: << merges an object, or a list of objects; found something else"],
    ["a: 1\n<<:\n", "2:1: << merges an object, or a list of objects; found something else"],
    ["a: &a 1\nb: {<<: *a}\n", "2:5: << merges an object, or a list of objects; found something else"],
    ["a: &a [x]\nb: {<<: *a}\n", "2:5: << merges an object, or a list of objects; found something else"],
    ["a: &a [{}]\nb: {<<: [*a]}\n", "2:5: << merges an object, or a list of objects; found something else"],
    ["ok: 1\n---\na: 1\n<<: 5\n", "4:1: << merges an object, or a list of objects; found something else"],
    ["? [a, b]\n: 1\n", "1:3: a list or an object in the place of a field's name"],
    ["a: &a {}\n*a : 1\n", "2:1: a list or an object in the place of a field's name"],
    ["a: &a b\n*a : 1\nb: 2\n", "3:1: the field b is given twice"],
    ["kind: Pod\nmetadata: {}\nkind: Pod\n", "3:1: the field kind is given twice"],
    ["a: [1, {x: 1, 'x': 2}]\n", "1:15: the field x is given twice"],
    ["a: &a [*a]\n", "1:8: the anchor a contains itself"],
    ["a: &a {b: &b [1, {c: *a}]}\n", "1:22: the anchor a contains itself"],
    ["&a {*a : 1}\n", "1:5: the anchor a contains itself"],
    ["&a {<<: *a}\n", "1:9: the anchor a contains itself"],
    ["&a {b: 1, <<: [{}, *a]}\n", "1:20: the anchor a contains itself"],
    [`${"[".repeat(300)}`, "1:251: nested more than 250 deep"],
    [`${"- ".repeat(300)}`, "1:500: nested more than 250 deep"],
  ];

  it.each(cases)("case %#", async (text, message) => {
    expect(await refusal(text)).toBe(`userns-sim: a.yaml:${message}\n`);
  });

  it("may have what only looks broken", async () => {
    const fine = [
      "base: &b {kind: List}\nkind: Service\nx: {<<: *b, y: 1}\nz: [*b, *b]\n",
      "kind: Service\nx: &x [&x 1, *x]\ny: &y {}\nz: {<<: [*y, {}], '<<': 5}\n",
      "kind: Service\nx: {<<: {a: 1}, <<: {b: 2}}\n",
      `kind: Service\nx: ${"[".repeat(200)}${"]".repeat(200)}\n`,
      "# nothing here\n---\n# or here\n---\nkind: Service\n",
    ];
    for (const stdin of fine) expect(await run(["place", "-"], { stdin })).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("YAML bombs", () => {
  const repeats = "aliases repeat more than 1 MiB of text; write out what is large, or give fewer objects at a time";
  const doubled = (make: (before: string) => string): string =>
    `kind: Service\na0: &a0 {x: 1}\n${Array.from({ length: 300 }, (_, i) => `a${i + 1}: &a${i + 1} ${make(`*a${i}`)}\n`).join("")}`;
  const used = (line: string, times: number): string =>
    Array.from({ length: times }, (_, i) => line.replace("#", String(i))).join("");
  const large = `[${"{},".repeat(20_000)}]`;
  const bombs: Readonly<Record<string, readonly [text: string, message: string]>> = {
    lists: [doubled((a) => `[${a}, ${a}]`), `18:12: ${repeats}`],
    "lists of nothing": [doubled((a) => `[${a}, ${a}]`).replace("{x: 1}", "[]"), `18:12: ${repeats}`],
    objects: [doubled((a) => `{x: ${a}, y: ${a}}`), `17:15: ${repeats}`],
    merges: [doubled((a) => `{<<: [${a}, ${a}]}`), `17:17: ${repeats}`],
    "merges of what is merged": [doubled((a) => `{<<: ${a}, x: {<<: ${a}}}`), `17:16: ${repeats}`],
    "merges of something large": [`x: &x {k: ${large}}\n${used("y#: {<<: *x}\n", 98)}`, `19:11: ${repeats}`],
    "merges of something large in a list": [
      `x: &x {k: ${large}}\ny: {<<: [${"*x, ".repeat(900)}]}\n`,
      `2:78: ${repeats}`,
    ],
    "merges of merges": [
      `x: &x {k: [${"{},".repeat(3000)}]}\ny: &y {<<: [${"*x,".repeat(100)}]}\nz: {<<: [${"*y,".repeat(98)}]}\n`,
      `3:10: ${repeats}`,
    ],
    "objects as names": [
      doubled((a) => `{? [] : ${a}, ? {} : ${a}}`),
      "3:12: a list or an object in the place of a field's name",
    ],
    "one text after another": [used(`---\n- &x "${"x".repeat(10_000)}"\n- [*x, *x]\n`, 100), `159:4: ${repeats}`],
    "a long text": [`x: &x "${"x".repeat(500_000)}"\ny: [*x, *x, *x]\n`, `2:13: ${repeats}`],
    "lists in each other": [doubled((a) => `[${a}]`), "251:14: nested more than 250 deep"],
    "merges in each other": [doubled((a) => `{<<: ${a}}`), "251:18: nested more than 250 deep"],
  };

  it.each(Object.entries(bombs))("are refused before they explode: %s", async (_, [text, message]) => {
    expect(await refusal(text)).toBe(`userns-sim: a.yaml:${message}\n`);
  });

  it.each([
    ["--kubelet-config", "a.conf"],
    ["--kubelet-config-dir", "d"],
  ])("are refused in what %s reads", async (option, path) => {
    const [text] = bombs["objects as names"] as readonly [string, string];
    const config = text.replace(/.*/, "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration");
    const world: World = { files: { "a.conf": config, "d/a.conf": config }, directories: { d: { "a.conf": "other" } } };
    const { code, stderr } = await run(["check", option, path], world);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/a\.conf:4:12: a list or an object in the place of a field's name\n$/),
    ]);
  });

  it("are refused where a list would be read item by item, if it were JSON", async () => {
    const large = `{kind: Pod, metadata: {name: "${"x".repeat(20_000)}"}}`;
    expect(await refusal(`{"kind": "List", "items": [&x ${large}, ${"*x, ".repeat(60)}]}`)).toBe(
      `userns-sim: a.yaml:1:20274: ${repeats}\n`,
    );
  });

  it("are not lists of pods that share their labels", async () => {
    const pod = (i: number, labels: string): string =>
      `- {kind: Pod, metadata: {name: p${i}, labels: ${labels}}, spec: {hostUsers: false, containers: [{name: c}]}}\n`;
    const pods = Array.from({ length: 999 }, (_, i) => pod(i, i === 0 ? "&l {app: x}" : "*l"));
    const { code, stdout, stderr } = await run(["place", "-", "--json"], {
      stdin: `kind: List\nitems:\n${pods.join("")}`,
    });
    expect([code, stderr, JSON.parse(stdout).pods.length]).toEqual([0, "", 999]);
  });

  it("may have a thousand anchors and aliases in each document", async () => {
    const document = (anchors: number): string =>
      Array.from({ length: anchors }, (_, i) => `- &a${i} {kind: Service}\n`).join("");
    expect(
      (await run(["place", "-"], { stdin: `${document(1000)}---\n${document(1000)}...\n${document(1000)}` })).code,
    ).toBe(0);
    expect(await refusal(document(1001))).toBe("userns-sim: a.yaml:1001:3: more than 1000 anchors and aliases\n");
    expect(await refusal(`- &a 1\n${"- *a\n".repeat(1000)}`)).toBe(
      "userns-sim: a.yaml:1001:3: more than 1000 anchors and aliases\n",
    );
    const bullets = `kind: Service\nx:\n${"- |\n  * a\n- '&a'\n- \"*a\"\n".repeat(1001)}`;
    expect((await run(["place", "-"], { stdin: bullets })).code).toBe(0);
  });

  it("are refused by their size", async () => {
    const line = `# ${"x".repeat(61)}\n`;
    expect((await run(["place", "-"], { stdin: `${line.repeat(131071)}kind: List\n` })).code).toBe(0);
    expect(await refusal(`${line.repeat(131072)}kind: List\n`)).toBe(
      "userns-sim: a.yaml: larger than the 8 MiB of YAML that are read; JSON may be larger (kubectl get pods -A -o json)\n",
    );
  });

  it("are refused by the number of their words", async () => {
    expect(await refusal(`x: [${"1,".repeat(400000)}`)).toMatch(
      /^userns-sim: a.yaml:1:\d+: more than 750000 words and signs of YAML; JSON may be larger \(kubectl get pods -A -o json\)\n$/,
    );
  });
});

describe("input that is no manifest", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["hello", 'a.yaml:1:1: expected an object, found "hello"'],
    ["5", "a.yaml:1:1: expected an object, found 5"],
    ["metadata: {name: a}", "a.yaml:1:1: kind: missing; expected a Kubernetes object with a kind"],
    [`kind: Pod\n${app}`, "a.yaml:1:1: metadata.name: missing; expected a name"],
    [`kind: Pod\nmetadata:\n  labels: {}\n${app}`, "a.yaml:3:3: metadata.name: missing; expected a name"],
    ["kind: Pod\nmetadata: {name: a}", "a.yaml:1:1: spec: missing; expected an object"],
    [
      `kind: Pod\nmetadata:\n  name: "a\\e[31m\\u202e"\n${app}`,
      'a.yaml:3:9: metadata.name: expected a name of at most 253 lower-case letters, digits, hyphens and dots, found "a\\u001b[31m\\u202e"',
    ],
    [
      `kind: Pod\nmetadata: {name: "<script>alert(1)</script>"}\n${app}`,
      'a.yaml:2:18: metadata.name: expected a name of at most 253 lower-case letters, digits, hyphens and dots, found "<script>alert(1)</script>"',
    ],
    [
      "kind: Deployment\nmetadata: {name: a}\nspec:\n  replicas: 8589934592\n  template: {spec: {containers: [{name: a}]}}",
      "a.yaml:4:13: spec.replicas: must be between 0 and 2147483647, inclusive; found 8589934592",
    ],
    [
      `kind: Pod\nmetadata: {name: a, uid: u}\n${app}\n---\nkind: Pod\nmetadata: {name: b, uid: u}\n${app}`,
      'a.yaml:6:26: metadata.uid: a second pod with the UID "u"; a node tells its pods apart by their UIDs; the first is at a.yaml:2',
    ],
    [
      `kind: Pod\nmetadata: {"name\u202e": a}\n${app}\nhostusers: 1`,
      "a.yaml:2:11: metadata.name: missing; expected a name\na.yaml:4:12: hostusers: hostusers has no effect here; it is read from spec.hostUsers",
    ],
  ];

  it.each(cases)("case %#", async (text, message) => {
    expect((await refusal(text)).split("\n").sort()).toEqual(`${message}\n`.split("\n").sort());
  });

  it("may be nothing at all", async () => {
    for (const text of ["", " \n", "# a comment\n", "---\n---\n", "null"])
      expect(await refusal(text)).toBe("userns-sim: a.yaml: no Kubernetes object, and no list of some\n");
    const world = { files: { "a.yaml": "", "b.yaml": "" } };
    expect((await run(["place", "a.yaml", "b.yaml"], world)).stderr).toBe(
      "userns-sim: a.yaml, b.yaml: no Kubernetes object, and no list of some\n",
    );
  });

  it("is found in the right one of several files", async () => {
    const pod = (name: string): string => `kind: Pod\nmetadata: {name: ${name}}\n${app}\n`;
    const files = {
      "a.yaml": `${pod("a")}---\n${pod("b")}`,
      "b.json": '[{"kind":"Service"},\n{"kind":5}]',
      "c.yaml": `# c\n${pod("b")}`,
    };
    const { code, stderr } = await run(["place", "a.yaml", "b.json", "c.yaml"], { files });
    expect([code, stderr]).toEqual([
      2,
      "b.json:2:9: [1].kind: expected a Kubernetes object with a kind, found 5\nc.yaml:3:18: metadata.name: a second pod named default/b; give one of the two another name or a UID; the first is at a.yaml:6\n",
    ]);
  });

  it("shows the first 20 problems", async () => {
    const text = "kind: 5\n---\n".repeat(21);
    const lines = (await refusal(text)).split("\n");
    expect([lines.length, lines[19], lines[20]]).toEqual([
      22,
      "a.yaml:39:7: kind: expected a Kubernetes object with a kind, found 5",
      "and 1 more problem",
    ]);
    expect(await refusal("kind: 5\n---\n".repeat(22))).toContain("and 2 more problems\n");
    expect(await refusal("kind: 5\n---\n".repeat(20))).not.toContain("more problem");
  });
});

describe("UIDs with a history", () => {
  it("are UIDs like any other", async () => {
    const pod = (name: string, uid: string): string => `kind: Pod\nmetadata: {name: ${name}, uid: ${uid}}\n${app}\n`;
    const stdin = [pod("a", "__proto__"), pod("b", "constructor"), pod("c", "toString"), pod("constructor", "d")].join(
      "---\n",
    );
    const { code, stdout } = await run(["place", "--json", "--strategy", "first-fit", "-"], { stdin });
    const { pods } = JSON.parse(stdout);
    expect([code, pods.map(({ uid, range }: { uid: string; range: { start: number } }) => [uid, range.start])]).toEqual(
      [
        0,
        [
          ["__proto__", 65536],
          ["constructor", 131072],
          ["toString", 196608],
          ["d", 262144],
        ],
      ],
    );
  });
});

describe("JSON", () => {
  const pod = (name: string, more = ""): string =>
    `{"kind": "Pod", "metadata": {"name": "${name}"}${more},\n "spec": {"containers": [{"name": "app"}]}}`;

  it("may be one object after the other", async () => {
    const stdin = `${pod("a")}\n${pod("b")} ${pod("c")}\n`;
    const { code, stdout } = await run(["place", "--json"], { stdin });
    expect([code, JSON.parse(stdout).pods.map(({ name }: { name: string }) => name)]).toEqual([0, ["a", "b", "c"]]);
    expect(await refusal(`${pod("a")}\n${pod("B")}\n ${pod("a")}`)).toBe(
      [
        'a.yaml:3:38: metadata.name: expected a name of at most 253 lower-case letters, digits, hyphens and dots, found "B"',
        "a.yaml:5:39: metadata.name: a second pod named default/a; give one of the two another name or a UID; the first is at a.yaml:1",
        "",
      ].join("\n"),
    );
  });

  it("is read as YAML where it is not quite JSON", async () => {
    const stdin = `{kind: Pod, metadata: {name: a}, # so\n spec: {containers: [{name: app}]}}\n`;
    expect((await run(["place"], { stdin })).code).toBe(0);
    expect(await refusal('{"kind": "Pod",\n"metadata": {"name": "a"},,}')).toBe(
      "userns-sim: a.yaml:2:27: Unexpected , in flow map\n",
    );
    expect(await refusal(`${pod("a")}\n{"kind":`)).toMatch(/^userns-sim: a\.yaml:3:8: /);
    expect((await run(["place"], { stdin: `${pod("a")}\n---\n${pod("b")}` })).code).toBe(0);
  });

  it("may be nested 250 deep, and no deeper", async () => {
    const annotations = (depth: number) => `, "x": ${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect((await run(["place"], { stdin: pod("a", annotations(240)) })).code).toBe(0);
    expect(await refusal(pod("A", annotations(240)))).toContain("a.yaml:1:38: metadata.name: expected a name");
    expect(await refusal(pod("a", annotations(251)))).toMatch(
      /^userns-sim: a.yaml:1:\d+: nested more than 250 deep\n$/,
    );
    expect(await refusal("[".repeat(250) + "]".repeat(250))).toBe(
      "a.yaml:1:10: [0][0][0][0][0][0][0][0][0]: lists stand in each other more than 8 deep\n",
    );
    for (const closed of ["", "]".repeat(100000)])
      expect(await refusal("[".repeat(100000) + closed)).toBe("userns-sim: a.yaml:1:251: nested more than 250 deep\n");
  });

  it("may have four million values, and no more", async () => {
    const empty = (count: number) => `[\n${"{},".repeat(count - 1)}{}]`;
    expect(await refusal(empty(4000000))).toBe(
      "userns-sim: a.yaml:2:11999998: more than 4000000 values; give fewer objects at a time\n",
    );
    // Names are no values, nor is what stands in texts.
    const long = `{"kind": "List", "items": [], "x": "${"[],".repeat(2000000)}"}`;
    expect((await run(["place", "-"], { stdin: long })).code).toBe(0);
  });

  it("keeps __proto__ a field like any other", async () => {
    expect(await refusal('{"__proto__": {"kind": "Pod"}}')).toBe(
      "a.yaml:1:1: kind: missing; expected a Kubernetes object with a kind\n",
    );
  });
});

describe("much input", () => {
  it("takes ten thousand pods in a file", async () => {
    const pod = (i: number): string => `kind: Pod\nmetadata: {name: web-${i}}\n${app}\n`;
    const stdin = Array.from({ length: 10000 }, (_, i) => pod(i)).join("---\n");
    const { code, stdout } = await run(["place", "-"], { stdin });
    expect([code, stdout.split("\n").length]).toEqual([0, 20029]);
    expect(stdout).toContain("–  default/web-9999  [");
    expect(stdout).toContain("\n10000 pods placed, no two ranges overlap; 0 pods on host users.\n");
  });

  it("takes 50 MB of JSON", async () => {
    const item = {
      kind: "Pod",
      metadata: { name: "a", annotations: { note: "x".repeat(50000) } },
      spec: { containers: [{ name: "app" }] },
    };
    const items = Array.from({ length: 1000 }, (_, i) => ({
      ...item,
      metadata: { ...item.metadata, name: `web-${i}` },
    }));
    const stdin = JSON.stringify({ kind: "List", items });
    expect(stdin.length).toBeGreaterThan(50000000);
    const { code, stdout } = await run(["place", "-"], { stdin });
    expect([code, stdout.includes("0 pods placed, no two ranges overlap; 1000 pods on host users.")]).toEqual([
      0,
      true,
    ]);
    const broken = stdin.replace('"kind":"List"', '"kind":5');
    expect((await run(["place", "-"], { stdin: broken })).stderr).toBe(
      "standard input:1:9: kind: expected a Kubernetes object with a kind, found 5\n",
    );
  });
});
