import { describe, expect, it } from "vitest";
import { releaseRange } from "../../../src/core/releases/releases.ts";
import { run, systemError } from "../run.ts";
import { check, config, FILES, KNOWN, pod } from "./support.ts";

const LINE = "kubelet:65536:7208960\n";
const BOTH_LINES = ["/etc/subuid", "/etc/subgid"].map((file) => ({ file, value: LINE.trimEnd() }));

/** Verdict and code of every finding. */
async function codes(
  argv: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const { findings } = await check(argv, { files: { ...FILES, ...files } });
  return findings.map(({ verdict, code }) => `${verdict} ${code}`);
}

describe("check, about a node alone", () => {
  it("leaves everything open that nobody says", async () => {
    const { code, checked, findings } = await check([]);
    expect(code).toBe(0);
    expect(checked).toMatchObject({
      schema: "userns-sim/check/2",
      outcome: "undecided",
      counts: { pods: 0, withoutUserns: 0, refused: 0, fails: 0, unsound: 0, undecided: 0, runs: 0 },
      leftOut: { finished: 0, suspended: 0, represented: 0, elsewhere: 0 },
      pods: [],
    });
    expect(checked?.nodes).toMatchObject([
      {
        name: null,
        kubelet: {
          release: "1.36",
          starts: "undecided",
          maxPods: 110,
          gate: { name: "UserNamespacesSupport", on: true },
        },
        pool: { source: "default", start: 65536, size: 4294901760, idsPerPod: 65536, slots: 65535 },
        capacity: { fits: 110, usableSlots: 65534, maxPods: 110, podLimit: null, collidingSlots: 0 },
      },
    ]);
    expect(findings.map(({ verdict, code }) => `${verdict} ${code}`)).toEqual([
      "undecided account-not-given",
      "undecided release-not-given",
      "undecided config-not-given",
      "warning last-slot",
    ]);
    expect(findings.at(-1)).toEqual({
      verdict: "warning",
      code: "last-slot",
      scope: "node",
      about: ["the last slot of the pool"],
      field: null,
      says: "failed to start noop process for unshare: fork/exec /proc/self/exe: invalid argument",
      why: "One of the 65535 slots holds 4294967295, which is no ID, so the kernel refuses its map, and the pod that draws it never starts; it keeps the slot.",
      fix: {
        text: "Drain the node first. Make an account kubelet if there is none, install getsubids, and give the account this one line in /etc/subuid and in /etc/subgid: kubelet:65536:7208960, which ends below the last ID. Where a pod has the last slot already, delete it before.",
        changes: BOTH_LINES,
        first: ["drain"],
      },
      source: "kubernetes/kubernetes issue 139916",
      by: null,
      evidence: "run",
      pods: 0,
      nodes: null,
    });
  });

  it("has nothing to say about a node of which all is known and right", async () => {
    const files = { ...FILES, subuid: LINE, subgid: LINE };
    const argv = ["--release", "1.36", "--kubelet-config", "config.yaml", "--subuid", "subuid", "--subgid", "subgid"];
    expect(await run(["check", ...argv], { files })).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "The kubelet starts.",
        "",
        "kubelet   1.36, maxPods 110, UserNamespacesSupport on",
        "pool      [65536, 7274496), 110 slots of 65536 IDs, from the entry of kubelet",
        "capacity  110 pods with hostUsers: false: 110 usable slots, maxPods 110",
        "",
      ].join("\n"),
    });
  });

  const SUBID = ["--release", "1.36", "--kubelet-config", "config.yaml", "--subuid", "subuid"];
  const BOTH = [...SUBID, "--subgid", "subgid"];
  const starts: readonly (readonly [string, readonly string[], string, string | undefined, string, string, string])[] =
    [
      ["without an entry", SUBID, "", undefined, "undecided", "entry-not-given", ""],
      ["with users alone", SUBID, LINE, undefined, "undecided", "groups-not-given", ""],
      [
        "with users alone that do not fit",
        SUBID,
        "kubelet:65536:65536\n",
        undefined,
        "no",
        "too-few-ids",
        "kubelet user assigned IDs are not enough to support 110 pods",
      ],
      [
        "without an entry of the users",
        BOTH,
        "",
        LINE,
        "no",
        "getsubids-failed",
        'kubelet mappings: error retrieving additional uids for user "kubelet": exit status 1',
      ],
      [
        "without an entry of the groups",
        BOTH,
        LINE,
        "",
        "no",
        "getsubids-failed",
        'kubelet mappings: error retrieving additional gids for user "kubelet"',
      ],
      [
        "with two entries",
        BOTH,
        LINE + LINE,
        LINE + LINE,
        "no",
        "too-many-lines",
        'kubelet mappings: error parsing line "0: kubelet 65536 7208960\\n1: kubelet 65536 7208960\\n": it must contain only one line',
      ],
      [
        "with other groups",
        BOTH,
        LINE,
        "kubelet:131072:7208960\n",
        "no",
        "uids-and-gids-differ",
        'kubelet mappings: mismatched subuids and subgids for user "kubelet"',
      ],
      [
        "with a pool that starts anywhere",
        BOTH,
        "kubelet:100000:7208960\n",
        "kubelet:100000:7208960\n",
        "no",
        "first-id-misaligned",
        "kubelet user assigned ID 100000 is not a multiple of 65536",
      ],
    ];

  it.each(starts)("tells whether it starts %s", async (_name, argv, subuid, subgid, expected, code, says) => {
    const files = { ...FILES, subuid, ...(subgid === undefined ? {} : { subgid }) };
    const { node, findings, code: exit } = await check(argv, { files });
    expect(node?.kubelet.starts).toBe(expected);
    expect(exit).toBe(expected === "no" ? 1 : 0);
    expect(findings[0]).toMatchObject({ code, says: says === "" ? null : says });
    expect(findings[0]?.fix).not.toBe("");
  });

  it("stops where there is an account without getsubids", async () => {
    const { code, findings, node } = await check([
      "--release",
      "1.36",
      "--kubelet-config",
      "config.yaml",
      "--no-getsubids",
    ]);
    expect({ code, pool: node?.pool, capacity: node?.capacity }).toEqual({ code: 1, pool: null, capacity: null });
    expect(findings).toMatchObject([
      {
        verdict: "fails",
        code: "getsubids-missing",
        about: ["the kubelet does not start"],
        says: 'kubelet mappings: exec: "getsubids": executable file not found in $PATH',
      },
    ]);
  });

  it("finds the entries of the account under its UID, once that is known", async () => {
    const line = "998:1048576:7208960\n";
    const files = { ...FILES, subuid: line, subgid: line };
    const asked = await check(BOTH, { files });
    expect(asked.node).toMatchObject({ kubelet: { starts: "undecided" }, capacity: { collidingSlots: 0 } });
    expect(asked.findings.map(({ verdict, code, why }) => [verdict, code, why])).toEqual([
      [
        "undecided",
        "owner-not-known",
        'Entries stand under "998": if that is the UID of the account kubelet, they are its entries, and the pool.',
      ],
      ["warning", "last-slot", expect.any(String)],
    ]);
    expect(asked.findings[0]?.fix.text).toContain("--account");
    const known = await check([...BOTH, "--account", "998"], { files });
    expect(known.node).toMatchObject({ kubelet: { starts: "yes" }, pool: { source: "subuid", start: 1048576 } });
    expect(known.findings).toEqual([]);
    // The account is another one, and has no entry.
    const other = await check([...BOTH, "--account", "997"], { files });
    expect(other.findings[0]).toMatchObject({
      code: "getsubids-failed",
      says: expect.stringContaining("exit status 1"),
    });
    const missing = await check([...BOTH, "--account", "missing"], { files });
    expect(missing.findings.map(({ code }) => code)).toEqual(["last-slot", "subordinate-ids-collide"]);
    expect(await codes([...BOTH], { subuid: LINE + line, subgid: LINE + line })).toEqual(["undecided owner-not-known"]);
    const twice = await check(BOTH, { files: { ...FILES, subuid: LINE + line, subgid: LINE + line } });
    expect(twice.findings[0]?.why).toContain("they are its entries, too, and with more than one line");
    // Whoever it is, the files differ.
    const short = "kubelet:65536:65536\n";
    expect(await codes([...BOTH], { subuid: LINE + line, subgid: short })).toEqual(["fails uids-and-gids-differ"]);
    expect(await codes([...BOTH], { subuid: LINE, subgid: short + line })).toEqual(["fails uids-and-gids-differ"]);
    expect(await codes([...BOTH], { subuid: LINE, subgid: line })).toEqual(["undecided owner-not-known"]);
    expect(await codes([...BOTH, "--account", "998"], { subuid: LINE + line, subgid: LINE + line })).toEqual([
      "fails too-many-lines",
    ]);
  });

  it("stops where the account cannot be looked up", async () => {
    const argv = ["--release", "1.36", "--kubelet-config", "config.yaml", "--account", "lookup-fails"];
    const { node, findings } = await check(argv);
    expect(node?.kubelet.starts).toBe("no");
    expect(findings.map(({ code, says }) => [code, says])).toEqual([
      ["lookup-failed", expect.stringContaining("user: lookup username kubelet: ")],
    ]);
  });

  it("leaves open which subordinate IDs an account has of which the UID was said", async () => {
    const argv = ["--release", "1.36", "--kubelet-config", "config.yaml", "--account", "1000"];
    const { node, findings, code } = await check(argv);
    expect({ code, starts: node?.kubelet.starts, pool: node?.pool }).toEqual({
      code: 0,
      starts: "undecided",
      pool: null,
    });
    expect(findings.map((found) => [found.code, found.why, found.fix.text])).toEqual([
      [
        "subordinate-ids-not-given",
        "It is not known which subordinate IDs the account kubelet has. They are the pool; without any the kubelet does not start.",
        "Give the node's /etc/subuid and /etc/subgid with --subuid and --subgid.",
      ],
    ]);
    expect((await run(["check", ...argv], { files: FILES })).stdout).toContain("\npool      not known\n");
    // Nobody asks for them before 1.30, where the gate is off, or where other settings stop the start.
    expect((await check(["--release", "1.28", "--account", "1000"])).node?.kubelet.starts).toBe("yes");
    expect((await check(["--release", "1.32", "--account", "1000"])).node?.kubelet.starts).toBe("yes");
    const bad = { "config.yaml": config("maxPods: -1\n") };
    expect((await check(argv, { files: bad })).node?.kubelet.starts).toBe("no");
  });

  it("stops where there is an account, by its UID, without getsubids", async () => {
    const argv = ["--release", "1.36", "--kubelet-config", "config.yaml", "--account", "998", "--no-getsubids"];
    expect(await codes(argv)).toEqual(["fails getsubids-missing"]);
  });

  it("decides what does not hang on the account, and leaves open what does", async () => {
    const bad = { "config.yaml": config("maxPods: -1\nuserNamespaces: {idsPerPod: 100000}\n") };
    const argv = ["--release", "1.36", "--kubelet-config", "config.yaml"];
    const { node, findings } = await check(argv, { files: bad });
    expect(node?.kubelet.starts).toBe("no");
    expect(findings[0]?.says).toBe(
      "[invalid configuration: maxPods (--max-pods) -1 must not be a negative number, invalid configuration: userNamespaces.idsPerPod must be a multiple of 65536]",
    );
    const large = { "config.yaml": config("userNamespaces: {idsPerPod: 67108864}\n") };
    expect((await check(argv, { files: large })).node?.kubelet.starts).toBe("undecided");
    expect((await check([...argv, "--account", "missing"], { files: large })).node?.kubelet.starts).toBe("no");
  });

  it("knows the gate, by release", async () => {
    const gate = async (release: string, body: string) => {
      const files = { "config.yaml": config(body) };
      const { node } = await check(["--release", release, "--kubelet-config", "config.yaml"], { files });
      return [node?.kubelet.gate, node?.kubelet.starts, node?.pool?.source ?? null];
    };
    expect(await gate("1.25", "")).toEqual([{ name: "UserNamespacesStatelessPodsSupport", on: false }, "yes", null]);
    expect(await gate("1.25", "featureGates: {UserNamespacesStatelessPodsSupport: true}\n")).toEqual([
      { name: "UserNamespacesStatelessPodsSupport", on: true },
      "yes",
      "whole",
    ]);
    expect(await gate("1.32", "")).toEqual([{ name: "UserNamespacesSupport", on: false }, "yes", null]);
    expect(await gate("1.36", "featureGates: {UserNamespacesSupport: false}\n")).toEqual([null, "no", null]);
    const files = { "config.yaml": config("featureGates: {UserNamespacesSupport: false}\n") };
    const { stdout } = await run(["check", "--kubelet-config", "config.yaml"], { files });
    expect(stdout).toContain("\nkubelet   1.36, maxPods 110\n");
    const off = await run(["check", "--release", "1.32"]);
    expect(off.stdout).toContain("\nkubelet   1.32, maxPods 110, UserNamespacesSupport off\npool      none\n");
  });

  it("knows releases as kubectl prints them", async () => {
    for (const release of ["1.33", "v1.33", "1.33.13", "v1.33.9-eks-1.2+3"])
      expect((await check(["--release", release])).node?.kubelet.release).toBe("1.33");
  });

  it("counts what an old release has", async () => {
    const files = { "config.yaml": config("maxPods: 2000\nfeatureGates: {UserNamespacesSupport: true}\n") };
    const { node } = await check(["--release", "1.28", "--kubelet-config", "config.yaml"], { files });
    expect(node?.capacity).toEqual({
      fits: 1024,
      usableSlots: 65534,
      maxPods: 2000,
      podLimit: 1024,
      collidingSlots: 0,
    });
    const text = await run(["check", "--release", "1.28", "--kubelet-config", "config.yaml"], { files });
    expect(text.stdout).toContain("65534 usable slots, maxPods 2000, at\n          most 1024 in this release\n");
    expect(text.stdout).toContain("65536 slots of 65536 IDs, as in all releases before\n          1.30\n");
  });

  it("warns of idsPerPod where it is not used", async () => {
    const files = { "config.yaml": config("userNamespaces: {idsPerPod: 131072}\n") };
    const argv = ["--kubelet-config", "config.yaml", "--account", "missing", "--release"];
    const why = async (release: string) =>
      (await check([...argv, release], { files })).findings.find(({ code }) => code === "ids-per-pod-ignored")?.why;
    expect(await why("1.34")).toBe("Kubernetes 1.34 checks the setting and then ignores it: each pod gets 65536 IDs.");
    expect(await why("1.30")).toBeUndefined();
    expect(await why("1.35")).toBeUndefined();
    const on = {
      "config.yaml": config("userNamespaces: {idsPerPod: 131072}\nfeatureGates: {UserNamespacesSupport: true}\n"),
    };
    const { findings } = await check([...argv, "1.30"], { files: on });
    expect(findings.find(({ code }) => code === "ids-per-pod-ignored")?.why).toBe(
      "Kubernetes 1.30 does not know the setting: each pod gets 65536 IDs.",
    );
  });

  it("finds a pool that goes on past the last ID", async () => {
    const line = "kubelet:4294705152:7208960\n";
    expect(await codes(BOTH, { subuid: line, subgid: line })).toEqual(["unsound pool-wraps", "warning last-slot"]);
    const { node, findings } = await check(BOTH, { files: { ...FILES, subuid: line, subgid: line } });
    expect(node?.capacity).toMatchObject({ fits: 3, usableSlots: 3 });
    expect(findings[0]).toMatchObject({
      about: ["the pool [4294705152, 4301914112)"],
      says: "id 0 is out of range",
      why: expect.stringMatching(/^106 slots of it lie past the last ID /),
    });
    expect(findings[1]?.fix).toMatchObject({ changes: BOTH_LINES, first: ["drain"] });
  });

  it("finds others in the pool, and lines that are none", async () => {
    const subuid = `${LINE}alice:165536:65536\nbob:0:65536\ncarol:7274495:10\ndave:7274496:1\nalice:65536:0\nalice:200000:1\n`;
    const { node, findings } = await check(BOTH, {
      files: { ...FILES, subuid, subgid: `${LINE}alice:165536:65536\nnonsense\n` },
    });
    expect(findings.map(({ code, about }) => [code, ...about])).toEqual([
      ["subordinate-ids-collide", "alice and the kubelet's pool [65536, 7274496)"],
      ["subordinate-ids-collide", "carol and the kubelet's pool [65536, 7274496)"],
      ["subordinate-ids-malformed", "subgid:3:1"],
    ]);
    expect(findings[0]?.why).toContain(
      '"subuid" has [165536, 231072), "subuid" has [200000, 200001), "subgid" has [165536, 231072).',
    );
    expect(findings[2]?.why).toBe('1 line of "subgid" cannot be read; shadow passes over such lines without a word.');
    expect(node?.capacity?.collidingSlots).toBe(3);
    const { stdout } = await run(["check", ...BOTH], { files: { ...FILES, subuid, subgid: LINE } });
    expect(stdout).toContain("; 3 slots\n          shared with others\n");
  });
});

