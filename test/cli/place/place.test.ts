import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PlaceDocument } from "../../../src/cli/place/json.ts";
import { type Run, run, type World } from "../run.ts";

/** A Pod as YAML. */
function pod(name: string, spec = "hostUsers: false, containers: [{name: app}]", metadata = ""): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}${metadata}}\nspec: {${spec}}\n`;
}

/** A Deployment as YAML. */
function deployment(name: string, replicas: number | string, spec = "hostUsers: false, "): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {replicas: ${replicas}, template: {spec: {${spec}containers: [{name: app}]}}}\n`;
}

async function node(stdin: string, ...argv: readonly string[]): Promise<Run> {
  return await run(["place", ...argv, "-"], { stdin });
}

async function json(stdin: string, ...argv: readonly string[]): Promise<PlaceDocument> {
  return JSON.parse((await node(stdin, "--json", ...argv)).stdout);
}

async function examples(argv: readonly string[], world: World): Promise<Run> {
  const names = readdirSync("examples").filter((name) => name.endsWith(".yaml"));
  const files = Object.fromEntries(names.map((name) => [`examples/${name}`, readFileSync(`examples/${name}`)]));
  return await run(["place", ...argv, ...Object.keys(files)], { files, ...world });
}

describe("place, on the examples", () => {
  const looks: readonly (readonly [string, readonly string[], World])[] = [
    ["80", [], {}],
    ["120", [], { env: { COLUMNS: "120" } }],
    ["80-colour", [], { terminal: 80 }],
    ["120-colour", [], { terminal: 120 }],
    ["40-ascii-first-fit", ["--ascii", "--strategy", "first-fit"], { terminal: 40, env: { NO_COLOR: "1" } }],
  ];

  it.each(looks)("looks as it should: %s", async (name, argv, world) => {
    const { code, stdout, stderr } = await examples(argv, world);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot(`../golden/place/examples-${name}.golden.txt`);
  });

  it("keeps within the width, names and numbers aside", async () => {
    for (const terminal of [40, 60, 80, 100, 140, 200]) {
      const { stdout } = await examples([], { terminal, env: { NO_COLOR: "1" } });
      for (const line of stdout.split("\n")) expect([line.length <= terminal, line]).toEqual([true, line]);
    }
  });

  it("gives the same as a document", async () => {
    const { code, stdout } = await examples(["--json"], {});
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot("../golden/place/examples.golden.json");
  });
});

