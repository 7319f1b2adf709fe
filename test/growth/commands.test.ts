import { describe, expect, it } from "vitest";
import { type FakeEntry, run, type World } from "../cli/run.ts";
import { MEASURED, type Prepare, tooSteep } from "./growth.ts";
import { endsAround, pumped } from "./texts.ts";

/** What the command reads, as large as one likes. */
const LISTS: Readonly<Record<string, Prepare>> = {
  "replay: creates of a kubelet": (n) =>
    replayOf(kubeletTrace("1.36", (i) => ({ type: "create", podUid: `p${i}` }), n)),
  "replay: creates that all draw the same slot": (n) =>
    replayOf(kubeletTrace("1.36", (i) => ({ type: "create", podUid: `p${i}`, draw: 0 }), n)),
  "replay: creates of which every other one leaks a slot": (n) =>
    replayOf(
      kubeletTrace(
        "1.36",
        (i) => ({ type: i % 2 === 0 ? "create" : "delete-file", podUid: `p${Math.floor(i / 3)}` }),
        n,
      ),
    ),
  "replay: starts and cleanups of a kubelet with a few pods": (n) =>
    replayOf(
      kubeletTrace(
        "1.36",
        (i) =>
          i < 20 ? { type: "create", podUid: `p${i}` } : i % 2 ? { type: "start" } : { type: "cleanup", known: [] },
        n,
      ),
    ),
  "replay: files outside of the pool, whose ranges a start leaves to their pods, and the end of these": (n) => {
    const files = Array.from({ length: n }, (_, i) => ({
      type: "write-file",
      podUid: `p${i}`,
      raw: usernsFile(65536 * (200 + i)),
    }));
    const ends = files.map(({ podUid }) => ({ type: "release", podUid }));
    const pool = { output: "0: kubelet 65536 7208960\n" };
    const settings = { release: "1.36", kubeletUser: { kind: "getsubids", uids: pool, gids: pool } };
    const ops = [...files, { type: "start" }, ...ends];
    return replayOf({ schema: "userns-sim/trace/1", subject: "kubelet", settings, fixes: ["start-refused"], ops });
  },
  "replay: creates of an old kubelet": (n) =>
    replayOf(kubeletTrace("1.25", (i) => ({ type: "create", podUid: `p${i}` }), n)),
  "replay: pods of an allocator": (n) =>
    replayOf({
      schema: "userns-sim/trace/1",
      subject: "allocator",
      settings: { start: 65536, size: 4294836224, strategy: "random-scan" },
      ops: Array.from({ length: n }, (_, i) => ({ type: "allocate", podUid: `p${i}` })),
    }),
  "audit: sound pods": (n) => {
    const pods = Array.from({ length: n }, (_, i) => [`p${i}`, { userns: usernsFile(65536 * (i + 1)) }] as const);
    return command(["audit", "--pods-dir", "pods", "--account", "missing"], {
      directories: { pods: Object.fromEntries(pods) },
    });
  },
  "audit: pods that all share a range": (n) => {
    const pods = Array.from({ length: n }, (_, i): readonly [string, FakeEntry] => [
      `p${i}`,
      { userns: usernsFile(65536) },
    ]);
    return command(["audit", "--pods-dir", "pods", "--account", "missing"], {
      directories: { pods: Object.fromEntries(pods) },
    });
  },
  "audit: pods that are all in the way of an upgrade, for the same reason": (n) => {
    const pods = Array.from({ length: n }, (_, i) => [`p${i}`, { userns: usernsFile(65536 * (i + 1)) }] as const);
    const argv = ["--release", "1.33", "--upgrade-to", "1.36", "--kubelet-config", "config"];
    return command(["audit", "--pods-dir", "pods", "--account", "missing", ...argv], {
      directories: { pods: Object.fromEntries(pods) },
      files: {
        config:
          "kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\nuserNamespaces: {idsPerPod: 131072}\n",
      },
    });
  },
  "decode: a text with IDs of as many pods": (n) => {
    const pods = Array.from({ length: n }, (_, i) => [`p${i}`, { userns: usernsFile(65536 * (i + 1)) }] as const);
    const stdin = Array.from({ length: n }, (_, i) => `uid=${65536 * (i + 1)} gid=5\n`).join("");
    return command(["decode", "-", "--pods-dir", "pods"], { stdin, directories: { pods: Object.fromEntries(pods) } });
  },
  "decode: a text with IDs that all pods share": (n) => {
    const pods = Array.from({ length: n }, (_, i) => [`p${i}`, { userns: usernsFile(65536) }] as const);
    const stdin = Array.from({ length: n }, (_, i) => `uid=${65536 + i} `).join("");
    return command(["decode", "-", "--pods-dir", "pods"], { stdin, directories: { pods: Object.fromEntries(pods) } });
  },
  "decode: a text with IDs that ever fewer owners have": (n) => {
    const stdin = Array.from({ length: n }, (_, i) => `uid=${100000 + i} `).join("");
    const subuid = Array.from({ length: 4 * n }, (_, i) => `u${i}:100000:${i + 1}\n`).join("");
    return command(["decode", "-", "--subuid", "subuid"], { stdin, files: { subuid } });
  },
  "check: volumes of one pod": (n) => {
    const names = Array.from({ length: n }, (_, i) => `v${i}`);
    const volumeMounts = names.map((name) => ({ name, mountPath: `/${name}` }));
    const volumes = names.map((name) => ({ name, hostPath: { path: `/data/${name}` } }));
    return check({
      ...pod("a"),
      spec: { hostUsers: false, volumes, containers: [{ name: "c", image: "i", volumeMounts }] },
    });
  },
  "check: volumes of one pod that are images, which the API server drops": (n) => {
    const names = Array.from({ length: n }, (_, i) => `v${i}`);
    const volumeMounts = names.map((name) => ({ name, mountPath: `/${name}` }));
    const volumes = names.map((name) => ({ name, image: { reference: name } }));
    const spec = { hostUsers: false, volumes, containers: [{ name: "c", image: "i", volumeMounts }] };
    return command(["check", "-", "--release", "1.34"], { stdin: JSON.stringify({ ...pod("a"), spec }) });
  },
  "check: containers of one pod": (n) =>
    check({
      ...pod("a"),
      spec: { hostUsers: false, containers: Array.from({ length: n }, (_, i) => ({ name: `c${i}`, image: `i${i}` })) },
    }),
  "check: pods": (n) => check({ kind: "List", items: Array.from({ length: n }, (_, i) => pod(`p${i}`)) }),
  "check: owners who all have IDs of the pool": (n) =>
    command(["check", "--subuid", "-", "--account", "1000", "--json"], {
      stdin: `${Array.from({ length: n }, (_, i) => `u${i}:65536:${7208960 + i}\n`).join("")}kubelet:65536:7208960\n`,
    }),
  "check: nodes, and as many owners who all have IDs of their pools": (n) =>
    checkNodesWith(n, (i) => `u${i}:65536:${7208960 + i}`, ["--account", "1000"]),
  "check: nodes, and as many UIDs of which one may be the kubelet's": (n) =>
    checkNodesWith(n, (i) => `${1000 + i}:65536:${7208960 + i}`, []),
  "check: pods with IDs of their own, on as many nodes, and as many owners": (n) =>
    checkNodesWith(n, (i) => `u${i}:${1e9 + 3 * i}:1`, ["--account", "1000"]),
  "check: pods with IDs of their own, and as many owners": (n) =>
    command(["check", "pods", "--subuid", "-", "--account", "1000", "--json"], {
      stdin: `${Array.from({ length: n }, (_, i) => `u${i}:${1e9 + 3 * i}:1\n`).join("")}kubelet:65536:7208960\n`,
      files: {
        pods: JSON.stringify({
          kind: "List",
          items: Array.from({ length: n }, (_, i) => asUser(`p${i}`, 65536 * (i + 1))),
        }),
      },
    }),
  "place: pods": (n) =>
    command(["place", "-"], {
      stdin: JSON.stringify({ kind: "List", items: Array.from({ length: n }, (_, i) => pod(`p${i}`)) }),
    }),
  "place: YAML of merges of something large": (n) =>
    command(["place", "-"], {
      stdin: `kind: Service\nx: &x {k: [${"{},".repeat(n)}]}\n${Array.from({ length: 10 }, (_, i) => `y${i}: {<<: *x}\n`).join("")}`,
    }),
  "place: a stream of objects, and blanks": (n) =>
    command(["place", "-"], { stdin: `${JSON.stringify(pod("a"))}${'{"kind":"Service"} '.repeat(n)}${" ".repeat(n)}` }),
  "compare: a recorded history": (n) =>
    command(["compare", "--trace", "-", "--strategy", "first-fit"], {
      stdin: JSON.stringify(kubeletTrace("1.36", (i) => ({ type: "create", podUid: `p${i % 50}` }), n)),
    }),
  "compare: pods that all leave files, which nobody cleans up": (n) => compare(n, ["--strategy", "first-fit"]),
  "compare: pods of one range that all run at once, and leave files": (n) =>
    compare(n, ["--strategy", "shared-range", "--lifetime", "1000000"]),
};