describe("check, given what cannot be read", () => {
  const wrong: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>, string])[] = [
    ["no such file", ["--kubelet-config", "nothing"], {}, "nothing: no such file"],
    [
      "no configuration",
      ["--kubelet-config", "f"],
      { f: "" },
      "f: expected one KubeletConfiguration, found 0 documents",
    ],
    [
      "an empty document",
      ["--kubelet-config", "f"],
      { f: "---\n" },
      "f: expected one KubeletConfiguration, found 0 documents",
    ],
    [
      "two configurations",
      ["--kubelet-config", "f"],
      { f: `${config()}---\n${config()}` },
      "f: expected one KubeletConfiguration, found 2 documents",
    ],
    [
      "another kind",
      ["--kubelet-config", "f"],
      { f: "kind: Po\u202ed\n" },
      'f: expected apiVersion kubelet.config.k8s.io/v1beta1 and kind KubeletConfiguration, found none and "Po\\u202ed"',
    ],
    [
      "another version",
      ["--kubelet-config", "f"],
      { f: "apiVersion: kubelet.config.k8s.io/v1\nkind: KubeletConfiguration\n" },
      'f: expected apiVersion kubelet.config.k8s.io/v1beta1 and kind KubeletConfiguration, found "kubelet.config.k8s.io/v1" and "KubeletConfiguration"',
    ],
    ["groups alone", ["--subgid", "f"], { f: "" }, "--subgid: needs --subuid beside it"],
    ["no images", ["--images", "f"], { f: "[]" }, "f: expected an object"],
    [
      "an image that is none",
      ["--images", "f"],
      { f: '{"a": {"user": -1}}' },
      "f: a.user: expected an integer from 0 to 4294967295",
    ],
    ["images of another form", ["--images", "f"], { f: '{"a": {"uid": 1}}' }, "f: a.uid: expected no such field"],
    ["no JSON", ["--images", "f"], { f: "x" }, "f: no JSON: Unexpected token 'x', \"x\" is not valid JSON"],
  ];

  it.each(wrong)("says so: %s", async (_name, argv, files, message) => {
    expect(await run(["check", ...argv], { files })).toEqual({
      code: 2,
      stdout: "",
      stderr: `userns-sim: ${message}\n`,
    });
  });

  it("names file, line and column of what is wrong in a configuration", async () => {
    const body = [
      "maxPods: many",
      "userNamespaces: {idsPerPod: 1.5}",
      "featureGates: {UserNamespacesSupport: maybe}",
      "",
    ].join("\n");
    const world = { files: { f: config(body) } };
    expect(await run(["check", "--kubelet-config", "f"], world)).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        'f:3:10: maxPods: expected a whole number, found "many"',
        "f:4:29: userNamespaces.idsPerPod: expected a whole number, found 1.5",
        'f:5:39: featureGates.UserNamespacesSupport: expected true or false, found "maybe"',
        "",
      ].join("\n"),
    });
    const json = await run(["check", "--json", "--kubelet-config", "f"], world);
    expect({ ...json, stdout: JSON.parse(json.stdout) }).toMatchObject({
      code: 2,
      stderr: "",
      stdout: { schema: "userns-sim/check/2", outcome: "unreadable", problemCount: 3 },
    });
    const large = { files: { f: config("maxPods: 2147483648\nuserNamespaces: 3\nfeatureGates: []\n") } };
    expect((await run(["check", "--kubelet-config", "f"], large)).stderr).toBe(
      [
        "f:5:15: featureGates: expected an object, found a list",
        "f:4:17: userNamespaces: expected an object, found 3",
        "f:3:10: maxPods: must be between -2147483648 and 2147483647, inclusive; found 2147483648",
        "",
      ].join("\n"),
    );
  });

  it("says so of manifests, too", async () => {
    const { code, stdout, stderr } = await run(["check", "-"], { stdin: '{"kind":"Pod","spec":{"hostUsers":"no"}}' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain('standard input:1:35: spec.hostUsers: expected true or false, found "no"\n');
  });

  const options: readonly (readonly [readonly string[], string])[] = [
    [["--release", "1.24"], `argument '1.24' is invalid. Expected a release from ${releaseRange()}.`],
    [["--release", "1.360"], `Expected a release from ${releaseRange()}.`],
    [["--release", "11.36"], `Expected a release from ${releaseRange()}.`],
    [["--release", "1.36 beta"], `Expected a release from ${releaseRange()}.`],
    [["--runtime", "containerd"], "Expected NAME@VERSION with two numbers or three, for example containerd@2.1.3."],
    [["--runtime", "docker@1"], "Expected NAME@VERSION with two numbers or three, for example containerd@2.1.3."],
    [["--runtime", "w2:crun@1.9"], "argument 'w2:crun@1.9' is invalid. w2 is no node of the input, which has no node."],
    [["--runtime", "w2:crun"], "Expected NAME@VERSION with two numbers or three, for example containerd@2.1.3."],
    [
      ["--runtime", "runc@1.2", "--runtime", "crun@1.20"],
      "Expected one runtime for this work, and runc is given already.",
    ],
    [
      ["--runtime", "kata@3.0", "--runtime", "kata@3.1"],
      "Expected one runtime for this work, and kata is given already.",
    ],
    [["--kernel", "six"], "Expected a version, for example 6.8."],
    [["--policy", "strict"], "Expected LEVEL:VERSION, for example restricted:v1.35."],
    [["--fs", "/data"], "Expected PATH=TYPE, for example /data=ext4."],
    [["--no-getsubids", "--account", "missing"], "--no-getsubids: is not asked for with --account missing"],
    [["--no-getsubids", "--account", "lookup-fails"], "--no-getsubids: is not asked for with --account lookup-fails"],
    [["--account", "gone"], "Expected a UID, missing, or lookup-fails"],
    [["--account", "4294967295"], "Expected a UID, missing, or lookup-fails"],
    [["--no-getsubids", "--subuid", "f"], "cannot be used with"],
  ];

  it.each(options)("refuses %j", async (argv, message) => {
    const { code, stdout, stderr } = await run(["check", ...argv], { files: { f: "" } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("lets errors through that are its own", async () => {
    const broken = () => {
      throw systemError("ESTALE", "subuid");
    };
    expect((await check(["--runtime", "kata@3.0", "--runtime", "runc@1.3"])).code).toBe(0);
    const { code, stderr } = await run(["check", "--subuid", "f"], { files: { f: broken } });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "userns-sim: f: ESTALE: subuid\n" });
    expect((await check([...KNOWN, "-"], { stdin: pod() })).code).toBe(0);
  });
});
