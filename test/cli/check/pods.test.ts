import { describe, expect, it } from "vitest";
import { run } from "../run.ts";
import { check, config, example, FILES, KNOWN, pod } from "./support.ts";

const BOTH_RUNTIMES = "Name both runtimes, as in --runtime containerd@2.1 --runtime runc@1.3.";

describe("check, about pods", () => {
  it("has nothing to say about a pod of which all is known and right", async () => {
    const { code, checked, findings } = await check([...KNOWN, "-"], { stdin: pod() });
    expect(code).toBe(0);
    expect(findings.map(({ code }) => code)).toEqual(["last-slot"]);
    expect(checked?.pods).toEqual([
      {
        kind: "Pod",
        namespace: "default",
        name: "web",
        node: null,
        static: false,
        count: 1,
        verdict: "runs",
        by: null,
        where: null,
        text: null,
        findings: [],
      },
    ]);
    expect(checked?.counts).toEqual({
      pods: 1,
      withoutUserns: 0,
      refused: 0,
      fails: 0,
      unsound: 0,
      undecided: 0,
      runs: 1,
    });
    const { stdout } = await run(["check", ...KNOWN, "-"], { files: FILES, stdin: pod() });
    expect(stdout).toMatch(/^The kubelet starts. Of 1 pod with hostUsers: false: 1 running.\n\n/);
  });

  it("leaves everything open that nobody says", async () => {
    const { code, checked, findings } = await check(["--account", "missing", "--release", "1.36", "-"], {
      stdin: pod(),
    });
    expect(code).toBe(0);
    expect(checked?.pods[0]?.verdict).toBe("undecided");
    const open = findings.filter(({ verdict, about }) => verdict === "undecided" && about[0] === "Pod default/web");
    expect(open.map(({ code, fix: { text, changes } }) => [code, text, ...changes])).toEqual([
      [
        "policy-not-given",
        expect.stringContaining("Name the policy with --policy, as in --policy restricted:v1.35."),
        { option: "--policy", value: "privileged:latest" },
      ],
      ["runtime-not-given", BOTH_RUNTIMES, { option: "--runtime", value: "containerd@2.3.4" }],
      ["runtime-not-given", BOTH_RUNTIMES, { option: "--runtime", value: "runc@1.3.4" }],
      [
        "namespace-limit-not-given",
        expect.stringContaining("--sysctl user.max_user_namespaces=63000"),
        { option: "--sysctl", value: "user.max_user_namespaces=63000" },
      ],
      [
        "filesystem-not-given",
        expect.stringContaining("--fs /data=ext4"),
        { option: "--fs", value: "/var/lib/kubelet=ext4" },
      ],
      ["kernel-not-given", "Name the kernel with --kernel, as in --kernel 6.8.", { option: "--kernel", value: "6.12" }],
      ["image-not-given", "Say with --images what the image contains.", { option: "--images", value: '{"nginx":{}}' }],
    ]);
  });

  it("names the field of the object, and says what the API server says about it", async () => {
    const template = {
      metadata: {},
      spec: { hostUsers: false, hostPID: true, containers: [{ name: "c", image: "nginx" }] },
    };
    const stdin = JSON.stringify({
      kind: "CronJob",
      metadata: { name: "night", namespace: "shop" },
      spec: { jobTemplate: { spec: { template } } },
    });
    const { code, findings, checked } = await check([...KNOWN, "-"], { stdin });
    expect(code).toBe(1);
    expect(checked?.pods[0]?.verdict).toBe("refused");
    expect(findings.find(({ code }) => code === "not-valid")).toEqual({
      verdict: "refused",
      code: "not-valid",
      scope: "pod",
      about: ["CronJob shop/night"],
      field: "spec.jobTemplate.spec.template.spec.HostPID",
      says: "spec.jobTemplate.spec.template.spec.HostPID: Forbidden: when `hostUsers` is false",
      why: "The API server's validation refuses the pod.",
      fix: { text: "Change or remove the field.", changes: [], first: null },
      source: "pkg/apis/core/validation/validation.go",
      by: "api-server",
      evidence: "read",
      pods: 1,
      nodes: null,
    });
    expect(findings.find(({ code }) => code === "pod-security")).toMatchObject({
      field: "spec.jobTemplate.spec.template.spec",
      says: "host namespaces (hostPID=true)",
    });
  });

  it("tells what would fail later, and counts it", async () => {
    const stdin = pod({ securityContext: { runAsUser: 70000 } }) + pod({}, "other");
    const { code, checked, findings } = await check([...KNOWN, "-"], { stdin });
    expect(code).toBe(1);
    expect(checked?.counts).toMatchObject({ pods: 2, fails: 1, runs: 1 });
    expect(findings.find(({ verdict }) => verdict === "fails")).toMatchObject({
      about: ["Pod default/web"],
      field: "spec.securityContext.runAsUser",
      says: "failed to do idmap to get host ID: container ID 70000 cannot be mapped to a host ID",
    });
    const { stdout } = await run(["check", ...KNOWN, "-"], { files: FILES, stdin });
    expect(stdout).toMatch(/^✗ no: The kubelet starts. Of 2 pods with hostUsers: false: 1 failing, 1 running.\n/);
  });

  it("takes the IDs that the kubelet gives", async () => {
    const files = { ...FILES, "config.yaml": config("userNamespaces: {idsPerPod: 131072}\n") };
    const stdin = pod({ securityContext: { runAsUser: 70000 } });
    expect((await check([...KNOWN, "-"], { files, stdin })).code).toBe(0);
  });

  it("looks at the annotations of a pod and of a template", async () => {
    const annotations = { "container.apparmor.security.beta.kubernetes.io/c": "unconfined" };
    const spec = { hostUsers: false, containers: [{ name: "c", image: "nginx" }] };
    const single = JSON.stringify({ kind: "Pod", metadata: { name: "a", annotations }, spec });
    const several = JSON.stringify({
      kind: "Deployment",
      metadata: { name: "b" },
      spec: { template: { metadata: { annotations }, spec } },
    });
    const { findings } = await check([...KNOWN, "-"], { stdin: single + several });
    expect(findings.filter(({ code }) => code === "pod-security").map(({ about }) => about)).toEqual([
      ["Pod default/a"],
      ["Deployment default/b"],
    ]);
  });

  it("finds filesystems by path and by the name of a volume", async () => {
    const spec = {
      volumes: [
        { name: "claim", persistentVolumeClaim: { claimName: "x" } },
        { name: "host", hostPath: { path: "/srv/data" } },
      ],
      containers: [
        {
          name: "c",
          image: "nginx",
          volumeMounts: [
            { name: "claim", mountPath: "/a" },
            { name: "host", mountPath: "/b" },
          ],
        },
      ],
    };
    const argv = [...KNOWN, "--fs", "claim=nfs4", "--fs", "/srv=nfs", "-"];
    const { findings } = await check(argv, { stdin: pod(spec) });
    expect(findings.filter(({ verdict }) => verdict === "fails").map(({ field, code }) => [field, code])).toEqual([
      ["spec.volumes[0]", "mount-not-mappable"],
      ["spec.volumes[1]", "mount-not-mappable"],
    ]);
  });

  it("says so where the pods are too many", async () => {
    const replicas = (count: number) =>
      JSON.stringify({
        kind: "Deployment",
        metadata: { name: "web" },
        spec: {
          replicas: count,
          template: { spec: { hostUsers: false, containers: [{ name: "c", image: "nginx" }] } },
        },
      });
    const line = "kubelet:65536:262144\n";
    const files = { ...FILES, subuid: line, subgid: line, "config.yaml": config("maxPods: 4\n") };
    const argv = [
      "--release",
      "1.36",
      "--kubelet-config",
      "config.yaml",
      "--subuid",
      "subuid",
      "--subgid",
      "subgid",
      "-",
    ];
    const found = async (count: number) =>
      (await check(argv, { files, stdin: replicas(count) })).findings
        .filter(({ verdict }) => verdict === "refused")
        .map(({ code, about, says }) => [code, ...about, says]);
    expect(await found(4)).toEqual([]);
    expect(await found(6)).toEqual([["more-pods-than-max-pods", "2 of 6 pods", null]]);
    const { checked } = await check(argv, { files, stdin: replicas(6) });
    expect(checked?.pods.map(({ count, verdict, by, where }) => [count, verdict, by, where])).toEqual([
      [4, "undecided", null, null],
      [2, "refused", "scheduler", "maxPods"],
    ]);
    const old = { ...FILES, "config.yaml": config("maxPods: 2000\nfeatureGates: {UserNamespacesSupport: true}\n") };
    const { findings } = await check(["--release", "1.28", "--kubelet-config", "config.yaml", "-"], {
      files: old,
      stdin: replicas(1030),
    });
    expect(findings.find(({ code }) => code === "more-pods-than-limit")).toMatchObject({
      about: ["6 of 1030 pods with hostUsers: false"],
      says: "limit on count of pods with user namespaces exceeded (limit is 1024, current pods with userns: 1024)",
      pods: 6,
    });
  });

  it("looks at the pods of one node", async () => {
    const bound = (name: string, nodeName: string) => pod({ nodeName }, name);
    const stdin = bound("a", "one") + bound("b", "two");
    expect((await check([...KNOWN, "-"], { stdin })).checked?.nodes.map(({ name }) => name)).toEqual(["one", "two"]);
    const { checked, node } = await check([...KNOWN, "--node", "two", "-"], { stdin });
    expect({ node: node?.name, counts: checked?.counts, leftOut: checked?.leftOut }).toMatchObject({
      node: "two",
      counts: { pods: 1 },
      leftOut: { elsewhere: 1 },
    });
    const { stdout } = await run(["check", ...KNOWN, "--node", "two", "-"], { files: FILES, stdin });
    expect(stdout).toContain("\nnode      two\n");
    expect(stdout).toContain("\nleft out  1 pod not on this node\n");
  });

  it("says where the pods are that share what was found, those without a node, too", async () => {
    const stdin = pod({ nodeName: "one" }, "a") + pod({}, "b") + pod({}, "c");
    const { stdout } = await run(["check", "--release", "1.36", "-"], { files: FILES, stdin });
    expect(stdout).toContain("3 pods on 1 node and without one: ");
    expect(stdout).toContain("1 node and (no node) with 3 pods: ");
    expect(stdout).not.toContain("3 pods on 1 node: ");
  });

  it("says what would become of pods whose kubelet does not start", async () => {
    const argv = ["--release", "1.36", "--kubelet-config", "config.yaml", "--no-getsubids", "-"];
    const { checked } = await check(argv, { stdin: pod() + pod({ hostUsers: true }, "host") });
    expect(checked?.pods.map(({ verdict, by, where, text }) => [verdict, by, where, text])).toEqual([
      ["fails", "kubelet", "/etc/subuid", 'kubelet mappings: exec: "getsubids": executable file not found in $PATH'],
      [null, null, null, null],
    ]);
    const { stdout } = await run(["check", ...argv], { files: FILES, stdin: pod({ hostUsers: true }) });
    expect(stdout).toMatch(/^✗ no: The kubelet does not start. 1 pod without.\n/);
    expect(stdout).toContain("\npool      none\n");
  });

  it("shows hostile names harmlessly", async () => {
    const image = "\u001b[31mred\u202e";
    const stdin = pod({ containers: [{ name: "c", image }] });
    const { stdout } = await run(["check", ...KNOWN, "-"], { files: FILES, stdin });
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toContain("\u202e");
    expect(stdout).toContain("red");
    const fs = ["--fs", "__proto__=ext4", "--images", "f"];
    const files = { ...FILES, f: '{"__proto__": {"user": 1}}' };
    expect((await check(["--account", "missing", ...fs, "-"], { files, stdin: pod() })).code).toBe(0);
  });

  it("shows the first of many findings, and all of them as a document", async () => {
    const many = Array.from({ length: 25 }, (_, i) => ({
      name: `c${i}`,
      image: "nginx",
      securityContext: { runAsUser: 70000 + i },
    }));
    const stdin = pod({ containers: many });
    const { stdout } = await run(["check", ...KNOWN, "-"], { files: FILES, stdin });
    expect(stdout.match(/✗ fails/g)).toHaveLength(20);
    expect(stdout).toContain("\nand 5 more findings like that, all of them with --json\n");
    const { findings } = await check([...KNOWN, "-"], { stdin });
    expect(findings.filter(({ verdict }) => verdict === "fails")).toHaveLength(25);
  });

  it("tells once what several pods share", async () => {
    const { findings } = await check([...KNOWN, "-"], {
      stdin: pod({ hostPID: true }, "a") + pod({ hostPID: true }, "b"),
    });
    expect(findings.find(({ code }) => code === "not-valid")?.about).toEqual(["Pod default/a", "Pod default/b"]);
  });

  it("asks one question about many images", async () => {
    const pods = Array.from({ length: 5 }, (_, i) =>
      pod({ containers: [{ name: "c", image: `image-${i}` }] }, `p${i}`),
    );
    const { stdout } = await run(["check", ...KNOWN, "-"], { files: FILES, stdin: pods.join("") });
    expect(stdout.match(/\? not decided/g)).toHaveLength(1);
    expect(stdout).toContain("? not decided: Pod default/p0, Pod default/p1, Pod default/p2 and 2 more\n");
    expect(stdout).toContain("         And 2 more like that.\n  fix    Say with --images what the image contains.\n");
  });
});

