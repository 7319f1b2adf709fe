import { expect, it } from "vitest";
import type { CheckOptions } from "../../../../src/core/kubelet/pod-checks/check-pod.ts";
import { NAMESPACE_LIMITS } from "../../../../src/core/kubelet/pod-checks/namespace-findings.ts";
import { FILESYSTEM_TABLE } from "../../../../src/core/kubelet/runtime/filesystems.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { answersOf } from "../../../support/by-answer.ts";
import { editsOf } from "../../../support/edits.ts";
import { linesOf, nodeAt, ON_RELEASES } from "../support/findings.ts";
import { greedySpec, richNode } from "../support/nodes.ts";

/** What a node is changed into: a kernel of each time at which one learnt something, and the one before it. */
const TELLING: Readonly<Record<string, readonly unknown[]>> = {
  kernel: [
    [5, 11],
    ...new Map(
      FILESYSTEM_TABLE.flatMap(({ since: [major, minor = 0] = [] }) => (major === undefined ? [] : [[major, minor]]))
        .flatMap(([major, minor = 0]) => [
          [major, minor - 1],
          [major, minor],
        ])
        .map((version) => [version.join("."), version]),
    ).values(),
  ],
  kernelDistribution: ["el9", "fc40", "xel9", "el"],
  idmappable: [[], ["overlay"], ["ext4", "tmpfs"], ["overlay", "ext4", "tmpfs", "nfs4", "xfs"], ["fuse"]],
  sysctls: [{}, ...NAMESPACE_LIMITS.map(({ sysctl }) => ({ "user.max_user_namespaces": 1, [sysctl]: 0 }))],
  mapsCdi: [false],
  inContainer: [true],
  reportsUserNamespaces: [true, false],
  declaredFeatures: [[], ["Other"], ["UserNamespacesHostNetworkSupport"]],
  rootDirectory: ["/data/kubelet"],
  podUid: ["u"],
  idsPerPod: [1],
  filesystems: [
    {},
    ...["ext4", "zfs", "fuse.x", "fuseblk", "strange", "overlay", "9p"].map((type) => ({ "/": type })),
    { "/": "ext4", "/data/x": "ext4", "/database": "nfs", "/var/lib": "nfs" },
  ],
  images: [
    {},
    { i: {} },
    { i: { user: 70000 } },
    { i: { group: 70001 } },
    { i: { groups: [70002, 0, 70002, 70003] } },
    { i: { fileIds: [65535, 65536, 70004] } },
    { i: { volumes: ["/data", "/var//lib/./x/", "/var/run/secrets", "/run"] }, j: { volumes: ["/var/run"] } },
    { j: { user: 70005, group: 70006, groups: [70007], fileIds: [70008] } },
  ],
};

const NOT_GIVEN = Object.fromEntries(
  ["kernelDistribution", "idmappable", "reportsUserNamespaces", "declaredFeatures", "rootDirectory", "podUid"].map(
    (name) => [name, undefined],
  ),
);

it("each fact about a node changes what is said of a pod as in the golden file", async () => {
  const base = { ...richNode, ...NOT_GIVEN };
  const edits = editsOf(base, ([name = "", ...deeper]) =>
    deeper.length === 0 && name !== "release" ? [ABSENT, ...(TELLING[name] ?? [])] : [],
  );
  const said = linesOf(greedySpec, richNode);
  const text = answersOf<CheckOptions>(
    base,
    edits,
    ON_RELEASES,
    (options) => (where) => linesOf(greedySpec, nodeAt(where, options)),
  );
  await expect(`${said.join("\n")}\n\n${text}`).toMatchFileSnapshot("golden/node.golden.txt");
});
