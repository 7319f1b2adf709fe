import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { ReplayDocument } from "../../../src/cli/replay/json.ts";
import { STRATEGY_NAMES } from "../../../src/core/allocate/strategies/strategies.ts";
import { releaseRange } from "../../../src/core/releases/releases.ts";
import { type Run, run } from "../run.ts";

/** A kubelet with four slots from 65536 on. */
const OUTPUT = { output: "0: kubelet 65536 262144\n" };
const SETTINGS = { release: "1.36", maxPods: 4, kubeletUser: { kind: "getsubids", uids: OUTPUT, gids: OUTPUT } };
const POOL = { start: 65536, size: 131072, strategy: "first-fit" };

function kubelet(ops: readonly object[], more: object = {}): object {
  return { schema: "userns-sim/trace/1", subject: "kubelet", settings: SETTINGS, ops, ...more };
}

function allocator(ops: readonly object[], settings: object = {}): object {
  return { schema: "userns-sim/trace/1", subject: "allocator", settings: { ...POOL, ...settings }, ops };
}

async function replay(trace: object | string, argv: readonly string[] = []): Promise<Run> {
  return await run(["replay", ...argv, "-"], { stdin: typeof trace === "string" ? trace : JSON.stringify(trace) });
}

async function document(trace: object | string, argv: readonly string[] = []): Promise<ReplayDocument> {
  return JSON.parse((await replay(trace, ["--json", ...argv])).stdout);
}

/** What came of each step. */
async function results(trace: object): Promise<readonly string[]> {
  return (await document(trace)).traces.flatMap(({ steps }) =>
    steps.map(({ type, outcome, result, draws, used, defects }) =>
      [type, outcome === "ok" ? "" : outcome, result, ...draws, `used ${used}`, ...defects]
        .filter((text) => text !== "")
        .join("; "),
    ),
  );
}

const START = { type: "start" };

function create(podUid: string, draw?: number, more: object = {}): object {
  return { type: "create", podUid, ...(draw === undefined ? {} : { draw }), ...more };
}