/** Where what might grow with the square is little beside the rest at first. */
const AT_FIRST: Readonly<Record<string, number>> = {
  "audit: pods that are all in the way of an upgrade, for the same reason": 20_000,
  "check: volumes of one pod that are images, which the API server drops": 6_000,
};

/** The things that fit into one object, which has at most 100,000 values, or that a command takes. */
const LARGEST: Readonly<Record<string, number>> = {
  "replay: files outside of the pool, whose ranges a start leaves to their pods, and the end of these": 49_000,
  "check: volumes of one pod": 12_000,
  "check: volumes of one pod that are images, which the API server drops": 12_000,
  "check: containers of one pod": 30_000,
  "place: YAML of merges of something large": 9_000,
  "compare: pods that all leave files, which nobody cleans up": 100_000,
  "compare: pods of one range that all run at once, and leave files": 100_000,
};

function command(argv: readonly string[], world: World): () => Promise<unknown> {
  return async () => {
    const { code, stderr } = await run(argv, world);
    // What is refused at once would be fast.
    if (code === 2) throw new Error(stderr);
  };
}

function check(object: object): () => Promise<unknown> {
  return command(["check", "-"], { stdin: JSON.stringify(object) });
}

/** Pods whose files lie there until the end. */
function compare(pods: number, argv: readonly string[]): () => Promise<unknown> {
  return command(["compare", "--pods", `${pods}`, "--leftovers", "100", "--cleanup", "1000000", ...argv], {});
}

