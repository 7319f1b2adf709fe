import { describe, expect, it } from "vitest";
import { mergePatch } from "../../../src/cli/kubelet/merge-patch.ts";
import { type FakeEntry, type Run, run, type World } from "../run.ts";

const HEAD = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";

async function check(world: World, ...argv: readonly string[]): Promise<Run> {
  return await run(["check", "--json", "--account", "missing", "--release", "1.36", ...argv], world);
}

/** What `check` took from a configuration. */
async function taken(world: World, ...argv: readonly string[]): Promise<unknown> {
  const { stdout, stderr } = await check(world, ...argv);
  if (stderr !== "") return stderr;
  const document = JSON.parse(stdout);
  if (document.outcome === "unreadable") return document.problems;
  const [{ kubelet, pool }] = document.nodes;
  return [kubelet.maxPods, pool?.idsPerPod ?? null, kubelet.gate?.on ?? null];
}

async function file(text: string): Promise<unknown> {
  return await taken({ files: { f: text } }, "--kubelet-config", "f");
}

describe("--kubelet-config", () => {
  it("reads what /configz answers, which need not say what it is", async () => {
    const fields = {
      maxPods: 250,
      userNamespaces: { idsPerPod: 131072 },
      featureGates: { UserNamespacesSupport: true },
    };
    const kind = { kind: "KubeletConfiguration", apiVersion: "kubelet.config.k8s.io/v1beta1" };
    expect(await file(JSON.stringify({ kubeletconfig: fields }))).toEqual([250, 131072, true]);
    expect(await file(JSON.stringify({ kubeletconfig: { ...kind, ...fields } }))).toEqual([250, 131072, true]);
    expect(await file('{"kubeletconfig":{"kind":"Pod"}}')).toBe(
      'userns-sim: f: expected apiVersion kubelet.config.k8s.io/v1beta1 and kind KubeletConfiguration, found none and "Pod"\n',
    );
    expect(await file('{"kubeletconfig":{"maxPods":true}}')).toMatchObject([
      { code: "wrong-type", file: "f", line: 1, column: 29, path: "kubeletconfig.maxPods" },
    ]);
    expect(await file('{"kubeletconfig":[]}')).toBe(
      "userns-sim: f: expected an object in kubeletconfig, found a list\n",
    );
  });

  it("reads the ConfigMap kubelet-config, and says where in its text something is wrong", async () => {
    const map = (text: string): string =>
      JSON.stringify({
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "kubelet-config" },
        data: { kubelet: text },
      });
    expect(await file(map(`${HEAD}maxPods: 250\nuserNamespaces: {idsPerPod: 131072}\n`))).toEqual([250, 131072, true]);
    expect(await file(map(`${HEAD}\nmaxPods: many\n`))).toMatchObject([
      { code: "wrong-type", file: "f, data.kubelet", line: 4, column: 10, path: "maxPods" },
    ]);
    expect(await file(map("a: {"))).toMatch(/^userns-sim: f, data\.kubelet:1:5: /);
    expect(await file(map(""))).toBe(
      "userns-sim: f, data.kubelet: expected one KubeletConfiguration, found 0 documents\n",
    );
    expect(await file("apiVersion: v1\nkind: ConfigMap\ndata: {x: y}\n")).toBe(
      "userns-sim: f: expected a ConfigMap with the text data.kubelet, found none there\n",
    );
    expect(await file("apiVersion: v1\nkind: ConfigMap\ndata: {kubelet: {maxPods: 3}}\n")).toBe(
      "userns-sim: f: expected a ConfigMap with the text data.kubelet, found an object there\n",
    );
  });

  it.each(["List", "ConfigMapList"])("refuses a %s, and says how to get one", async (kind) => {
    expect(await file(JSON.stringify({ apiVersion: "v1", kind, items: [{}, {}] }))).toBe(
      "userns-sim: f: expected one KubeletConfiguration, found a list of 2; kubectl get configmap -n kube-system kubelet-config -o yaml gives one\n",
    );
  });
});

type Files = Readonly<Record<string, string>>;

/** The directory d with these files, some of them in directories below it. */
function dropIns(files: Files): Required<Pick<World, "directories" | "files">> {
  const directories: Record<string, Record<string, FakeEntry>> = { d: {} };
  for (const path of Object.keys(files)) {
    const steps = path.split("/");
    steps.forEach((name, i) => {
      const directory = ["d", ...steps.slice(0, i)].join("/");
      const isFile = i === steps.length - 1;
      directories[directory] = { ...directories[directory], [name]: isFile ? "other" : {} };
    });
  }
  const contents = Object.entries(files).map(([path, text]) => [`d/${path}`, text.replace("HEAD", HEAD)]);
  return { directories, files: { main: `${HEAD}maxPods: 1\n`, ...Object.fromEntries(contents) } };
}

