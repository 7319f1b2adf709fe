import { expect, it } from "vitest";
import { parsePolicy } from "../../../../src/core/apiserver/pod-security/policy.ts";
import { parseKernelRelease } from "../../../../src/core/kubelet/runtime/filesystems.ts";
import { parseRuntime } from "../../../../src/core/kubelet/runtime/runtimes.ts";
import { textGrid } from "../../../support/text-edits.ts";

it("each character of the name of a runtime counts as in the golden file", async () => {
  const texts = [
    "containerd@2.1.3",
    "containerd://2.1.4-k3s2",
    "crun-1.23.1-1.el9.x86_64",
    "containerd.io 1.7.23-0ubuntu1~24.04.1",
    "runc version 1.2.0-rc.3",
    "crio=1.30.0~dev",
    "docker-3:27.0-0.1.beta1",
    "containerd github.com/containerd/containerd/v2 v2.0.0-beta.1 1a2b3c",
    "containerd github.com/containerd/containerd 1.7.0",
  ];
  const grids = texts.map((text) => {
    const right = parseRuntime(text);
    return textGrid(text, (edited) => {
      const runtime = parseRuntime(edited);
      if (!runtime.ok || !right.ok) return runtime.ok ? "?" : ".";
      const { name, version, written } = runtime.value;
      if (name !== right.value.name) return "n";
      if (version.length !== right.value.version.length) return "p";
      if (String(version) !== String(right.value.version)) return "v";
      return written === right.value.written ? "=" : "w";
    });
  });
  const legend =
    ". refused, = the same, n another name, v another version, p more or fewer numbers, w other words behind it";
  await expect([legend, ...grids].join("\n\n")).toMatchFileSnapshot("golden/runtime-texts.golden.txt");
});

it("each character of the release of a kernel counts as in the golden file", async () => {
  const texts = [
    "6.8",
    "6.8.0-1064-azure",
    "5.14.0-570.el9_6.x86_64",
    "5.15.0-3.el8uek",
    "6.1.0-1.fc40",
    "6.1.7-1.amzn2023",
    "6.6.1-1.azl3",
    "5.15.1-1.cm2",
    "5.10.0-1.oe2203",
    "Linux version 6.8.0 (gcc)",
    "Linux h 6.8.0 #1 SMP",
  ];
  const grids = texts.map((text) => {
    const right = parseKernelRelease(text);
    return textGrid(text, (edited) => {
      const release = parseKernelRelease(edited);
      if (!release.ok || !right.ok) return release.ok ? "?" : ".";
      if (String(release.value.version) !== String(right.value.version)) return "v";
      if (release.value.distribution === right.value.distribution) return "=";
      return release.value.distribution === undefined ? "n" : "d";
    });
  });
  const legend = ". refused, = the same, v another version, d another distribution, n none";
  await expect([legend, ...grids].join("\n\n")).toMatchFileSnapshot("golden/kernel-texts.golden.txt");
});

it("each character of a policy counts as in the golden file", async () => {
  const grids = ["restricted:v1.35", "baseline:latest", "privileged", "baseline:1.0"].map((text) =>
    textGrid(text, (edited) => {
      const policy = parsePolicy(edited);
      if (policy.ok) return JSON.stringify(policy) === JSON.stringify(parsePolicy(text)) ? "=" : "v";
      return policy.error.code === "bad-version" ? "b" : ".";
    }),
  );
  const legend = ". no level, b no version, = the same, v another version";
  await expect([legend, ...grids].join("\n\n")).toMatchFileSnapshot("golden/policy-texts.golden.txt");
});
