import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import packageJson from "../../../package.json" with { type: "json" };
import { leaks } from "../leaks.ts";
import { run, type World } from "../run.ts";
import { config, example, FILES, KNOWN, pod } from "./support.ts";

interface Log {
  readonly version: string;
  readonly runs: readonly [Run];
}

interface Run {
  readonly tool: { readonly driver: Driver };
  readonly columnKind: string;
  readonly results: readonly Result[];
}

interface Driver {
  readonly name: string;
  readonly version: string;
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Location {
  readonly physicalLocation?: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
  readonly logicalLocations: readonly { readonly fullyQualifiedName: string; readonly kind: string }[];
}

/** The standard's own schema, which is of draft 4 and has a pattern that is none with the flag for Unicode. */
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schema);

/** Checks, holds what is printed against the schema, and gives the run. */
async function sarif(argv: readonly string[], world: World = {}): Promise<Run> {
  const { stdout, stderr } = await run(["check", "--format", "sarif", ...argv], { files: FILES, ...world });
  expect(stderr).toBe("");
  const log = JSON.parse(stdout) as Log;
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  return log.runs[0];
}

const DEPLOYMENT = `# shop
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  template:
    spec:
      hostUsers: false
      hostPID: true
      containers:
        - name: c
          image: nginx
          securityContext:
            runAsUser: 70000
`;

/** The lines of a file, as editors count them. */
function at({ physicalLocation }: Location): string {
  if (physicalLocation === undefined) return "nowhere";
  const { artifactLocation, region } = physicalLocation;
  return `${artifactLocation.uri}:${region.startLine}:${region.startColumn}`;
}