describe("place, in words", () => {
  it("says what it does with one pod", async () => {
    const stdin = pod(
      "web",
      "nodeName: worker-1, hostUsers: false, containers: [{name: app}]",
      ", namespace: shop, deletionTimestamp: x",
    );
    expect(await node(stdin, "--strategy", "first-fit", "--pool", "65536:131072")).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "node      worker-1",
        "pool      [65536, 196608), 2 slots of 65536 IDs",
        "strategy  first-fit",
        "",
        "One sign is one slot, 65536 IDs; letters are pods, · is free. To scale, except",
        "what is outside of the pool.",
        "",
        "         0  the host's own users: no pod has these",
        "     65536  A·",
        "    196608  not in the pool",
        "",
        "   POD                     HOST IDS            UID_MAP, GID_MAP",
        "     CONTAINER             USER INSIDE → HOST  GROUP INSIDE → HOST",
        "A  shop/web (terminating)  [65536, 131072)     0 65536 65536",
        "     app                   ? (image)           ? (image)",
        "",
        "1 pod placed, no two ranges overlap; 0 pods on host users.",
        "? 1 container undecided: a user or group that only the image knows (runAsUser or",
        "runAsGroup is not set).",
        "Groups that an image gives to its user are not in the manifest, and not shown.",
        "",
      ].join("\n"),
    });
  });

  it("marks containers that would not start, with the runtime's words", async () => {
    const stdin = [
      pod("user", "hostUsers: false, securityContext: {runAsUser: 65536, runAsGroup: 0}, containers: [{name: app}]"),
      pod("group", "hostUsers: false, securityContext: {runAsUser: 0, runAsGroup: 70000}, containers: [{name: app}]"),
      pod(
        "further",
        "hostUsers: false, securityContext: {runAsUser: 65535, runAsGroup: 65535, fsGroup: 2000, supplementalGroups: [1, 100000], supplementalGroupsPolicy: Strict}, containers: [{name: app}]",
      ),
      pod("host", "securityContext: {runAsUser: 100000, runAsGroup: 0, fsGroup: 5}, containers: [{name: app}]"),
    ].join("---\n");
    const { code, stdout } = await node(stdin, "--strategy", "first-fit");
    expect(code).toBe(1);
    const [, table] = stdout.split("GROUP INSIDE → HOST\n");
    expect(table?.split("\n")).toEqual([
      "A  default/user     [65536, 131072)     0 65536 65536",
      "     app            65536 → no mapping  0 → 65536",
      "       ✗ would not start: container ID 65536 cannot be mapped to a host ID; the",
      "       map holds [0, 65536)",
      "B  default/group    [131072, 196608)    0 131072 65536",
      "     app            0 → 131072          70000 → no mapping",
      "       ✗ would not start: container ID 70000 cannot be mapped to a host ID; the",
      "       map holds [0, 65536)",
      "C  default/further  [196608, 262144)    0 196608 65536",
      "     app            65535 → 262143      65535 → 262143",
      "       groups 2000 → 198608 (fsGroup), 1 → 196609, 100000 → no mapping",
      "       ✗ would not start: setgroups: invalid argument, group 100000; the map",
      "       holds [0, 65536)",
      "",
      "HOST USERS: an ID inside is the same ID on the host, and root is the host's root",
      "–  default/host     hostUsers not set",
      "     app            100000 → 100000     0 → 0",
      "                    groups 5 → 5 (fsGroup)",
      "",
      "3 pods placed, no two ranges overlap; 1 pod on host users.",
      "✗ 3 containers would not start.",
      "Groups that an image gives to its user are not in the manifest, and not shown.",
      "",
    ]);
  });

  it("says nothing of an image's groups where the policy is Strict", async () => {
    const strict = "securityContext: {supplementalGroupsPolicy: Strict}, containers: [{name: app}]";
    expect((await node(pod("a", `hostUsers: false, ${strict}`))).stdout).not.toContain("gives to its user");
    expect((await node(pod("a"))).stdout).toContain("gives to its user");
    expect((await node(pod("a", "containers: [{name: app}]"))).stdout).not.toContain("gives to its user");
  });

  it("says what is left out", async () => {
    const job = (more: string): string => `kind: Job\nmetadata: {name: a}\n${more}`;
    const stdin = [
      pod("done", "hostUsers: false", "").concat("status: {phase: Succeeded}\n"),
      job("spec: {suspend: true}\n"),
      "kind: Deployment\nmetadata: {name: a, uid: u}\n",
      pod("owned", undefined, ", ownerReferences: [{uid: u, controller: true}]"),
      'kind: "Odd\\e[31m"\n',
      "kind: Service\n---\nkind: Service\n",
    ].join("---\n");
    const { stdout } = await node(stdin);
    expect(stdout.slice(stdout.indexOf("Left out"))).toBe(
      "Left out: 1 finished, 1 suspended, 1 workload whose pods are in the input\nthemselves, 1 Odd\\u001b[31m, 2 Service.\n",
    );
  });

  it("places nothing where there is nothing", async () => {
    const { code, stdout, stderr } = await node("kind: List\n---\nkind: Service\n");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.slice(stdout.indexOf("One sign")).split("\n")).toEqual([
      "One sign is 128 slots, 8388608 IDs; letters are pods, · is free. To scale,",
      "except what is outside of the pool.",
      "",
      "         0  the host's own users: no pod has these",
      ...[65536, 536936448, 1073807360, 1610678272, 2147549184, 2684420096, 3221291008].map(
        (start) => `${String(start).padStart(10)}  ${"·".repeat(64)}`,
      ),
      `3758161920  ${"·".repeat(64)}`,
      "4294901760  never a pod's: with 4294967295, which is no ID",
      "",
      "0 pods placed, no two ranges overlap; 0 pods on host users.",
      "Left out: 1 Service.",
      "",
    ]);
  });
});

