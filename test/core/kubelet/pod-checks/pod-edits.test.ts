import { expect, it } from "vitest";
import type { CheckOptions } from "../../../../src/core/kubelet/pod-checks/check-pod.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { answersOf } from "../../../support/by-answer.ts";
import { editsOf, oddOfType } from "../../../support/edits.ts";
import { linesOf } from "../support/findings.ts";
import { greedySpec, richNode } from "../support/nodes.ts";

/** Nodes on which something is wrong or not known. */
const NODES: Readonly<Record<string, CheckOptions>> = {
  good: richNode,
  older: { ...richNode, release: "1.34", kernel: [6, 2], inContainer: true, mapsCdi: false },
  crio: { ...richNode, runtimes: [{ name: "cri-o", version: [1, 36] }] },
  crun: {
    ...richNode,
    runtimes: [
      { name: "containerd", version: [2, 1, 4] },
      { name: "crun", version: [1, 20] },
    ],
    filesystems: { "/": "nfs" },
  },
  runc: {
    ...richNode,
    runtimes: [
      { name: "containerd", version: [2, 1, 4] },
      { name: "runc", version: [1, 3] },
    ],
    images: {
      i: { volumes: ["/v", "/run", "/empty/"], fileIds: [70000] },
      j: { user: 70001, group: 70002, groups: [70003] },
    },
    idmappable: ["ext4"],
  },
  unknown: { release: "1.36", policy: { level: "privileged", version: "latest" } },
};

it("each edit of a pod changes it, on several nodes, as in the golden file", async () => {
  const wheres = Object.keys(NODES).map((name) => `node ${name}`);
  const edits = editsOf(greedySpec, (path, old) => {
    const [first, index, second, third] = path;
    // An element that is taken away changes the places of those behind it; without a container nothing is left.
    if (first === undefined || (first === "containers" && path.length < 3)) return [];
    const isRepeated = (first === "volumes" && second === "name") || second === "volumeMounts";
    if (isRepeated && ![index, third].some((place) => place === 16 || place === 17)) return [];
    const odd = oddOfType(old).filter((value) => typeof path.at(-1) !== "number" || value !== ABSENT);
    return typeof old === "number" || old === null ? [...odd, 65535, 65536] : odd;
  });
  const text = answersOf<unknown>(
    greedySpec,
    edits,
    wheres,
    (spec) => (where) =>
      // What the API server says is held elsewhere.
      linesOf(spec, NODES[where.slice("node ".length)] ?? richNode).filter((line) => !line.startsWith("refused not-")),
  );
  await expect(text).toMatchFileSnapshot("golden/pod.golden.txt");
});