describe("replay, of a kubelet", () => {
  it("tells what came of each step", async () => {
    const ops = [
      create("early"),
      START,
      create("web", 1),
      create("web"),
      create("db", 1),
      create("agent", undefined, { hostUsers: true }),
      create("other", undefined, { handler: "kata" }),
      { type: "release", podUid: "db" },
      { type: "release", podUid: "db" },
      { type: "cleanup", known: ["web"] },
      { type: "cleanup", known: [] },
      { type: "cleanup", known: [], running: [] },
      { type: "make-directory", podUid: "web" },
      { type: "remove-directory", podUid: "web" },
      { type: "write-file", podUid: "bad", raw: "{" },
      { type: "file-becomes-directory", podUid: "bad" },
      { type: "directory-becomes-file", podUid: "bad" },
      { type: "delete-file", podUid: "bad" },
      START,
      { type: "remove-pods-directory" },
      { type: "cleanup", known: [] },
    ];
    expect(await results(kubelet(ops))).toEqual([
      "create; refused; the kubelet does not run; used null",
      "start; pool [65536, 327680), 4 slots; 0 pods recorded; used 0",
      "create; [131072, 196608); 1; used 1",
      "create; [131072, 196608), as before; used 1",
      "create; [196608, 262144); 1; used 2",
      "create; runs on host users; used 2",
      'create; refused; can\'t set `spec.hostUsers: false`, RuntimeClass handler "kata" does not support user namespaces: the handler "kata" is not known; used 2',
      "release; [196608, 262144) is free again; used 1",
      "release; nothing: no range is remembered for it; used 1",
      "cleanup; nothing to release; used 1",
      "cleanup; nothing to release; used 1",
      "cleanup; released web; used 0",
      "make-directory; on the disk: a directory without a file; used 0",
      "remove-directory; on the disk: nothing, was a directory without a file; used 0",
      "write-file; on the disk: a file, was nothing; used 0",
      "file-becomes-directory; on the disk: a directory for the file, was a file; used 0",
      "directory-becomes-file; on the disk: a file for the directory, was a directory for the file; used 0",
      "delete-file; on the disk: a file for the directory; used 0",
      "start; pool [65536, 327680), 4 slots; 0 pods recorded; used 0",
      "remove-pods-directory; the pods directory is gone; used 0",
      "cleanup; refused; user namespace: read pods from disk: open /var/lib/kubelet/pods: no such file or directory; used 0",
    ]);
  });

  it("knows kubelets without user namespaces", async () => {
    const off = { settings: { release: "1.32" } };
    expect(
      await results(
        kubelet(
          [START, create("web"), create("a", undefined, { hostUsers: "unset" }), { type: "release", podUid: "web" }],
          off,
        ),
      ),
    ).toEqual([
      "start; user namespaces are off; used null",
      'create; refused; the feature gate "UserNamespacesSupport" is disabled: can\'t set spec.HostUsers; used null',
      "create; nothing is said about user namespaces; used null",
      "release; nothing: no range is remembered for it; used null",
    ]);
  });

  it("tells crashes, and the known defects that show", async () => {
    const output = { output: "0: kubelet 4294836224 262144\n" };
    const settings = { release: "1.36", maxPods: 4, kubeletUser: { kind: "getsubids", uids: output, gids: output } };
    const ops = [START, create("web", 2), { type: "release", podUid: "web" }, START, create("last", 1)];
    expect(await results(kubelet(ops, { settings }))).toEqual([
      "start; pool [4294836224, 4295098368), 4 slots; 0 pods recorded; used 0",
      "create; [0, 65536); 2; used 1; pool-wraps",
      "release; crashed; negative bit index; used 1; release-panics",
      "start; pool [4294836224, 4295098368), 4 slots; 0 pods recorded; used 0",
      "create; [4294901760, 4294967296); 1; used 1; last-slot",
    ]);
    expect((await replay(kubelet(ops, { settings }))).code).toBe(0);
    const { stdout } = await replay(kubelet(ops.slice(0, 2), { settings, fixes: ["pool-wraps"] }));
    expect(stdout).toContain("✗ refused: The pool ends at 4295098368, but");
  });

  it("draws from a seed, and starts from what lies on the disk", async () => {
    const pods = [
      {
        podUid: "web",
        kind: "file",
        raw: '{"uidMappings":[{"hostId":65536,"containerId":0,"length":65536}],"gidMappings":[{"hostId":65536,"containerId":0,"length":65536}]}',
      },
    ];
    const trace = kubelet([START, create("db")], { seed: 7, pods });
    expect(await results(trace)).toEqual([
      "start; pool [65536, 327680), 4 slots; 1 pod recorded; used 1",
      expect.stringMatching(/^create; \[\d+, \d+\); \d; used 2$/),
    ]);
    expect(await results(trace)).toEqual(await results(trace));
    const nothing = [
      { type: "remove-directory", podUid: "a" },
      { type: "make-directory", podUid: "a" },
    ];
    expect(await results(kubelet(nothing, { pods: null }))).toEqual([
      "remove-directory; on the disk: nothing; used null",
      "make-directory; on the disk: a directory without a file, was nothing; used null",
    ]);
  });

  it("looks as it should", async () => {
    const { code, stdout } = await run(["replay", "t"], {
      files: { t: readFileSync("examples/node/lost-file.trace.json", "utf8") },
    });
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot("../golden/replay/replay.golden.txt");
    const json = await run(["replay", "--json", "t"], {
      files: { t: readFileSync("examples/node/lost-file.trace.json", "utf8") },
    });
    await expect(json.stdout).toMatchFileSnapshot("../golden/replay/replay.golden.json");
  });
});