describe("--kubelet-config-dir", () => {
  const dir = ["--kubelet-config-dir", "d"] as const;

  it("lays the files over the main one in lexical order", async () => {
    const world = dropIns({
      "90-last.conf": "HEADmaxPods: 9\n",
      "10-first.conf": "HEADmaxPods: 20\nuserNamespaces: {idsPerPod: 131072}\n",
    });
    expect(await taken(world, "--kubelet-config", "main", ...dir)).toEqual([9, 131072, true]);
    expect(await taken(world, ...dir)).toEqual([9, 131072, true]);
    expect(await taken(world, "--kubelet-config", "main")).toEqual([1, 65536, true]);
  });

  it("merges maps, and takes back what is null", async () => {
    const world = dropIns({
      "a.conf": "HEADmaxPods: 20\nfeatureGates: {UserNamespacesSupport: false}\n",
      "b.conf": "HEADmaxPods: null\nfeatureGates: {Other: true}\n",
    });
    expect(await taken(world, ...dir, "--release", "1.35")).toEqual([110, null, false]);
  });

  it("reads no other file than *.conf, and directories where they stand among the files", async () => {
    const world = dropIns({
      "b.conf/z.conf": "HEADmaxPods: 2\n",
      "b/deep/er/z.conf": "HEADmaxPods: 3\nuserNamespaces: {idsPerPod: 131072}\n",
      "b.yaml": "nonsense: [",
      "b.conf~": "nonsense: [",
      "a.conf": "HEADmaxPods: 4\n",
    });
    expect(await taken(world, ...dir)).toEqual([2, 131072, true]);
    expect(await taken(dropIns({}), "--kubelet-config", "main", ...dir)).toEqual([1, 65536, true]);
  });

  it("follows a link to a file, and none to a directory", async () => {
    const { files } = dropIns({ "x.conf": "HEADmaxPods: 7\n" });
    const links = { "..data": "symbolic-link", "x.conf": "symbolic-link" } as const;
    const world = { files, directories: { d: links } };
    expect(await taken(world, ...dir)).toEqual([7, 65536, true]);
    expect(await taken({ ...world, links: { d: "elsewhere" } }, ...dir)).toMatch(
      /^userns-sim: d: a symbolic link, which the kubelet does not follow/,
    );
    expect(await taken({ ...world, links: { d: "elsewhere" } }, "--kubelet-config-dir", "d/")).toEqual([
      7,
      65536,
      true,
    ]);
  });

  it("may be the root", async () => {
    const files = { "/x.conf": `${HEAD}maxPods: 7\n`, "/y/z.conf": `${HEAD}maxPods: 8\n` };
    const directories = { "/": { "x.conf": "other", y: {} }, "/y": { "z.conf": "other" } } as const;
    expect(await taken({ files, directories }, "--kubelet-config-dir", "/")).toEqual([8, 65536, true]);
  });

  it.each<readonly [string, World, string]>([
    [
      "what does not say what it is",
      dropIns({ "a.conf": "maxPods: 1\n" }),
      "d/a.conf: expected apiVersion kubelet.config.k8s.io/v1beta1 and kind KubeletConfiguration, found none and none",
    ],
    [
      "another form",
      dropIns({ "a.conf": '{"kubeletconfig":{}}' }),
      "d/a.conf: expected apiVersion kubelet.config.k8s.io/v1beta1 and kind KubeletConfiguration, found none and none",
    ],
    ["an empty file", dropIns({ "a.conf": "" }), "d/a.conf: expected one KubeletConfiguration, found 0 documents"],
    ["a file that is gone", { directories: { d: { "a.conf": "other" } } }, "d/a.conf: no such file"],
    ["a directory that is not there", {}, "d: no such directory"],
    ["a directory that may not be read", { directories: { d: "EACCES" } }, "d: permission denied"],
    [
      "a directory below that may not be read",
      { directories: { d: { x: {} }, "d/x": "EACCES" } },
      "d/x: permission denied",
    ],
    ["a name that is no text", { directories: { d: { "\udcff.conf": "other" } } }, "d: a name in it is no UTF-8"],
    [
      "a directory with too much in it",
      { directories: { d: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`f${i}`, "other"])) } },
      "d: more than 1000 entries in the directory and those below it",
    ],
  ])("refuses %s", async (_, world, message) => {
    expect(await taken(world, ...dir)).toBe(`userns-sim: ${message}\n`);
  });

  it("refuses a release whose kubelet has none", async () => {
    expect(await taken(dropIns({}), ...dir, "--release", "1.27")).toBe(
      "userns-sim: --kubelet-config-dir: the kubelet of 1.27 has no drop-in directory; it came with 1.28\n",
    );
    expect(await taken(dropIns({}), ...dir, "--release", "1.28")).toEqual([110, null, false]);
  });

  it("says in which file something is wrong", async () => {
    const world = dropIns({ "a.conf": `HEADmaxPods: x\n`, "b.conf": `HEADuserNamespaces: 5\n` });
    expect(await taken(world, "--kubelet-config", "main", ...dir)).toMatchObject([
      { file: "d/a.conf", line: 3, path: "maxPods" },
      { file: "d/b.conf", line: 3, path: "userNamespaces" },
    ]);
  });

  it.each(["audit --pods-dir pods", "place examples --strategy kubelet"])("goes with %s", async (words) => {
    const pod = { kind: "Pod", metadata: { name: "a" }, spec: { hostUsers: false, containers: [{ name: "c" }] } };
    const { directories, files } = dropIns({ "a.conf": "HEADuserNamespaces: {idsPerPod: 131072}\n" });
    const world = { directories: { ...directories, pods: {} }, files: { ...files, examples: JSON.stringify(pod) } };
    const { stdout } = await run([...words.split(" "), ...dir, "--json"], world);
    expect(stdout).toContain('"idsPerPod": 131072');
  });

  it("goes with no other strategy", async () => {
    expect(await run(["place", "f", ...dir], { files: { f: "" } })).toMatchObject({
      code: 2,
      stderr: "userns-sim: --kubelet-config-dir goes with --strategy kubelet, not with random-scan\n",
    });
  });
});

describe("mergePatch", () => {
  // RFC 7396, appendix A.
  it.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', "{}"],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', "null", "null"],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ["[1,2]", '{"a":"b","c":null}', '{"a":"b"}'],
    ["{}", '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
    ['{"__proto__":{"x":1}}', '{"__proto__":{"y":2}}', '{"__proto__":{"x":1,"y":2}}'],
  ])("%s with %s is %s", (base, patch, merged) => {
    expect(JSON.stringify(mergePatch(JSON.parse(base), JSON.parse(patch)))).toBe(merged);
  });
});