describe("check as SARIF", () => {
  it.each<readonly [string, readonly string[], World]>([
    ["a node alone", [], {}],
    ["a node of which all is known", KNOWN, {}],
    ["a kubelet that does not start", ["--kubelet-config", "bad.yaml", "--release", "1.36"], {}],
    ["pods of standard input", ["-"], { stdin: pod({ hostPID: true }) }],
    ["pods of a file", ["pods.yaml"], {}],
    ["all that a node can have", ["edge.yaml", "--subuid", "subuid", "--subgid", "subgid"], {}],
    ["pods without user namespaces", ["-", ...KNOWN], { stdin: pod({ hostUsers: true }) }],
  ])("keeps to the schema: %s", async (_name, argv, world) => {
    const files = {
      ...FILES,
      "bad.yaml": config("featureGates: {Nonsense: true}\n"),
      "pods.yaml": DEPLOYMENT,
      ...Object.fromEntries(["edge.yaml", "subuid", "subgid"].map((name) => [name, example(name)])),
    };
    const { tool, results } = await sarif(argv, { files, ...world });
    const { name, version, rules } = tool.driver;
    expect([name, version]).toEqual(["userns-sim", packageJson.version]);
    expect(rules.map(({ id }) => id)).toEqual([...new Set(results.map(({ ruleId }) => ruleId))]);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.["id"]).toBe(ruleId);
  });

  it("would not take another form for it", () => {
    const log = { version: "2.1.0", runs: [{ tool: { driver: { name: "a" } }, results: [] }] };
    expect(isSarif(log)).toBe(true);
    expect(isSarif({ ...log, version: "2.2" })).toBe(false);
    const result = { message: { text: "a" }, level: "fatal" };
    expect(isSarif({ ...log, runs: [{ ...log.runs[0], results: [result] }] })).toBe(false);
    const location = { physicalLocation: { artifactLocation: { uri: "a b" } } };
    expect(
      isSarif({ ...log, runs: [{ ...log.runs[0], results: [{ message: { text: "" }, locations: [location] }] }] }),
    ).toBe(false);
  });

  it("says of each finding what its verdict is worth", async () => {
    const LEVELS: Readonly<Record<string, string>> = {
      refused: "error",
      fails: "error",
      unsound: "error",
      undecided: "warning",
      warning: "note",
    };
    const old = ["--release", "1.29", "--runtime", "containerd@1.6.9"];
    const pods = [pod({ hostPID: true }, "a"), pod({ securityContext: { runAsUser: 70000 } }, "b")].join("\n");
    const met = [await sarif(["-"], { stdin: pods }), await sarif(["-", ...old], { stdin: pods })].flatMap(
      ({ results }) => results.map(({ level, properties }) => [properties["verdict"], level] as const),
    );
    expect([...new Set(met.map(([verdict]) => verdict))].sort()).toEqual(Object.keys(LEVELS).sort());
    for (const [verdict, level] of met) expect(level).toBe(LEVELS[String(verdict)]);
  });

  it.each([
    ["YAML", DEPLOYMENT, "a%20b/pods.yaml:16:16", "a%20b/pods.yaml:21:24"],
    [
      "JSON",
      `[${pod({}, "other")},\n  {"kind": "Pod", "metadata": {"name": "web", "namespace": "shop"}, "spec": {"hostUsers": false,\n` +
        '    "hostPID": true, "securityContext": {}, "containers": [{"name": "c", "image": "nginx",\n' +
        '      "securityContext": {"runAsUser": 70000}}]}}]',
      "a%20b/pods.yaml:3:16",
      "a%20b/pods.yaml:4:40",
    ],
  ])("names the lines of a file of %s", async (_form, text, pid, user) => {
    const list = text.startsWith("[") ? `{"kind": "List", "apiVersion": "v1", "items": ${text}}` : text;
    const files = { ...FILES, "a b/pods.yaml": list };
    const { results } = await sarif(["a b/pods.yaml", ...KNOWN], { files });
    const places = new Map(results.map(({ ruleId, locations }) => [ruleId, locations.map(at)]));
    expect(places.get("not-valid")).toEqual([pid]);
    expect(places.get("id-not-mapped")).toEqual([user]);
  });

  it("says in a result what, why, in which words, and what helps", async () => {
    const { results } = await sarif(["pods.yaml", ...KNOWN], { files: { ...FILES, "pods.yaml": DEPLOYMENT } });
    expect(results.find(({ ruleId }) => ruleId === "not-valid")).toMatchObject({
      level: "error",
      message: {
        text: "Deployment shop/web, spec.template.spec.HostPID: The API server's validation refuses the pod. The real message: spec.template.spec.HostPID: Forbidden: when `hostUsers` is false. Fix: Change or remove the field.",
      },
      locations: [
        {
          logicalLocations: [
            { fullyQualifiedName: "Deployment shop/web", kind: "resource" },
            { fullyQualifiedName: "Deployment shop/web spec.template.spec.HostPID", kind: "property" },
          ],
        },
      ],
      properties: { by: "api-server", says: "spec.template.spec.HostPID: Forbidden: when `hostUsers` is false" },
    });
  });

  it("names in a rule each thing that helps, and none of them twice", async () => {
    const manifests = [
      pod({ securityContext: { runAsUser: 70000 } }, "a"),
      pod({ securityContext: { runAsUser: 140000 } }, "b"),
      pod({ securityContext: { runAsUser: 70001 } }, "c"),
    ];
    const { tool, results } = await sarif(["-", ...KNOWN], { stdin: manifests.join("\n---\n") });
    const fixes = results.filter(({ ruleId }) => ruleId === "id-not-mapped").map(({ message }) => message.text);
    const [a, b, c] = fixes.map((text) => /Fix: (.*)$/.exec(text)?.[1]);
    expect(c).toBe(a);
    expect(tool.driver.rules.find(({ id }) => id === "id-not-mapped")).toMatchObject({ help: { text: `${a} ${b}` } });
  });

  it("has only logical locations for what came through standard input, beside files too", async () => {
    const files = { ...FILES, "pods.yaml": DEPLOYMENT };
    const { results } = await sarif(["pods.yaml", "-", ...KNOWN], { files, stdin: pod({ hostIPC: true }, "piped") });
    const places = results.flatMap(({ locations }) =>
      locations.map((location) => [location.logicalLocations[0]?.fullyQualifiedName, at(location) === "nowhere"]),
    );
    expect(places).toContainEqual(["Pod default/piped", true]);
    expect(places).toContainEqual(["Deployment shop/web", false]);
    for (const [name, isNowhere] of places) if (name !== "Deployment shop/web") expect(isNowhere).toBe(true);
  });

  it("makes a result of each object, but one of each question", async () => {
    const stdin = ["a", "b", "c", "d", "e"].map((name) => pod({ hostPID: true }, name)).join("\n");
    const { results } = await sarif(["-"], { stdin });
    const of = (id: string): readonly Result[] => results.filter(({ ruleId }) => ruleId === id);
    expect(of("not-valid").map(({ locations }) => locations.length)).toEqual([1, 1, 1, 1, 1]);
    expect(of("policy-not-given").map(({ locations }) => locations.length)).toEqual([5]);
    expect(of("policy-not-given")[0]?.message.text).toMatch(
      /^Pod default\/a, Pod default\/b, Pod default\/c and 2 more: /,
    );
  });

  it("takes names and texts for data", async () => {
    const name = '[x](https://example.org) {0}\u202e\u001b[31m\n"}';
    const files = { [name]: pod({ hostPID: true, containers: [{ name: "c", image: name }] }) };
    const { stdout } = await run(["check", "--format", "sarif", name], { files });
    expect(leaks(stdout, { ascii: false, colours: false })).toEqual([]);
    const { results } = await sarif([name], { files });
    const [result] = results.filter(({ ruleId }) => ruleId === "image-not-given");
    expect(result?.message.text).toContain("\\[x](https://example.org) {{0}}");
    expect(result?.message.text).not.toMatch(/[^\\]\[/);
    expect(result?.locations.map(at)).toEqual([
      `%5Bx%5D(https%3A//example.org)%20%7B0%7D%E2%80%AE%1B%5B31m%0A%22%7D:1:101`,
    ]);
  });

  it("names the nodes of what was found about one", async () => {
    const placed = { hostPID: true, nodeName: "worker-1" };
    const { results } = await sarif(["-"], { stdin: pod(placed) });
    const [result] = results.filter(({ ruleId }) => ruleId === "config-not-given");
    expect(result?.locations.map(({ logicalLocations }) => logicalLocations[0]?.fullyQualifiedName)).toEqual([
      "Node worker-1",
    ]);
  });

  it("names the first nodes, and says how many there are", async () => {
    const items = Array.from({ length: 101 }, (_, i) => ({ kind: "Node", metadata: { name: `worker-${i}` } }));
    const on = async (count: number): Promise<Result | undefined> => {
      const stdin = JSON.stringify({ kind: "List", items: items.slice(0, count) });
      return (await sarif(["-"], { stdin })).results.find(({ ruleId }) => ruleId === "config-not-given");
    };
    const [hundred, more] = [await on(100), await on(101)];
    expect(hundred?.message.text).not.toContain("nodes, of which");
    expect(more?.message.text).toContain(", on 101 nodes, of which the first 100 are named: ");
    expect(more?.locations).toEqual(hundred?.locations);
    expect(more?.locations).toHaveLength(100);
  });

  it("prints no document where there is no answer", async () => {
    const { code, stdout, stderr } = await run(["check", "--format", "sarif", "-"], { stdin: '{"kind":"Pod"}' });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("standard input:1:1: metadata.name: missing");
  });

  it("gives the exit code of the answer", async () => {
    const bad = await run(["check", "--format", "sarif", "-"], { stdin: pod({ hostPID: true }) });
    const open = await run(["check", "--format", "sarif", "-"], { stdin: pod() });
    const strict = await run(["check", "--format", "sarif", "-", "--strict"], { stdin: pod() });
    expect([bad.code, open.code, strict.code]).toEqual([1, 0, 1]);
  });
});