describe("replay, of the allocator", () => {
  it("tells what came of each step", async () => {
    const ops = [
      { type: "allocate", podUid: "a" },
      { type: "allocate", podUid: "a" },
      { type: "release", podUid: "b" },
      { type: "restore", podUid: "b", range: { start: 131072, size: 65536 } },
      { type: "restore", podUid: "c", range: { start: 131072, size: 65536 } },
      { type: "allocate", podUid: "c" },
      { type: "release", podUid: "a" },
    ];
    const { traces } = await document(allocator(ops));
    expect(traces[0]?.release).toBeNull();
    expect(traces[0]?.steps.map(({ outcome, says, result, used }) => [outcome, says, result, used])).toEqual([
      ["ok", null, "[65536, 131072)", 1],
      ["ok", null, "[65536, 131072), as before", 1],
      ["refused", null, expect.stringContaining('"b"'), 1],
      ["ok", null, "[131072, 196608)", 2],
      ["refused", 'range picked for pod "c" already taken', expect.stringContaining('"b"'), 2],
      ["refused", "could not find an empty slot to allocate a user namespace", expect.stringContaining("taken"), 2],
      ["ok", null, "[65536, 131072) is free again", 1],
    ]);
    const { stdout } = await replay(allocator(ops.slice(0, 1)));
    expect(stdout).toBe(
      [
        "allocator, 1 step",
        "",
        "   WHAT      POD  DRAW  IN USE  RESULT",
        "0  allocate  a          1       [65536, 131072)",
        "",
        "Nothing was recorded to compare with.",
        "",
      ].join("\n"),
    );
  });

  it("shows the draws of a random scan", async () => {
    const ops = ["a", "b", "c", "d"].map((podUid) => ({ type: "allocate", podUid }));
    const given = await document(allocator(ops, { size: 327680, strategy: "random-scan", draws: [4, 4, 7] }));
    expect(given.traces[0]?.steps.map(({ draws, range, outcome }) => [draws, range?.start ?? outcome])).toEqual([
      [[4], 327680],
      [[4], 65536],
      [[7], "refused"],
      [[7], "refused"],
    ]);
    const none = await document(allocator(ops.slice(0, 1), { strategy: "random-scan", draws: [] }));
    expect(none.traces[0]?.steps[0]).toMatchObject({ draws: [], outcome: "refused" });
    const seeded = await document(allocator(ops, { size: 327680, strategy: "random-scan" }));
    const same = await document(allocator(ops, { size: 327680, strategy: "random-scan", seed: 1 }));
    expect(seeded).toEqual(same);
    const draws = seeded.traces[0]?.steps.flatMap((step) => step.draws) ?? [];
    const again = await document(allocator(ops, { size: 327680, strategy: "random-scan", draws }));
    const ranges = (document: ReplayDocument) => document.traces[0]?.steps.map(({ range }) => range);
    expect(ranges(again)).toEqual(ranges(seeded));
    const other = await document(allocator(ops, { size: 6553600, strategy: "random-scan", seed: 2 }));
    expect(ranges(other)).not.toEqual(ranges(seeded));
  });

  it("leaves out what is excluded", async () => {
    const trace = allocator([{ type: "allocate", podUid: "a" }], {
      exclude: [{ start: 65536, size: 1 }],
      idsPerPod: 32768,
    });
    expect((await document(trace)).traces[0]?.steps[0]?.range).toEqual({ start: 98304, size: 32768 });
  });

  it("compares with what was recorded", async () => {
    const ops = (start: number) => [
      { type: "allocate", podUid: "a", recorded: { outcome: { ok: true, value: { start } }, draws: [] } },
      { type: "release", podUid: "b", recorded: { outcome: { ok: false, error: { code: "not-allocated" } } } },
    ];
    expect((await replay(allocator(ops(65536)))).code).toBe(0);
    expect((await replay(allocator(ops(65536)))).stdout).toContain("As recorded: 2 steps compared.");
    expect((await replay(allocator(ops(0)))).code).toBe(1);
  });

  const wrong: readonly (readonly [object, string])[] = [
    [{ start: 1 }, "settings: "],
    [{ exclude: [{ start: 4294967295, size: 2 }] }, "settings.exclude: [4294967295, 4294967297) ends past the last ID"],
  ];

  it.each(wrong)("refuses settings that make no pool: %j", async (settings, message) => {
    const { code, stdout, stderr } = await replay(allocator([], settings));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`userns-sim: standard input: ${message}`);
  });
});