describe("place, the picture", () => {
  async function drawn(stdin: string, ...argv: readonly string[]): Promise<readonly string[]> {
    const { stdout } = await node(stdin, ...argv);
    const [head = "", rows = ""] = stdout.slice(stdout.indexOf("One sign")).split("\n\n");
    return [head.replaceAll("\n", " "), ...rows.split("\n")];
  }

  it("folds free rows where pods would share a sign", async () => {
    const whole = "the host's own users: no pod has these";
    expect(await drawn(deployment("a", 66), "--strategy", "first-fit")).toEqual([
      "One sign is one slot, 65536 IDs; ▁ to █ is the share of them that is taken, · is free. To scale, except the lines with ⋮ and what is outside of the pool.",
      `         0  ${whole}`,
      `     65536  ${"█".repeat(64)}`,
      `   4259840  ██${"·".repeat(62)}`,
      "   8454144  ⋮ 65406 free slots",
      "4294901760  never a pod's: with 4294967295, which is no ID",
    ]);
    expect(await drawn(deployment("a", 52), "--strategy", "first-fit")).toEqual([
      "One sign is one slot, 65536 IDs; letters are pods, · is free. To scale, except the lines with ⋮ and what is outside of the pool.",
      `         0  ${whole}`,
      `     65536  ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${"·".repeat(12)}`,
      "   4259840  ⋮ 65470 free slots",
      "4294901760  never a pod's: with 4294967295, which is no ID",
    ]);
  });

  it("shows shares where there are more pods than letters", async () => {
    const rows = await drawn(deployment("a", 30000), "--strategy", "first-fit");
    expect(rows[0]).toContain("One sign is 64 slots, 4194304 IDs; ▁ to █ is the share");
    expect(rows.slice(2)).toEqual([
      ...Array.from({ length: 7 }, (_, row) => `${String(65536 + row * 268435456).padStart(10)}  ${"█".repeat(64)}`),
      `1879113728  ${"█".repeat(20)}▆${"·".repeat(43)}`,
      "2147549184  ⋮ 32766 free slots",
      "4294901760  never a pod's: with 4294967295, which is no ID",
    ]);
    const ascii = await drawn(deployment("a", 30000), "--strategy", "first-fit", "--ascii");
    expect(ascii[0]).toContain("1 to # is the share of them that is taken, . is free");
    expect(ascii[9]).toBe(`1879113728  ${"#".repeat(20)}8${".".repeat(43)}`);
    expect(ascii[10]).toBe("2147549184  : 32766 free slots");
  });

  it("counts pods that share a sign although each has a letter", async () => {
    // 52 pods scattered over rows of their own, two or more of them side by side: as close as a dozen lines allow.
    const rows = await drawn(deployment("a", 52), "--seed", "7");
    expect(rows[0]).toContain("letters are pods, 2 to 9 and + several pods, · is free");
    const signs = rows
      .slice(2, -1)
      .flatMap((row) => [...row.slice(12)])
      .filter((sign) => sign !== "·");
    const letters = signs.filter((sign) => /[A-Za-z]/.test(sign));
    const counted = signs.filter((sign) => /[2-9]/.test(sign)).map(Number);
    expect(letters.length + counted.reduce((sum, count) => sum + count, 0)).toBe(52);
    expect(counted.length).toBeGreaterThan(0);
  });

  it("cuts the last row where the pool ends, and names what is around the pool", async () => {
    expect(await drawn(deployment("a", 1), "--pool", "655360:4587520", "--strategy", "next-fit")).toEqual([
      "One sign is one slot, 65536 IDs; letters are pods, · is free. To scale, except what is outside of the pool.",
      "         0  the host's own users, and what is not in the pool",
      `    655360  A${"·".repeat(63)}`,
      `   4849664  ${"·".repeat(6)}`,
      "   5242880  not in the pool",
    ]);
  });
});

