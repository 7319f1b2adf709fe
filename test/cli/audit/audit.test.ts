import { describe, expect, it } from "vitest";
import { directoriesFrom } from "../../../src/cli/base/directories.ts";
import { nameOf } from "../../../src/cli/base/names.ts";
import { run, systemError } from "../run.ts";
import { audit, directory, FILES, KUBELET, userns } from "./support.ts";

const DRAIN =
  "Drain the node and let its pods go before settings change. Where only this file is wrong: remove the pod, and then its directory.";

describe("audit", () => {
  it("finds nothing wrong where nothing is", async () => {
    const { code, document } = await audit({ b: userns(131072), a: userns(65536), c: null });
    expect(code).toBe(0);
    expect(document).toEqual({
      schema: "userns-sim/audit/1",
      outcome: "sound",
      podsDir: "pods",
      release: "1.36",
      evidence: "read",
      upgrade: null,
      pool: { source: "subuid", start: 65536, size: 262144, idsPerPod: 65536, slots: 4 },
      nextStart: { outcome: "starts", says: null },
      counts: {
        pods: 3,
        withRange: 2,
        withoutFile: 1,
        otherEntries: 0,
        slotsTaken: 2,
        slotsFree: 2,
        slotsLeaked: null,
      },
      findings: [],
      pods: [
        { podUid: "a", name: null, range: { start: 65536, size: 65536 } },
        { podUid: "b", name: null, range: { start: 131072, size: 65536 } },
      ],
      namespaces: null,
    });
    const world = { files: FILES, directories: { pods: directory({ a: userns(65536) }) } };
    expect(await run(["audit", "--pods-dir", "pods", ...KUBELET], world)).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "Nothing is wrong that shows here. The kubelet would start again.",
        "",
        "directory   pods: 1 pod, 1 with a range, 0 without a file",
        "kubelet     1.36",
        "pool        [65536, 327680), 4 slots of 65536 IDs, from the entry of kubelet",
        "slots       1 taken, 3 free",
        "",
        "What the running kubelet lost in its memory does not show on the disk; a restart",
        "frees it.",
        "",
      ].join("\n"),
    });
  });

  const START = 'record pod mappings for existing pod "p": ';
  const INVALID = "invalid user namespace configuration: ";
  const refused: readonly (readonly [string, Parameters<typeof audit>[0][string], string, string])[] = [
    ["half-written", '{"uidMap', "file-invalid", "invalid user namespace mappings file: …"],
    [
      "no UTF-8",
      { userns: { kind: "file", bytes: Uint8Array.of(0xff, 0xfe) } },
      "file-invalid",
      "invalid user namespace mappings file: …",
    ],
    [
      "a byte order mark",
      { userns: { kind: "file", bytes: Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d) } },
      "file-invalid",
      "invalid user namespace mappings file: …",
    ],
    ["without a mapping", "{}", "not-one-mapping", `${INVALID}no more than one mapping allowed.`],
    [
      "a directory",
      { userns: { kind: "directory" } },
      "is-a-directory",
      "read /var/lib/kubelet/pods/p/userns: is a directory",
    ],
    ["misaligned", userns(65537), "wrong-offset", "wrong user namespace offset specified 65537"],
    ["of another length", userns(65536, 131072), "wrong-length", "wrong user namespace length 131072"],
    ["above the pool", userns(327680), "out-of-range", "id 327680 is out of range"],
    ["on the host's IDs", userns(0), "out-of-range", "id 0 is out of range"],
  ];

  it.each(refused)("says what the next start would say about a file that is %s", async (_name, found, code, says) => {
    const audited = await audit({ p: found });
    expect(audited.code).toBe(1);
    expect(audited.document.nextStart).toEqual({ outcome: "refused", says: START + says });
    expect(audited.document.findings).toEqual([
      {
        verdict: "refused",
        code,
        about: ["pod p"],
        field: null,
        says: START + says,
        why: expect.stringMatching(/./),
        fix: DRAIN,
        source: null,
      },
    ]);
    expect(audited.document.counts.slotsTaken).toBe(0);
  });

  it("speaks as the release does", async () => {
    const argv = ["--release", "1.28", "--kubelet-config", "gate"];
    const gate = `${FILES["config"]}featureGates: {UserNamespacesSupport: true}\n`;
    const { document } = await audit({ p: "{" }, argv, { files: { gate } });
    expect(document.nextStart).toEqual({ outcome: "refused", says: "can't parse file: …" });
    expect(document.counts).toMatchObject({ slotsTaken: 0, slotsFree: 65535 });
  });

  it("finds pods that share IDs, the same or some", async () => {
    const { code, document, codes } = await audit({ a: userns(65536), b: userns(65536), c: userns(100000) });
    expect(code).toBe(1);
    expect(codes).toEqual(["refused wrong-offset", "unsound duplicate-range", "unsound overlap", "unsound overlap"]);
    expect(document.findings.slice(1).map(({ about, says, why }) => [about[0], says, why.split(":")[0]])).toEqual([
      [
        "pod a and pod b",
        'record pod mappings for existing pod "b": range picked for pod "b" already taken',
        "Both have the host IDs [65536, 131072)",
      ],
      ["pod a and pod c", null, "Both have the host IDs [100000, 131072)"],
      ["pod b and pod c", null, "Both have the host IDs [100000, 131072)"],
    ]);
    expect(document.nextStart.says).toBe(
      'record pod mappings for existing pod "b": range picked for pod "b" already taken',
    );
  });

  it("finds pods that share IDs, whatever bytes their names are", async () => {
    const [ff, fe] = [nameOf(Uint8Array.of(0x70, 0xff)), nameOf(Uint8Array.of(0x70, 0xfe))];
    const { code, document, codes } = await audit({ [ff]: userns(65536), [fe]: userns(65536), "p\\xff": null });
    expect([code, codes]).toEqual([1, ["unsound duplicate-range"]]);
    expect(document.findings.map(({ about, says }) => [...about, says])).toEqual([
      [
        "pod p\\xfe and pod p\\xff",
        'record pod mappings for existing pod "p\\xff": range picked for pod "p\\xff" already taken',
      ],
    ]);
    expect(document.pods.map(({ podUid }) => podUid)).toEqual(["p\\xfe", "p\\xff"]);
    expect(document.counts.withoutFile).toBe(1);
  });

  it("names the pod that the kubelet names, whatever the ranges' order", async () => {
    const { document } = await audit({ b: userns(65536, 131072), a: userns(131072) });
    expect(document.findings.at(-1)?.about).toEqual(["pod a and pod b"]);
  });

  it("lists a thousand pairs, and says that there are more", async () => {
    const pods = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`p${i}`, userns(65536)]));
    const { codes } = await audit(pods);
    expect(codes.filter((code) => code === "unsound duplicate-range")).toHaveLength(1000);
    expect(codes.at(-1)).toBe("warning more-overlaps");
  });

  it("finds what no kubelet makes, and follows none of it", async () => {
    const found = await audit({
      a: { userns: { kind: "symbolic-link" } },
      b: "symbolic-link",
      c: { userns: { kind: "special" } },
      d: " ".repeat(1048577),
      e: "other",
    });
    expect(found.code).toBe(1);
    expect(found.codes).toEqual([
      "unsound link-for-file",
      "unsound link-for-directory",
      "unsound no-regular-file",
      "unsound file-too-large",
    ]);
    expect(found.document.counts).toMatchObject({ pods: 3, otherEntries: 2, withRange: 0, withoutFile: 0 });
    expect(found.document.nextStart).toEqual({ outcome: "undecided", says: null });
    const world = { files: FILES, directories: { pods: directory({ a: "other" }) } };
    expect((await run(["audit", "--pods-dir", "pods", ...KUBELET], world)).stdout).toContain(
      "0 pods, 0 with a range, 0 without a file; 1 other than\n            directories\n",
    );
  });

  it("warns of an empty file, which counts as none", async () => {
    const { code, codes, document } = await audit({ a: "" });
    expect({ code, codes }).toEqual({ code: 0, codes: ["warning empty-file"] });
    expect(document.counts).toMatchObject({ pods: 1, withRange: 0, withoutFile: 0 });
  });

  it("finds the range that the kernel refuses", async () => {
    const argv = ["--release", "1.36", "--kubelet-config", "config", "--account", "missing"];
    const { codes, code } = await audit({ a: userns(4294901760) }, argv);
    expect({ code, codes }).toEqual({ code: 1, codes: ["unsound last-slot"] });
  });

  it("cannot answer where a file cannot be read", async () => {
    const hidden = { userns: { kind: "unreadable", error: systemError("EACCES") } } as const;
    const { code, codes, document } = await audit({ b: hidden });
    expect({ code, codes }).toEqual({ code: 2, codes: ["undecided file-unreadable"] });
    expect(document.outcome).toBe("unreadable-files");
    expect(document.findings[0]?.why).toBe("Its file userns cannot be read: permission denied.");
    expect(document.nextStart).toEqual({ outcome: "undecided", says: null });
    const world = { files: FILES, directories: { pods: directory({ b: hidden }) } };
    const { stdout } = await run(["audit", "--pods-dir", "pods", ...KUBELET], world);
    expect(stdout).toMatch(
      /^Not all files could be read. Nothing is wrong that shows here. Whether the\nkubelet would start again is not decided.\n/,
    );
    // Another pod is refused all the same; with what words depends on which comes first.
    expect((await audit({ b: hidden, a: "{" })).document.nextStart.says).toContain('"a"');
    expect((await audit({ b: hidden, c: "{" })).document.nextStart).toEqual({ outcome: "refused", says: null });
    expect((await audit({ b: hidden, c: "{" })).code).toBe(1);
  });

  it("decides what does not hang on what it was not told", async () => {
    const next = async (found: string, argv: readonly string[] = []) =>
      (await audit({ a: found }, argv)).document.nextStart;
    expect(await next(userns(65536))).toEqual({ outcome: "undecided", says: null });
    expect(await next(userns(65536, 131072))).toEqual({ outcome: "undecided", says: null });
    expect(await next("{")).toEqual({ outcome: "refused", says: null });
    expect(await next(userns(65536), ["--release", "1.36", "--no-getsubids"])).toEqual({
      outcome: "refused",
      says: 'kubelet mappings: exec: "getsubids": executable file not found in $PATH',
    });
    const open = {
      files: { config: `${FILES["config"]?.replace("4", "110")}userNamespaces: {idsPerPod: 67108864}\n` },
    };
    const { document } = await audit({ a: userns(65537) }, ["--release", "1.36", "--kubelet-config", "config"], open);
    expect(document.nextStart).toEqual({ outcome: "undecided", says: null });
    expect(document.pool).toBeNull();
    expect(document.counts).toMatchObject({ slotsTaken: null, slotsFree: null, slotsLeaked: null });
    const world = { directories: { pods: directory({ a: userns(65536) }) } };
    const { stdout } = await run(["audit", "--pods-dir", "pods", "--release", "1.32"], world);
    expect(stdout).toContain("\nkubelet     1.32\npool        none\n\n");
    const twice = await audit({ a: userns(65536), b: userns(65536) }, []);
    expect(twice.document.nextStart).toEqual({ outcome: "refused", says: null });
  });

  it("decides what a file decides whatever the account has", async () => {
    const open = ["--release", "1.36", "--kubelet-config", "config"];
    const accounts = [[], ["--account", "1000"], ["--subuid", "empty"], ["--subuid", "numbered", "--subgid", "subid"]];
    const files = { empty: "", numbered: "kubelet:65536:262144\n1000:2000000:65536\n" };
    const next = async (pods: Parameters<typeof audit>[0], argv: readonly string[]) =>
      (await audit(pods, argv, { files })).document.nextStart;
    for (const account of accounts) {
      const argv = [...open, ...account];
      expect(await next({ a: "{" }, argv)).toEqual({ outcome: "refused", says: null });
      expect(await next({ a: userns(65537), b: "{" }, argv)).toEqual({ outcome: "refused", says: null });
      expect(await next({ a: userns(65536), b: userns(65536) }, argv)).toEqual({ outcome: "refused", says: null });
      expect(await next({ a: userns(65537) }, argv)).toEqual({ outcome: "undecided", says: null });
      expect((await audit({ a: "{" }, [...argv, "--upgrade-to", "1.37"], { files })).code).toBe(1);
    }
    const directories = { pods: directory({ a: "{" }) };
    const argv = ["audit", "--pods-dir", "pods", ...open, "--account", "1000", "--upgrade-to", "1.37"];
    const { stdout } = await run(argv, { files: FILES, directories });
    expect(stdout.replace(/\s+/g, " ")).toContain("It refuses files of pods, whatever its settings are.");
  });

  it("lets a kubelet say nothing of files that it does not read, with its gate off", async () => {
    const pods = { a: "{", b: userns(65537), c: userns(65536), d: userns(65536), e: "", f: userns(4294901760) };
    for (const release of ["1.25", "1.28", "1.32"]) {
      const files = { list: JSON.stringify({ kind: "List", items: [] }) };
      const { document } = await audit(pods, ["--release", release, "--pods", "list"], { files });
      expect(document.nextStart).toEqual({ outcome: "starts", says: null });
      expect(document.findings.flatMap(({ says }) => says ?? [])).toEqual([]);
      expect(document.findings.map(({ code }) => code)).not.toContain("orphan");
    }
    const hidden = { userns: { kind: "unreadable", error: systemError("EACCES") } } as const;
    expect((await audit({ a: hidden }, ["--release", "1.28"])).document.nextStart.outcome).toBe("starts");
  });

  it("finds slots of pods that are gone", async () => {
    const pod = (name: string, uid: string) => ({
      kind: "Pod",
      metadata: { name, uid },
      spec: { containers: [{ name: "c" }] },
    });
    const items = [
      pod("web", "a"),
      pod("db", "b"),
      { kind: "Pod", metadata: { name: "x" }, spec: { containers: [{ name: "c" }] } },
    ];
    const files = { list: JSON.stringify({ kind: "List", items }) };
    const pods = { a: userns(65536), c: userns(131072), d: userns(65536) };
    const { document } = await audit(pods, [...KUBELET, "--pods", "list"], { files });
    expect(document.counts).toMatchObject({ slotsTaken: 2, slotsFree: 2, slotsLeaked: 1 });
    expect(document.pods.map(({ name }) => name)).toEqual(["default/web", null, null]);
    expect(document.findings.map(({ code, about }) => [code, about[0]])).toEqual([
      ["duplicate-range", "pod a, default/web and pod d"],
      ["orphan", "pod c"],
    ]);
    // A kubelet that would not start cleans nothing up.
    const alone = "If the pod is gone for good, remove its directory while the kubelet is stopped.";
    expect(document.findings.at(-1)?.fix).toBe(alone);
    const { document: whole } = await audit({ a: userns(65536), c: userns(131072) }, [...KUBELET, "--pods", "list"], {
      files,
    });
    expect(whole.findings.at(-1)?.fix).toBe(
      "If the pod is gone for good, remove its directory while the kubelet is stopped, or restart the kubelet, which then remembers the pod and cleans up.",
    );
    const world = { files: { ...FILES, ...files }, directories: { pods: directory(pods) } };
    const { stdout } = await run(["audit", "--pods-dir", "pods", ...KUBELET, "--pods", "list"], world);
    expect(stdout).toContain("\nslots       2 taken, 2 free, 1 of the taken ones by pods that are gone\n");
    expect(stdout).toContain('\nstart says  record pod mappings for existing pod "d": ');
  });

  it("shows hostile names harmlessly", async () => {
    const name = "a\u001b[31m\u202eb";
    const world = { files: FILES, directories: { pods: directory({ [name]: "{", ["__proto__"]: userns(65536) }) } };
    const { stdout } = await run(["audit", "--pods-dir", "pods", ...KUBELET], world);
    expect(stdout).toContain("pod a\\u001b[31m\\u202eb");
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toContain("2 pods, 1 with a range");
    expect((await run(["audit", "--ascii", "--pods-dir", "pods", ...KUBELET], world)).stdout).toMatch(/^\p{ASCII}*$/u);
  });

  it("has a pod's UID in a document as it is, but for bytes that are no text", async () => {
    const names = ["a\u001b[31m\u202e\n", "a\\u001b", nameOf(Uint8Array.of(0x62, 0xff))];
    const pods = Object.fromEntries(names.map((name, i) => [name, userns(65536 * (i + 1))]));
    const { document } = await audit(pods);
    expect(document.pods.map(({ podUid }) => podUid)).toEqual(["a\u001b[31m\u202e\n", "a\\\\u001b", "b\\xff"]);
  });

  const unreadable: readonly (readonly [string, string, string])[] = [
    ["ENOENT", "pods: no such directory", ""],
    ["EACCES", "pods: permission denied", ""],
    ["ELOOP", "pods: symbolic links that lead in a circle", ""],
    ["EMFILE", "pods: EMFILE: pods", ""],
  ];

  it.each(unreadable)("says why a directory cannot be read: %s", async (code, message) => {
    const world = { files: FILES, directories: { pods: code } };
    expect(await run(["audit", "--pods-dir", "pods", ...KUBELET], world)).toEqual({
      code: 2,
      stdout: "",
      stderr: `userns-sim: ${message}\n`,
    });
  });

  it("refuses more entries than any node has pods", async () => {
    const pods = Object.fromEntries(Array.from({ length: 100_001 }, (_, i) => [`p${i}`, "other" as const]));
    expect((await audit(pods)).stderr).toBe("userns-sim: pods: more than 100000 entries; no node has so many pods\n");
  });

  it("says so where the configuration or the list has problems", async () => {
    const files = { config: "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: x\n" };
    const bad = await run(["audit", "--pods-dir", "pods", "--kubelet-config", "config"], { files });
    expect(bad).toEqual({ code: 2, stdout: "", stderr: 'config:3:10: maxPods: expected a whole number, found "x"\n' });
    const list = { files: { ...FILES, list: '{"kind":"Pod"}' } };
    const problems = await run(["audit", "--pods-dir", "pods", "--json", "--pods", "list"], list);
    expect({ ...problems, stdout: JSON.parse(problems.stdout) }).toMatchObject({
      code: 2,
      stdout: { schema: "userns-sim/audit/1", outcome: "unreadable", problemCount: 2 },
    });
  });

  it("needs a directory", async () => {
    expect(await run(["audit"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: required option '--pods-dir <dir>' not specified\n",
    });
  });

  it("reads the examples as they lie on the disk", async () => {
    const argv = [
      "audit",
      "--pods-dir",
      "/pods",
      "--release",
      "1.36",
      "--account",
      "missing",
      "--kubelet-config",
      "config",
    ];
    const real = directoriesFrom(`${process.cwd()}/examples/node`);
    const { stdout } = await run(argv, { files: FILES, real });
    expect(stdout).toContain("4 pods, 3 with a range");
  });
});