/** Each node has a pod, whose ID has no mapping. */
function checkNodesWith(n: number, line: (i: number) => string, argv: readonly string[]): () => Promise<unknown> {
  const nodes = Array.from({ length: n }, (_, i) => [
    {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: `n${i}` },
      status: { nodeInfo: { kubeletVersion: "v1.36.0" } },
    },
    asUser(`p${i}`, 65536 * (i + 1), `n${i}`),
  ]);
  return command(["check", "nodes", "--subuid", "-", ...argv], {
    stdin: `${Array.from({ length: n }, (_, i) => `${line(i)}\n`).join("")}kubelet:65536:7208960\n`,
    files: { nodes: JSON.stringify({ kind: "List", items: nodes.flat() }) },
  });
}

function replayOf(trace: object): () => Promise<unknown> {
  return command(["replay", "-", "--json"], { stdin: JSON.stringify(trace) });
}

function kubeletTrace(release: string, op: (i: number) => object, n: number): object {
  const featureGates = release === "1.25" ? { UserNamespacesStatelessPodsSupport: true } : {};
  const ops = [{ type: "start" }, ...Array.from({ length: n }, (_, i) => op(i))];
  return { schema: "userns-sim/trace/1", subject: "kubelet", seed: 1, settings: { release, featureGates }, ops };
}

function pod(name: string): object {
  const containers = [{ name: "c", image: "i" }];
  return { apiVersion: "v1", kind: "Pod", metadata: { name, uid: name }, spec: { hostUsers: false, containers } };
}

function asUser(name: string, runAsUser: number, nodeName?: string): object {
  const containers = [{ name: "c", image: "i" }];
  const spec = { nodeName, hostUsers: false, securityContext: { runAsUser }, containers };
  return { kind: "Pod", metadata: { name }, spec };
}

function usernsFile(hostId: number): string {
  const mappings = [{ hostId, containerId: 0, length: 65536 }];
  return JSON.stringify({ uidMappings: mappings, gidMappings: mappings });
}

describe("a command", MEASURED, () => {
  it("plays no more steps than look at so many pods", async () => {
    const trace = kubeletTrace(
      "1.36",
      (i) => (i < 5000 ? { type: "make-directory", podUid: `p${i}` } : { type: "cleanup", known: [] }),
      6002,
    );
    expect(await run(["replay", "-"], { stdin: JSON.stringify(trace) })).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: standard input: ops[6001]: steps that look at more than 5000000 pods, all together\n",
    });
  });

  it.each(Object.entries(LISTS))(
    "takes time with the number of things, not with its square: %s",
    async (name, prepare) => {
      expect(await tooSteep(prepare, AT_FIRST[name] ?? 2000, { largest: LARGEST[name] ?? Infinity })).toBeUndefined();
    },
  );

  const readers: readonly (readonly [string, readonly string[], string])[] = [
    ["manifests", ["place", "-"], '{"kind":"Pod","metadata":{"name":"a"},"spec":{}}'],
    ["YAML", ["place", "-"], "kind: Pod\nmetadata: {name: a}\nspec:\n- |\n  x\n"],
    ["a kubelet's configuration", ["check", "--kubelet-config", "-"], "kind: KubeletConfiguration\nmaxPods: 110\n"],
    ["a trace", ["replay", "-"], '{"schema":"userns-sim/trace/1","subject":"kubelet","ops":[{"type":"start"}]}'],
    ["subordinate IDs", ["place", "--subuid", "-", "--subuid-user", "a"], "a:65536:65536\n"],
    ["a text with IDs", ["decode", "-", "--pods-dir", "pods"], "UID PID CMD\n65536 1 sh\n\nuid=65536 gid=5\tx\n"],
    ["a map", ["translate", "--map", "-"], "0 65536 65536\n"],
    ["a map to be checked", ["map-check", "-"], "0 65536 65536\n"],
  ];

  it.each(readers)("takes time with the length of a text, not with its square: %s", async (_, argv, text) => {
    for (const ends of endsAround([text]))
      for (const pump of [
        "\n",
        " ",
        "a",
        "0",
        '"',
        "\\",
        '\\"',
        "[",
        "{}",
        "[],",
        "1 ",
        "a: b\n",
        "- a\n",
        "#",
        ": ",
        "'",
        "\r\n",
      ]) {
        const steep = await tooSteep(
          (size) => {
            const stdin = pumped(ends, pump, size);
            return () => run(argv, { stdin, directories: { pods: { web: { userns: usernsFile(65536) } } } });
          },
          4096,
          { worthMeasuring: 150 },
        );
        expect({ ends, pump, steep }).toEqual({ ends, pump, steep: undefined });
      }
  });
});