describe("place, the pool", () => {
  it("takes START:SIZE", async () => {
    expect(await json(pod("a"), "--pool", "131072:65536", "--seed", "9")).toMatchObject({
      pool: { source: "option", start: 131072, size: 65536, idsPerPod: 65536, slots: 1 },
      strategy: { name: "random-scan", seed: 9 },
      pods: [{ range: { start: 131072, size: 65536 }, map: "0 131072 65536" }],
    });
  });

  it("takes the entry of the kubelet, or of another user, from a subuid file", async () => {
    const files = { "/etc/subuid": "root:1000000:65536\n# x\nbad line\nkubelet:65536:131072\n", "-": pod("a") };
    const subuid = async (...argv: readonly string[]): Promise<unknown> =>
      JSON.parse(
        (await run(["place", "--json", "--subuid", "/etc/subuid", ...argv, "-"], { files, stdin: pod("a") })).stdout,
      ).pool;
    expect(await subuid()).toEqual({
      source: "subuid",
      start: 65536,
      size: 131072,
      idsPerPod: 65536,
      slots: 2,
      aligned: true,
      rest: 0,
    });
    expect(await subuid("--subuid-user", "root", "--ids-per-pod", "8")).toEqual({
      source: "subuid",
      start: 1000000,
      size: 65536,
      idsPerPod: 8,
      slots: 8192,
      aligned: true,
      rest: 0,
    });
  });

  it("is the kubelet's own less its last slot where nothing is said", async () => {
    expect(await json(pod("a"), "--ids-per-pod", "131072")).toMatchObject({
      pool: { source: "default", start: 131072, size: 4294705152, idsPerPod: 131072, slots: 32766 },
    });
  });

  it("says what the kubelet thinks of it", async () => {
    const says = async (...argv: readonly string[]): Promise<string> => {
      const { stdout } = await run(["place", ...argv, "-"], { stdin: "kind: List", env: { COLUMNS: "200" } });
      return stdout.slice(stdout.indexOf("\n\n") + 2, stdout.indexOf("\n\nOne sign"));
    };
    const multiple = "The kubelet accepts only multiples of 65536 IDs per pod, not";
    expect(await says("--ids-per-pod", "131072")).toBe(
      "The kubelet's default pool has one slot more, the last, [4294836224, 4294967296). It holds 4294967295, which is no ID, so the kernel refuses its map (EINVAL), and it is left out here.",
    );
    expect(await says("--ids-per-pod", "196608")).toBe(
      "The kubelet would not start: its default pool, [196608, 4294967296), is no multiple of 196608 IDs long.",
    );
    expect(await says("--ids-per-pod", "3000")).toBe(`${multiple} 3000.`);
    expect(await says("--pool", "66000:1000", "--ids-per-pod", "1000")).toBe(`${multiple} 1000.`);
    expect(await says("--pool", "1000:1000", "--ids-per-pod", "1000")).toBe(
      `The pool starts at 1000, among the host's own users: IDs below 65536 are theirs.\n\n${multiple} 1000.`,
    );
  });

  it("begins behind the host's own users where nothing is said", async () => {
    for (const [idsPerPod, start] of [
      ["1024", 65536],
      ["3000", 66000],
      ["65537", 65537],
    ] as const)
      expect(await json(pod("a"), "--ids-per-pod", idsPerPod)).toMatchObject({ pool: { source: "default", start } });
  });

  it("is not called the host's own where it lies among the host's users", async () => {
    const { stdout } = await node(pod("a"), "--pool", "1:110", "--ids-per-pod", "1");
    expect(stdout).toContain("One sign is one slot, 1 ID; letters are pods");
    expect(stdout).toContain("         0  not in the pool\n         1  ");
    expect(stdout).not.toContain("no pod has these");
  });

  it("is none where nobody hands out ranges", async () => {
    expect(await json(pod("a"), "--strategy", "host-users")).toMatchObject({ outcome: "placed", pool: null });
    expect((await node(pod("a"), "--strategy", "host-users")).stdout).toMatch(
      /^pool +none: all pods are on host users\nstrategy +host-users\n\nHOST USERS/,
    );
    const off = ["--strategy", "kubelet", "--release", "1.29"];
    expect((await node(pod("a"), ...off)).stdout).toMatch(
      /^pool +none: the feature gate UserNamespacesSupport is off\n/,
    );
    expect(await json(pod("a"), "--strategy", "kubelet", "--release", "1.31")).toMatchObject({
      outcome: "refused",
      pool: null,
    });
    // So many would not fit into any pool.
    expect((await node(deployment("a", 65536), ...off)).code).toBe(0);
  });

  const TWICE = "a:65536:65536\nb:65536:65536\nb:131072:65536\n";
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [["--pool", "65536"], "--pool: expected START:SIZE, for example 65536:7208960, found 65536"],
    [["--pool", "65536:"], "--pool: expected START:SIZE, for example 65536:7208960, found 65536:"],
    [["--pool", "a:1"], "--pool: expected START:SIZE, for example 65536:7208960, found a:1"],
    [["--pool", "1:2:3"], "--pool: expected START:SIZE, for example 65536:7208960, found 1:2:3"],
    [["--pool", "-1:2\u001b"], "--pool: expected START:SIZE, for example 65536:7208960, found -1:2\\u001b"],
    [["--pool", "4294967296:65536"], "--pool: expected numbers from 0 to 4294967295"],
    [["--pool", "65536:4294967296"], "--pool: expected numbers from 0 to 4294967295"],
    [["--subuid", "s"], "s: expected one entry of kubelet, found none; the form is kubelet:65536:7208960"],
    [["--subuid", "s", "--subuid-user", "b"], "s: expected one entry of b, found 2; the kubelet refuses more than one"],
    [["--subuid", "missing"], "missing: no such file"],
    [["--subgid", "s"], "s: expected one entry of kubelet, found none; the form is kubelet:65536:7208960"],
    [
      ["--subuid", "u", "--subgid", "g"],
      "g: expected kubelet:65536:131072 as in u, found kubelet:65536:65536; the kubelet refuses entries that differ",
    ],
    [
      ["--subuid", "u", "--subgid", "s", "--subuid-user", "b"],
      "s: expected one entry of b, found 2; the kubelet refuses more than one",
    ],
    [["--subuid-user", "b"], "--subuid-user has a meaning with --subuid or --subgid only"],
    [["--ids-per-pod", "1023"], "--ids-per-pod: a pod of 1023 IDs needs --pool or --subuid"],
  ];

  it.each(wrong)("refuses %j", async (argv, message) => {
    const world = {
      stdin: pod("a"),
      files: { s: TWICE, u: "kubelet:65536:131072\nb:1:1\n", g: "kubelet:65536:65536\n" },
    };
    expect(await run(["place", ...argv, "-"], world)).toEqual({
      code: 2,
      stdout: "",
      stderr: `userns-sim: ${message}\n`,
    });
  });

  it("says why a pool cannot be", async () => {
    const { code, stderr } = await node(pod("a"), "--pool", "1:65536");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^userns-sim: --pool: .*65536/);
    const file = await run(["place", "--subuid", "s", "-"], { stdin: pod("a"), files: { s: "kubelet:65536:1" } });
    expect(file.stderr).toMatch(/^userns-sim: s: .*65536/);
  });
});

