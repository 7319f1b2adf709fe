import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kubeletUser, RELEASES } from "../../../../../src/kubelet.ts";
import { checkNode, explain, type Fix, fixOf, type NodeToCheck, type PodGroup } from "../../../../../src/node.ts";
import { applyFix } from "./support/apply-fix.ts";
import { keyOf, type Met, metIn } from "./support/met.ts";

const ids = fc.constantFrom(0, 1000, 65535, 65536, 70000, 200000, 1000740000, 2147483647);
const security = fc.record(
  { runAsUser: ids, runAsGroup: ids, procMount: fc.constantFrom("Unmasked", "Default") },
  {
    requiredKeys: [],
  },
);

const spec = fc.record(
  {
    hostUsers: fc.constantFrom(false, false, false, true),
    hostNetwork: fc.boolean(),
    automountServiceAccountToken: fc.boolean(),
    securityContext: fc.record(
      {
        runAsUser: ids,
        fsGroup: ids,
        supplementalGroups: fc.array(ids, { maxLength: 2 }),
        supplementalGroupsPolicy: fc.constantFrom("Strict", "Merge"),
        sysctls: fc.constantFrom([{ name: "net.ipv4.tcp_rmem", value: "1" }], [{ name: "kernel.msgmax", value: "1" }]),
      },
      { requiredKeys: [] },
    ),
    containers: fc.tuple(fc.constantFrom("nginx", "app", "unknown"), security).map(([image, securityContext]) => [
      {
        name: "c",
        image,
        securityContext,
        volumeMounts: ["data", "nfs", "memory", "host", "scratch", "layers"].map((name) => ({
          name,
          mountPath: `/${name}`,
        })),
      },
    ]),
    resourceClaims: fc.constantFrom([{ name: "gpu", resourceClaimName: "gpu" }]),
    volumes: fc.subarray([
      { name: "data", persistentVolumeClaim: { claimName: "x" } },
      { name: "nfs", nfs: { server: "s", path: "/" } },
      { name: "memory", emptyDir: { medium: "Memory" } },
      { name: "layers", image: { reference: "data" } },
      { name: "scratch", emptyDir: {} },
      { name: "host", hostPath: { path: "/srv/x" } },
      { name: "dev", hostPath: { path: "/dev" } },
    ]),
  },
  { requiredKeys: ["hostUsers", "containers"] },
);

const pods = fc
  .array(fc.record({ spec, count: fc.constantFrom(1, 1, 3, 200), kind: fc.constantFrom("Pod", "Deployment") }), {
    maxLength: 3,
  })
  .map((groups) => groups.map((group, i) => ({ ...group, namespace: "shop", name: `p${i}` }))) as fc.Arbitrary<
  readonly PodGroup[]
>;

const account = fc.constantFrom(
  undefined,
  { kind: "no-account" } as const,
  { kind: "no-getsubids" } as const,
  { kind: "lookup-fails", text: "no such host" } as const,
  { kind: "getsubids", uids: { failure: "exit status 1" }, gids: { failure: "exit status 1" } } as const,
  { ...kubeletUser(65536, 7208960), gids: { output: "0: kubelet 131072 7208960\n" } },
  ...(
    [
      [65536, 7208960],
      [131072, 16384000],
      [100000, 7208960],
      [0, 7208960],
      [65536, 7208961],
      [65536, 4294836224],
      [65536, 4294901760],
      [2147483648, 4294901760],
    ] as const
  ).map(([start, count]) => kubeletUser(start, count)),
);

const kubelet = fc.record(
  {
    release: fc.constantFrom(...RELEASES),
    maxPods: fc.constantFrom(-1, 0, 1, 110, 250, 1000, 65535, 70000),
    idsPerPod: fc.constantFrom(-1, 1, 65536, 100000, 131072, 196608, 1000800256, 4294967296),
    featureGates: fc.dictionary(
      fc.constantFrom(
        "UserNamespacesSupport",
        "UserNamespacesStatelessPodsSupport",
        "ProcMountType",
        "SupplementalGroupsPolicy",
        "UserNamespacesHostNetworkSupport",
        "KubeletInUserNamespace",
      ),
      fc.boolean(),
    ),
    kubeletUser: account,
  },
  { requiredKeys: ["release"] },
);

const runtimes = fc
  .tuple(
    fc.constantFrom(
      ...([
        ["containerd", [1, 6]],
        ["containerd", [1, 7]],
        ["containerd", [2, 0, 0, -1]],
        ["containerd", [2, 0, 4]],
        ["containerd", [2, 1]],
        ["containerd", [2, 1, 0]],
        ["containerd", [2, 3, 4]],
        ["containerd", [2, 3, 0, -1]],
        ["cri-o", [1, 25]],
        ["cri-o", [1, 36]],
        ["cri-dockerd", [0, 3, 20]],
        ["frakti", [1, 0]],
      ] as const),
      undefined,
    ),
    fc.constantFrom(
      ...([
        ["runc", [1, 0]],
        ["runc", [1, 1]],
        ["runc", [1, 2, 0, -1]],
        ["runc", [1, 3]],
        ["crun", [1, 4]],
        ["crun", [1, 20]],
      ] as const),
      undefined,
    ),
  )
  .map((both) => both.flatMap((given) => (given === undefined ? [] : [{ name: given[0], version: given[1] }])));