describe("check, on the examples", () => {
  const argv = [
    ...["check", "edge.yaml", "--release", "1.36", "--kubelet-config", "kubelet-config.yaml"],
    ...["--subuid", "subuid", "--subgid", "subgid", "--policy", "baseline:latest", "--kernel", "6.8", "--fs", "/=ext4"],
    ...["--runtime", "containerd@2.1", "--runtime", "runc@1.3", "--images", "images.json"],
    ...["--sysctl", "user.max_user_namespaces=63000"],
  ];
  const names = ["edge.yaml", "kubelet-config.yaml", "subuid", "subgid", "images.json"];
  const files = () => Object.fromEntries(names.map((name) => [name, example(name)]));

  it.each([
    ["80", [], {}],
    ["80-colour", [], { terminal: 80 }],
    ["40-ascii", ["--ascii"], { terminal: 40, env: { NO_COLOR: "1" } }],
  ] as const)("looks as it should: %s", async (name, more, world) => {
    const { code, stdout, stderr } = await run([...argv, ...more], { files: files(), ...world });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    await expect(stdout).toMatchFileSnapshot(`../golden/check/check-${name}.golden.txt`);
  });

  it("gives the same as a document", async () => {
    const { code, stdout } = await run([...argv, "--json"], { files: files() });
    expect(code).toBe(1);
    await expect(stdout).toMatchFileSnapshot("../golden/check/check.golden.json");
  });
});