describe("place, refusals", () => {
  const pool = { source: "option", start: 65536, size: 131072, idsPerPod: 65536, slots: 2, aligned: true, rest: 0 };

  it("refuses more pods than slots before it makes one", async () => {
    const sets = [pod("a"), deployment("many", 2000000000), deployment("host", 2147483647, ""), pod("b")];
    const stdin = sets.join("---\n");
    expect(await json(stdin, "--pool", "65536:131072")).toEqual({
      schema: "userns-sim/place/1",
      outcome: "refused",
      code: "more-pods-than-slots",
      pods: 2000000002,
      slots: 2,
      largest: { kind: "Deployment", namespace: "default", name: "many", pods: 2000000000 },
      pool,
    });
    expect(await node(stdin, "--pool", "65536:131072")).toEqual({
      code: 1,
      stderr: "",
      stdout:
        "✗ refused: 2000000002 pods with hostUsers: false, but 2 slots of 65536 IDs in\nthe pool [65536, 196608). Deployment default/many asks for 2000000000. No pod\nwas placed.\n",
    });
  });

  it("says which pod a strategy refuses, and why", async () => {
    const stdin = [pod("web-0"), pod("db-0")].join("---\n");
    const argv = ["--strategy", "by-index", "--pool", "65536:131072"];
    expect(JSON.parse((await node(stdin, "--json", ...argv)).stdout)).toEqual({
      schema: "userns-sim/place/1",
      outcome: "refused",
      code: "strategy-refused",
      reason: "index-taken",
      strategy: { name: "by-index", seed: null },
      pod: { namespace: "default", name: "db-0" },
      before: 1,
      pool,
    });
    expect(await node(stdin, ...argv)).toEqual({
      code: 1,
      stderr: "",
      stdout: [
        "✗ refused: by-index gives pod default/db-0 no range: index-taken. 1 pod before",
        "it would have got one, of 2 slots of 65536 IDs in the pool [65536, 196608). No",
        "pod was placed.\n",
      ].join("\n"),
    });
  });

  it("fills the pool to its last slot, and not further", async () => {
    expect((await json(deployment("a", 2), "--pool", "65536:131072")).outcome).toBe("placed");
    expect((await json(deployment("a", 3), "--pool", "65536:131072")).outcome).toBe("refused");
  });

  it("does not count host users against the slots, but shows a hundred thousand pods at most", async () => {
    const stdin = `${pod("a")}---\n${deployment("host", 100000, "")}`;
    expect(await node(stdin, "--pool", "65536:65536")).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: 100001 pods, more than the 100000 that are shown; Deployment default/host asks for 100000\n",
    });
  });
});