const facts = fc.record(
  {
    policy: fc.record({
      level: fc.constantFrom("privileged", "baseline", "restricted"),
      version: fc.constantFrom("latest", 25, 30, 34, 35),
    }),
    runtimes,
    kernel: fc.constantFrom([5, 4], [5, 10], [5, 15], [6, 1], [6, 8], [6, 12]),
    filesystems: fc.dictionary(
      fc.constantFrom("/", "/srv", "/var/lib/kubelet"),
      fc.constantFrom("ext4", "nfs", "overlay", "btrfs", "ceph", "cifs", "tmpfs", "reiser4"),
    ),
    volumes: fc.dictionary(
      fc.constantFrom("data", "scratch"),
      fc.constantFrom("xfs", "nfs4", "9p", "hugetlbfs", "orangefs"),
    ),
    kernelDistribution: fc.constantFrom("el9", "fc40"),
    idmappable: fc.constantFrom(["tmpfs", "overlay", "xfs"], ["ext4"], []),
    sysctls: fc.dictionary(
      fc.constantFrom("user.max_user_namespaces", "user.max_net_namespaces"),
      fc.constantFrom(0, 63000),
    ),
    mapsCdi: fc.boolean(),
    reportsUserNamespaces: fc.boolean(),
    runningInUserNamespace: fc.boolean(),
    kubeletMap: fc.constantFrom(
      [{ containerId: 0, hostId: 100000, size: 65536 }],
      [{ containerId: 0, hostId: 100000, size: 1000000000 }],
    ),
    declaredFeatures: fc.constantFrom([], ["UserNamespacesHostNetworkSupport"]),
    images: fc.constantFrom(
      { nginx: {} },
      { nginx: { user: 70000 }, app: { groups: [80000], fileIds: [66000], volumes: ["/run"] } },
    ),
  },
  { requiredKeys: [] },
);

const files = fc
  .array(fc.constantFrom([65536, 65536], [100000, 65536], [1000000, 1000000000], [0, 4294967295] as const), {
    maxLength: 3,
  })
  .map((entries) => [
    {
      name: "subuid",
      entries: entries.map(([start, count], i) => ({ owner: `user${i}`, start: start ?? 0, count: count ?? 0 })),
      problems: [],
      malformed: 0,
    },
  ]);

const node = fc.record(
  {
    kubelet,
    assumed: fc.subarray([
      "release",
      "configuration",
      "account",
      "entry",
      "owners",
      "subordinate-ids",
      "groups",
    ] as const),
    facts,
    subordinateFiles: files,
    pods,
  },
  { requiredKeys: ["kubelet"] },
) as fc.Arbitrary<NodeToCheck>;

const RANKS: readonly string[] = ["warning", "undecided", "unsound", "fails", "refused"];

/** Tells what was not looked at: pods of which a field is dropped, what comes after the start, runtimes that report, and layers that only some would map. */
function hiddenIn(given: NodeToCheck): (met: Met) => boolean {
  const { starts, gate } = checkNode(given).kubelet;
  const isEarly = starts !== "yes" || gate?.on !== true;
  const dropped = metIn(given).flatMap(({ found: { code }, group }) =>
    code.endsWith("-dropped") || code.endsWith("-ignored") ? [group?.name] : [],
  );
  const { reportsUserNamespaces, runtimes = [] } = given.facts ?? {};
  const hasReport = reportsUserNamespaces !== undefined;
  const mayMapLayers = runtimes.every(({ name }) => name !== "containerd");
  return ({ found: { code }, group }) =>
    group === undefined
      ? isEarly && AFTER_START.includes(code)
      : dropped.includes(group.name) ||
        (hasReport && code === "runtime-not-given") ||
        (mayMapLayers && code.startsWith("layers-"));
}

/** What is asked or seen once a kubelet gets so far. */
const AFTER_START: readonly string[] = [
  ...["kubelet-does-not-start", "pool-wraps", "more-pods-than-limit"],
  ...["kubelet-map-not-given", "pool-outside-kubelet-map", "slots-outside-kubelet-map", "owner-not-known"],
  ...["account-not-given", "entry-not-given", "subordinate-ids-not-given", "groups-not-given"],
];

/** Each fix that changes something, with what is found after it. */
function tried(given: NodeToCheck): readonly (Met & { readonly fix: Fix; readonly after: readonly Met[] })[] {
  return metIn(given).flatMap((met) => {
    const fix = fixOf(met.found, given);
    return fix.changes.length === 0 ? [] : [{ ...met, fix, after: metIn(applyFix(given, fix, met.group)) }];
  });
}

describe("what would help", () => {
  it("makes the finding go away, and leads to nothing worse", () => {
    fc.assert(
      fc.property(node, (given) => {
        const isHidden = hiddenIn(given);
        const before = new Set(metIn(given).map(keyOf));
        for (const met of tried(given)) {
          expect(met.after.map(keyOf), JSON.stringify(met.fix)).not.toContain(keyOf(met));
          const worse = met.after.filter(
            (other) =>
              !before.has(keyOf(other)) &&
              RANKS.indexOf(other.found.verdict) > RANKS.indexOf(met.found.verdict) &&
              !isHidden(other),
          );
          expect(worse.map(keyOf), JSON.stringify([keyOf(met), met.fix])).toEqual([]);
        }
      }),
    );
  });

  it("sends nobody in circles: one fix after another, there is an end", () => {
    fc.assert(
      fc.property(node, (given) => {
        let now = given;
        for (let steps = 0; ; steps++) {
          const next = metIn(now).find(({ found }) => fixOf(found, now).changes.length > 0);
          if (next === undefined) break;
          const fix = fixOf(next.found, now);
          expect(steps, JSON.stringify(fix)).toBeLessThan(60);
          now = applyFix(now, fix, next.group);
        }
      }),
    );
  });

  it("is said in words, whatever it is", () => {
    fc.assert(
      fc.property(node, (given) => {
        for (const { found } of metIn(given)) expect(explain(fixOf(found, given))).toMatch(/^[A-Z].*\.$|^[A-Z].*\)\.$/);
      }),
    );
  });
});
