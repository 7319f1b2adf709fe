import { describe, expect, it } from "vitest";
import { check, config, FILES, KNOWN, pod } from "./support.ts";

/** What becomes of one pod, with all known besides. */
async function verdictOf(spec: object, argv: readonly string[] = [], known: readonly string[] = KNOWN) {
  const { checked, stderr } = await check([...known, ...argv, "-"], { stdin: pod(spec), files: FILES });
  const [only] = checked?.pods ?? [];
  return only === undefined ? stderr : [only.verdict, only.by, only.where, only.text];
}

/** What is known, with one option said otherwise. */
function otherwise(option: string, ...values: readonly string[]): readonly string[] {
  const left = KNOWN.filter((word, i) => word !== option && KNOWN[i - 1] !== option);
  return [...left, ...values.flatMap((value) => [option, value])];
}

const mounted = (volume: object) => ({
  volumes: [{ name: "v", ...volume }],
  containers: [{ name: "c", image: "nginx", volumeMounts: [{ name: "v", mountPath: "/v" }] }],
});

describe("check, the conditions of a pod", () => {
  it("knows the filesystem of huge pages", async () => {
    const spec = mounted({ emptyDir: { medium: "HugePages-2Mi" } });
    expect(await verdictOf(spec)).toEqual([
      "fails",
      "kernel",
      "spec.volumes[0]",
      expect.stringMatching(/^failed to set MOUNT_ATTR_IDMAP on .*: invalid argument/),
    ]);
    expect(await verdictOf(spec, [], otherwise("--kernel", "6.9"))).toEqual(["runs", null, null, null]);
  });

  it("knows what containerd gets wrong about images as volumes, and about those within images", async () => {
    const runtimes = (version: string) => otherwise("--runtime", `containerd@${version}`, "runc@1.3");
    const spec = mounted({ image: { reference: "r" } });
    expect((await verdictOf(spec, [], runtimes("2.1.0")))[0]).toBe("fails");
    expect((await verdictOf(spec, [], runtimes("2.1")))[0]).toBe("undecided");
    expect((await verdictOf(spec, [], runtimes("2.1.7")))[0]).toBe("runs");
    const files = { ...FILES, "images.json": '{"nginx": {"volumes": ["/run"]}}' };
    const { checked } = await check([...runtimes("2.1.0"), "-"], { stdin: pod(), files });
    expect(checked?.pods[0]).toMatchObject({
      verdict: "fails",
      by: "runtime",
      text: expect.stringContaining("mkdirat …/rootfs/run/secrets: permission denied"),
    });
  });

  it("asks what a kernel with backports maps", async () => {
    const red = otherwise("--kernel", "5.14.0-570.49.1.el9_6.x86_64");
    const { checked, findings } = await check([...red, "-"], { stdin: pod() });
    expect(checked?.pods[0]?.verdict).toBe("undecided");
    expect(findings.filter(({ code }) => code === "kernel-backports").map(({ fix }) => fix.text)[0]).toContain(
      "--idmappable tmpfs,overlay,xfs",
    );
    expect((await verdictOf({}, ["--idmappable", "tmpfs,overlay,ext4"], red))[0]).toBe("runs");
    expect((await verdictOf({}, ["--idmappable", "tmpfs,overlay,xfs"], red))[0]).toBe("fails");
  });

  it("asks for the limit of user namespaces, and takes those of the others", async () => {
    expect(await verdictOf({}, [], otherwise("--sysctl"))).toEqual([
      "undecided",
      null,
      "user.max_user_namespaces",
      null,
    ]);
    expect(await verdictOf({}, [], otherwise("--sysctl", "user.max_user_namespaces = 0"))).toEqual([
      "fails",
      "kernel",
      "user.max_user_namespaces",
      "failed to start noop process for unshare: fork/exec /proc/self/exe: no space left on device",
    ]);
    expect((await verdictOf({}, ["--sysctl", "user.max_ipc_namespaces=0"]))[0]).toBe("fails");
    expect(await verdictOf({}, ["--sysctl", "kernel.pid_max=0"])).toContain("user.max_KIND_namespaces=NUMBER");
  });

  it("asks whether the mounts of claimed devices are mapped", async () => {
    const spec = { resourceClaims: [{ name: "gpu", resourceClaimName: "gpu" }] };
    expect((await verdictOf(spec))[0]).toBe("undecided");
    expect((await verdictOf(spec, ["--runtime-maps", "cdi=yes"]))[0]).toBe("runs");
    expect((await verdictOf(spec, ["--runtime-maps", "cdi=no"]))[0]).toBe("fails");
    expect(await verdictOf(spec, ["--runtime-maps", "nri=no"])).toContain("Expected cdi=yes or cdi=no.");
  });

  it("takes a node for a machine unless it is said to be a container", async () => {
    const spec = { containers: [{ name: "c", image: "nginx", securityContext: { privileged: true } }] };
    const known = otherwise("--policy", "privileged:latest");
    expect((await verdictOf(spec, [], known))[0]).toBe("runs");
    expect((await verdictOf(spec, ["--node-in-container"], known)).slice(0, 2)).toEqual(["fails", "runtime"]);
  });

  it("takes only types of filesystems for what a kernel maps", async () => {
    expect(await verdictOf({}, ["--idmappable", "tmpfs, xfs"])).toContain("Expected TYPE,TYPE");
  });

  it("asks for the map of a kubelet that may run in a user namespace", async () => {
    const files = { ...FILES, "config.yaml": config("featureGates: {KubeletInUserNamespace: true}\n") };
    const asked = await check([...KNOWN, "-"], { stdin: pod(), files });
    expect(asked.checked?.pods[0]).toMatchObject({ verdict: "undecided", where: "KubeletInUserNamespace" });
    const host = await check([...KNOWN, "--kubelet-map", "0:0:4294967295", "-"], { stdin: pod(), files });
    expect(host.checked?.pods[0]?.verdict).toBe("runs");
  });

  it("lets a kubelet give away only what it has", async () => {
    const text = "failed to start noop process for unshare: fork/exec /proc/self/exe: operation not permitted";
    expect(await verdictOf({}, ["--kubelet-map", "0:100000:65536"])).toEqual(["fails", "kernel", "/etc/subuid", text]);
    const map = ["--kubelet-map", "0:1000:1", "--kubelet-map", "1:100000:262143"];
    const { checked, node, findings } = await check([...KNOWN, ...map, "-"], { stdin: pod() });
    expect(checked?.pods[0]).toMatchObject({ verdict: "fails", by: "kernel", where: "/etc/subuid", text });
    // [65536, 262144) are three slots.
    expect(node?.capacity).toMatchObject({ fits: 3, usableSlots: 3 });
    expect(findings.find(({ code }) => code === "slots-outside-kubelet-map")).toMatchObject({
      verdict: "fails",
      says: text,
      why: expect.stringContaining("65532 of the 65535 slots"),
    });
    expect(await verdictOf({}, ["--kubelet-map", "0:1:2", "--kubelet-map", "1:9:2"])).toContain("--kubelet-map");
  });

  it.each([
    ["uid_map text", "0 100000 65536"],
    ["a command", "podman run --uidmap 0:100000:65536 kubelet"],
    ["lines of LXC", "u 0 100000 65536\ng 0 100000 65536"],
    ["a file", "@map"],
  ])("takes the kubelet's map as %s, too", async (_what, map) => {
    const files = { ...FILES, map: "         0     100000      65536\n" };
    const { checked } = await check([...KNOWN, "--kubelet-map", map, "-"], { stdin: pod(), files });
    expect(checked?.pods[0]).toMatchObject({ verdict: "fails", by: "kernel", where: "/etc/subuid" });
  });
});