describe("place, several nodes", () => {
  const on = (name: string, nodeName: string | undefined, uid = name): string =>
    pod(
      name,
      `${nodeName === undefined ? "" : `nodeName: ${nodeName}, `}hostUsers: false, containers: [{name: a}]`,
      `, uid: ${uid}`,
    );
  const stdin = [on("a", "w-1"), on("b", "w-2"), on("c", "w-1"), on("d", undefined)].join("---\n");

  it("wants to know which", async () => {
    expect(await node(stdin)).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: the pods are on 2 nodes, name one with --node: w-1, w-2\n",
    });
    const many = Array.from({ length: 12 }, (_, i) => on(`a-${i}`, `w-${i}`)).join("---\n");
    expect((await node(many)).stderr).toBe(
      "userns-sim: the pods are on 12 nodes, name one with --node: w-0, w-1, w-2, w-3, w-4, w-5, w-6, w-7, w-8, w-9, and 2 more\n",
    );
  });

  it("takes the pods of the one named", async () => {
    const document = await json(stdin, "--node", "w-1");
    expect(document).toMatchObject({
      node: "w-1",
      counts: { placed: 2, elsewhere: 2 },
      pods: [{ name: "a" }, { name: "c" }],
    });
    expect((await node(stdin, "--node", "w-1")).stdout).toContain("Left out: 2 pods not on this node.\n");
    expect(await node(stdin, "--node", "w-3\u001b")).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: --node: no pod is on w-3\\u001b; the pods are on w-1, w-2\n",
    });
  });

  it("takes all pods where there is only one node to speak of", async () => {
    const one = [on("a", "w-1"), on("d", undefined)].join("---\n");
    expect(await json(one)).toMatchObject({ node: "w-1", counts: { placed: 2, elsewhere: 0 } });
    expect(await json(one, "--node", "w-1")).toMatchObject({ node: "w-1", counts: { placed: 1, elsewhere: 1 } });
    expect(await json(on("d", undefined))).toMatchObject({ node: null, counts: { placed: 1, elsewhere: 0 } });
    expect(await json(on("d", undefined), "--node", "w-9")).toMatchObject({ node: "w-9", counts: { placed: 1 } });
  });
});