describe("replay, against a record", () => {
  const recorded = (outcome: object, draws?: readonly number[]) =>
    kubelet([START, { ...create("web", 1), recorded: { outcome, ...(draws === undefined ? {} : { draws }) } }]);

  const differences: readonly (readonly [object, string, string, string])[] = [
    [recorded({ ok: true, value: { mapping: { hostId: 65536 } } }), "outcome.value.mapping.hostId", "65536", "131072"],
    [recorded({ ok: true, value: { slot: 1 } }), "outcome.value.slot", "1", "nothing"],
    [
      recorded({ ok: true, value: [1] }),
      "outcome.value",
      "[1]",
      '{"mode":"POD","mapping":{"containerId":0,"hostId":131072,"size":65536}}',
    ],
    [
      recorded({ ok: true, value: "x".repeat(300) }),
      "outcome.value",
      `"${"x".repeat(199)}…`,
      '{"mode":"POD","mapping":{"containerId":0,"hostId":131072,"size":65536}}',
    ],
    [recorded({ ok: false }), "outcome.ok", "false", "true"],
    [recorded({ ok: true }, [2]), "draws[0]", "2", "1"],
    [recorded({ ok: true }, []), "draws", "[]", "[1]"],
  ];

  it.each(differences)("tells the first difference of %j", async (trace, path, was, is) => {
    const { outcome, traces } = await document(trace);
    expect(outcome).toBe("differs");
    expect(traces[0]?.steps[1]?.difference).toEqual({ path, recorded: was, observed: is });
    expect((await replay(trace)).code).toBe(1);
  });

  it("compares only what is named", async () => {
    for (const outcome of [{ ok: true }, { ok: true, value: { mode: "POD" } }, { ok: true, value: {} }])
      expect((await document(recorded(outcome, [1]))).outcome).toBe("agrees");
    const refusal = (error: object) => kubelet([{ ...create("web"), recorded: { outcome: { ok: false, error } } }]);
    expect((await document(refusal({ code: "not-started" }))).outcome).toBe("agrees");
    expect((await document(refusal({ code: "panic" }))).outcome).toBe("differs");
    expect((await document(refusal({ text: "?" }))).outcome).toBe("differs");
    expect((await document(kubelet([{ ...START, recorded: {} }]))).traces[0]?.compared).toBe(1);
  });

  it("shows the first differences", async () => {
    const op = { ...create("web", 1), recorded: { draws: [9] } };
    const { stdout } = await replay(kubelet([START, ...Array.from({ length: 12 }, () => op)]));
    expect(stdout).toContain("1   create  web  1     1       [131072, 196608) ✗ other than recorded\n");
    expect(stdout).toContain("✗ step 1: draws[0] is other than recorded\n  recorded  9\n  here      1\n");
    expect(stdout).toContain("\nand 2 more differences\n\n✗ 12 differences from what was recorded.\n");
  });
});