describe("place --json", () => {
  it("gives every fact, and null for what does not apply", async () => {
    const stdin = [
      pod(
        "a",
        "hostUsers: false, securityContext: {runAsUser: 1000, fsGroup: 2000, supplementalGroups: [70000]}, initContainers: [{name: init, securityContext: {runAsUser: 0}}], containers: [{name: app}]",
        ", namespace: shop, uid: u-1",
      ),
      deployment(
        "web",
        1,
        "hostUsers: true, securityContext: {runAsUser: 5, runAsGroup: 6, supplementalGroupsPolicy: Strict}, ",
      ),
      pod("bare", "containers: [{name: app}]"),
    ].join("---\n");
    const groups = [
      { from: "fsGroup", inside: 2000, host: 67536 },
      { from: "supplementalGroups", inside: 70000, host: null },
    ];
    const image = { from: "image", inside: null, host: null };
    expect(await json(stdin, "--strategy", "first-fit")).toEqual({
      schema: "userns-sim/place/1",
      outcome: "would-not-start",
      node: null,
      release: "1.36",
      evidence: "read",
      pool: {
        source: "default",
        start: 65536,
        size: 4294836224,
        idsPerPod: 65536,
        slots: 65534,
        aligned: true,
        rest: 0,
      },
      strategy: { name: "first-fit", seed: null },
      counts: {
        placed: 1,
        hostUsers: 2,
        wouldNotStart: 2,
        undecided: 1,
        finished: 0,
        suspended: 0,
        represented: 0,
        elsewhere: 0,
        otherKinds: [],
      },
      pods: [
        {
          namespace: "shop",
          name: "a",
          uid: "u-1",
          origin: { kind: "Pod", namespace: "shop", name: "a" },
          hostUsers: false,
          terminating: false,
          range: { start: 65536, size: 65536 },
          map: "0 65536 65536",
          containers: [
            {
              name: "init",
              type: "init",
              user: { from: "container", inside: 0, host: 65536 },
              group: image,
              groups,
              groupsFromImage: true,
              outcome: "unmapped",
            },
            {
              name: "app",
              type: "regular",
              user: { from: "pod", inside: 1000, host: 66536 },
              group: image,
              groups,
              groupsFromImage: true,
              outcome: "unmapped",
            },
          ],
        },
        {
          namespace: "default",
          name: "web-0",
          uid: null,
          origin: { kind: "Deployment", namespace: "default", name: "web" },
          hostUsers: true,
          terminating: false,
          range: null,
          map: null,
          containers: [
            {
              name: "app",
              type: "regular",
              user: { from: "pod", inside: 5, host: 5 },
              group: { from: "pod", inside: 6, host: 6 },
              groups: [],
              groupsFromImage: false,
              outcome: "mapped",
            },
          ],
        },
        {
          namespace: "default",
          name: "bare",
          uid: null,
          origin: { kind: "Pod", namespace: "default", name: "bare" },
          hostUsers: null,
          terminating: false,
          range: null,
          map: null,
          containers: [
            {
              name: "app",
              type: "regular",
              user: image,
              group: image,
              groups: [],
              groupsFromImage: true,
              outcome: "undecided",
            },
          ],
        },
      ],
    });
  });

  it("gives the problems of manifests, with their lines", async () => {
    const stdin = `kind: Service\n---\n${pod("a", "containers: [{name: A}]")}`;
    const problem = {
      code: "bad-name",
      file: "standard input",
      line: 6,
      column: 28,
      path: "spec.containers[0].name",
      message: 'expected a name of at most 63 lower-case letters, digits and hyphens, found "A"',
    };
    expect(await run(["place", "--json", "-"], { stdin })).toEqual({
      code: 2,
      stderr: "",
      stdout: `${JSON.stringify({ schema: "userns-sim/place/1", outcome: "unreadable", problems: [problem], problemCount: 1 }, undefined, 2)}\n`,
    });
    expect(await node(stdin)).toEqual({
      code: 2,
      stdout: "",
      stderr: `standard input:6:28: spec.containers[0].name: ${problem.message}\n`,
    });
  });

  it("gives the same ranges for the same seed, others for another", async () => {
    const starts = async (...argv: readonly string[]): Promise<unknown> => {
      const document = await json(deployment("a", 5), ...argv);
      return document.outcome === "placed" && document.pods.map(({ range }) => range?.start);
    };
    expect(await starts()).toEqual(await starts("--seed", "1"));
    expect(await starts("--seed", "2")).not.toEqual(await starts());
    expect(await starts("--strategy", "first-fit")).toEqual([65536, 131072, 196608, 262144, 327680]);
    expect(await starts("--strategy", "next-fit")).toEqual([65536, 131072, 196608, 262144, 327680]);
  });
});