describe("replay, of what the kubelet's own code did", () => {
  const file = (name: string) =>
    gunzipSync(readFileSync(`test/conformance/vectors/kubelet/${name}.json.gz`)).toString();

  it.each(["traces", "traces-legacy"])("agrees with every trace of %s", async (name) => {
    const { code, stdout } = await replay(file(name));
    expect(code).toBe(0);
    expect(stdout).toMatch(/\d+ traces, 0 of them other than recorded. --trace NAME tells one step by step.\n$/);
  });

  it("tells one of several step by step", async () => {
    const { code, stdout } = await replay(file("traces"), ["--trace", "t180"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^kubelet 1.36, trace t180, 15 steps: leak: /);
    expect(stdout).toContain("! lost-file-leak: a known defect of the kubelet, in 2 steps\n");
    const { stderr } = await replay(file("traces"), ["--trace", "t\u001b"]);
    expect(stderr).toMatch(
      /^userns-sim: --trace: standard input has no trace t\\u001b; it has t001, t002, .* and 235 more\n$/,
    );
    expect((await replay(kubelet([]), ["--trace", "x"])).stderr).toContain("it has one trace without a name");
  });

  it("finds what was changed in a record, also at the end", async () => {
    const vectors = JSON.parse(file("traces"));
    const [first, second] = vectors.traces;
    first.ops[1].res.hostId = 65536;
    first.dirs = [];
    second.ops[2].by.extra = 65536;
    const changed = { ...vectors, traces: vectors.traces.slice(0, 3) };
    const { code, stdout } = await replay(changed);
    expect(code).toBe(1);
    expect(stdout).toContain("t001   16 steps   ✗ 2 other  tiny-churn\n");
    expect(stdout).toContain(
      "✗ t001, step 1: res.hostId is other than recorded\n  recorded  65536\n  here      131072\n",
    );
    expect(stdout).toContain('✗ t001, the end: dirs is other than recorded\n  recorded  []\n  here      ["p0","p3"]\n');
    expect(stdout).toContain("✗ t002, step 2: by is other than recorded\n");
    expect(stdout).toContain("3 traces, 2 of them other than recorded.");
    const legacy = JSON.parse(file("traces-legacy"));
    legacy.traces[0].slots = null;
    expect((await replay({ ...legacy, traces: legacy.traces.slice(0, 1) })).code).toBe(1);
    legacy.traces[0].ops[2].hostId = 5;
    const one = { ...legacy, traces: legacy.traces.slice(0, 1) };
    const { traces } = await document(one);
    expect(traces[0]?.endDifference?.path).toBe("slots");
    expect(traces[0]?.steps[2]?.difference).toEqual({ path: "hostId", recorded: "5", observed: "131072" });
  });

  it("names a record without a step, and a step without a name", async () => {
    const { stdout } = await replay({ schema: "userns-kubelet/traces/1", source: "", traces: [] });
    expect(stdout).toContain("0 traces, 0 of them other than recorded.");
    const empty = (id: string) => ({ id, category: "c", note: "n", settings: { maxPods: 4 }, ops: [] });
    const none = await replay({ schema: "userns-kubelet/traces/1", source: "", traces: [empty("a"), empty("b")] });
    expect(none.stdout).toContain("a      0 steps  none    c: n\n");
    const trace = { id: "a", settings: { maxPods: 4 }, ops: [{ op: "create", pod: "web" }, { op: "removePodsDir" }] };
    const { traces } = await document({ schema: "userns-kubelet/traces/1", source: "", traces: [trace] });
    expect(traces[0]?.steps[0]?.difference?.path).toBe("err");
  });
});

describe("replay, given what is no trace", () => {
  const own = (more: object) => kubelet([], more);
  const vector = (trace: object) => ({ schema: "userns-kubelet/traces/1", source: "", traces: [trace] });
  const legacy = (trace: object) => ({ schema: "userns-kubelet/traces-legacy/1", source: "", traces: [trace] });
  const wrong: readonly (readonly [object | string, string])[] = [
    ["", "no JSON: Unexpected end of JSON input"],
    ["[]", "schema: expected userns-sim/trace/1, userns-kubelet/traces/1, userns-kubelet/traces-legacy/1; found none"],
    [
      "null",
      "schema: expected userns-sim/trace/1, userns-kubelet/traces/1, userns-kubelet/traces-legacy/1; found none",
    ],
    [
      { schema: "a\u001b" },
      "schema: expected userns-sim/trace/1, userns-kubelet/traces/1, userns-kubelet/traces-legacy/1; found a\\u001b",
    ],
    [{ schema: "userns-sim/trace/1" }, "subject: expected kubelet or allocator"],
    [own({ extra: 1 }), "extra: expected no such field"],
    [own({ note: 1 }), "note: expected a string"],
    [own({ seed: 1.5 }), "seed: expected an integer from 0 to 4294967295"],
    [own({ settings: { release: "1.24" } }), `settings.release: expected a release from ${releaseRange()}`],
    [own({ settings: 1 }), "settings: expected an object"],
    [own({ fixes: ["all"] }), "fixes[0]: expected the name of a known defect"],
    [
      own({
        pods: [
          { podUid: "b", kind: "no-file" },
          { podUid: "a", kind: "no-file" },
        ],
      }),
      "pods: expected pods in the order of their UIDs, each once",
    ],
    [own({ ops: {} }), "ops: expected an array"],
    [own({ ops: Array.from({ length: 100_001 }, () => 0) }), "ops: expected at most 100000 entries"],
    [kubelet([null as unknown as object]), "ops[0].type: expected start, create, release, cleanup, write-file, "],
    [kubelet([{ type: "constructor" }]), "ops[0].type: expected start, create, "],
    [
      kubelet([{ type: "create" }]),
      "ops[0].podUid: expected a UID that can name a directory, of at most 255 characters",
    ],
    [kubelet([create("..")]), "ops[0].podUid: expected a UID that can name a directory, of at most 255 characters"],
    [kubelet([create("a/b")]), "ops[0].podUid: expected a UID that can name a directory, of at most 255 characters"],
    [
      kubelet([create("x".repeat(256))]),
      "ops[0].podUid: expected a UID that can name a directory, of at most 255 characters",
    ],
    [kubelet([create("a", -1)]), "ops[0].draw: expected an integer from 0 to 4294967295"],
    [kubelet([create("a", 0, { hostUsers: "true" })]), 'ops[0].hostUsers: expected true, false or "unset"'],
    [
      kubelet([{ type: "start", settings: { release: "2" } }]),
      `ops[0].settings.release: expected a release from ${releaseRange()}`,
    ],
    [
      kubelet([{ type: "cleanup", known: [1] }]),
      "ops[0].known[0]: expected a UID that can name a directory, of at most 255 characters",
    ],
    [kubelet([{ ...START, recorded: { outcome: { ok: 1 } } }]), "ops[0].recorded.outcome.ok: expected true"],
    [
      kubelet([{ ...START, recorded: { outcome: { ok: false, value: 1 } } }]),
      "ops[0].recorded.outcome.value: expected no such field",
    ],
    [
      kubelet([{ ...START, recorded: { outcome: { ok: false, error: { code: 1 } } } }]),
      "ops[0].recorded.outcome.error.code: expected a string",
    ],
    [
      kubelet([{ ...START, recorded: { outcome: { ok: true, value: JSON.parse("[".repeat(11) + "]".repeat(11)) } } }]),
      "ops[0].recorded.outcome.value: expected data of at most 10 levels",
    ],
    [
      kubelet([START, create("web")]),
      "ops[1]: expected the draw of the event, which a kubelet without a seed needs, to be an integer",
    ],
    [
      kubelet([START, create("web", 4)]),
      "ops[1]: expected the draw of the event, which a kubelet without a seed needs, from 0 to 3, got 4",
    ],
    [
      allocator([], { strategy: "best-fit" }),
      `settings.strategy: expected ${STRATEGY_NAMES.slice(0, -1).join(", ")} or ${STRATEGY_NAMES.at(-1)}`,
    ],
    [
      allocator([{ type: "restore", podUid: "a", range: { start: 0 } }]),
      "ops[0].range.size: expected an integer from 0 to 4294967295",
    ],
    [
      vector({ id: "a", settings: { maxPods: 2 ** 31 }, ops: [] }),
      "traces[0].settings.maxPods: expected a whole number",
    ],
    [
      vector({ id: "a", settings: { maxPods: 1, idsPerPod: 2 ** 64 }, ops: [] }),
      "traces[0].settings.idsPerPod: expected a whole number",
    ],
    [
      vector({ id: "a", settings: { maxPods: 1, gateOff: 1 }, ops: [] }),
      "traces[0].settings.gateOff: expected true or false",
    ],
    [
      vector({ id: "a", settings: { maxPods: 1 }, ops: [{ op: "reboot" }] }),
      "traces[0].ops[0].op: expected start, create, ",
    ],
    [
      vector({ id: "a", settings: { maxPods: 1 }, ops: [{ op: "create", pod: "p", hostUsers: "false" }] }),
      "traces[0].ops[0].hostUsers: expected true or unset",
    ],
    [legacy({ id: "a", release: "1.36", ops: [], by: {}, slots: null }), "traces[0].release: expected 1.25 or 1.28"],
  ];

  it.each(wrong)("refuses %j", async (trace, message) => {
    const { code, stdout, stderr } = await replay(trace);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.slice(0, stderr.indexOf(message) + message.length)).toContain(message);
    expect(stderr).toMatch(/^userns-sim: standard input: [^\n]*\n$/);
  });

  const long = "x".repeat(600_000);
  const file = { type: "write-file", podUid: "web", raw: `{"uidMappings":[]}${" ".repeat(600_000)}` };
  const printed = { output: `0: kubelet 65536 262144${"\n".repeat(600_000)}` };
  const readAgain: readonly (readonly [string, object])[] = [
    ["a file, by starts", kubelet([file, ...Array(8).fill(START)])],
    ["a file, by creates", kubelet([START, file, ...Array(8).fill(create("web"))], { seed: 1 })],
    [
      "what getsubids prints",
      kubelet(Array(9).fill(START), {
        settings: { release: "1.36", kubeletUser: { kind: "getsubids", uids: printed, gids: printed } },
      }),
    ],
    [
      "what a lookup says",
      kubelet(Array(9).fill(START), {
        settings: { release: "1.36", kubeletUser: { kind: "lookup-fails", text: long } },
      }),
    ],
    [
      "the path of a directory",
      kubelet([START, { type: "remove-pods-directory" }, ...Array(8).fill({ type: "cleanup", known: [] })], {
        settings: { release: "1.36", rootDirectory: `/${long}` },
      }),
    ],
    [
      "handlers",
      kubelet([START, ...Array(8).fill(create("web"))], {
        seed: 1,
        settings: { release: "1.36", runtimeHandlers: [{ name: long, supportsUserNamespaces: true }] },
      }),
    ],
  ];

  it.each(readAgain)("does not read the same again and again: %s", async (_, trace) => {
    const { code, stderr } = await replay(trace);
    expect({ code, stderr: stderr.replace(/\d+/, "N") }).toEqual({
      code: 2,
      stderr: "userns-sim: standard input: ops[N]: steps that read more than 4194304 characters again, all together\n",
    });
  });

  it("names the trace whose step lacks a draw", async () => {
    const trace = { id: "t9", settings: { maxPods: 4 }, ops: [{ op: "start" }, { op: "create", pod: "web" }] };
    expect((await replay(vector(trace))).stderr).toContain("standard input: t9: ops[1]: expected the draw");
  });

  it("takes names of any kind", async () => {
    const text = `{"schema":"userns-sim/trace/1","subject":"kubelet","settings":{"release":"1.36","featureGates":{"__proto__":true}},"ops":[{"type":"start"},{"type":"create","podUid":"__proto__","draw":0},{"type":"create","podUid":"constructor","draw":0},{"type":"create","podUid":"a\\u001b[2J","draw":0}]}`;
    const { code, stdout } = await replay(text);
    expect(code).toBe(0);
    expect(stdout).toContain("__proto__");
    expect(stdout).toContain("a\\u001b[2J");
    expect(stdout).not.toContain("\u001b");
    const by =
      '{"schema":"userns-kubelet/traces/1","source":"","traces":[{"id":"a","settings":{"maxPods":4},"handlers":{"":true,"__proto__":true},"ops":[{"op":"start","res":{"off":1,"slots":65535,"idsPerPod":65536},"used":0},{"op":"create","pod":"__proto__","handler":"__proto__","draws":[0],"res":{"hostId":65536,"length":65536},"used":1,"by":{"__proto__":65536}}],"disk":{"__proto__":"{\\"uidMappings\\":[{\\"hostId\\":65536,\\"containerId\\":0,\\"length\\":65536}],\\"gidMappings\\":[{\\"hostId\\":65536,\\"containerId\\":0,\\"length\\":65536}]}"}}]}';
    expect((await document(by)).outcome).toBe("agrees");
  });

  it("needs a file", async () => {
    expect((await run(["replay"])).stderr).toBe("userns-sim: missing required argument 'trace'\n");
    expect((await run(["replay", "nothing"])).stderr).toBe("userns-sim: nothing: no such file\n");
  });
});
