import { describe, expect, it } from "vitest";
import { ADMISSION_TABLE } from "../../../src/core/apiserver/releases/api-releases.ts";
import { RELEASE_TABLE, RELEASES, type TraitRow, traitAt } from "../../../src/core/releases/releases.ts";

const GATES = "pkg/features/kube_features.go";
const MANAGER = "pkg/kubelet/userns/userns_manager.go, before 1.27 pkg/kubelet/userns_manager.go";
const PODS = "pkg/kubelet/kubelet_pods.go";
const VALIDATION = "pkg/apis/core/validation/validation.go";
const POLICY = "staging/src/k8s.io/pod-security-admission/policy";

/** The values of a trait through the releases: each with the number of releases, from 1.25 on, that have it. */
type Runs = readonly (readonly [value: unknown, releases: number])[];

interface Fact {
  readonly trait: string;
  readonly row: TraitRow<unknown>;
  readonly runs: Runs;
  readonly source: string;
}

const { gates, ...admission } = ADMISSION_TABLE;
const kubelet = RELEASE_TABLE;

const FACTS: readonly Fact[] = [
  {
    trait: "gate",
    row: kubelet.gate,
    runs: [
      ["UserNamespacesStatelessPodsSupport", 3],
      ["UserNamespacesSupport", 11],
    ],
    source: `${GATES}: renamed in v1.28.0`,
  },
  {
    trait: "gateStage",
    row: kubelet.gateStage,
    runs: [
      ["alpha", 5],
      ["beta", 6],
      ["ga", 3],
    ],
    source: `${GATES}, UserNamespacesSupport: 1.25 Alpha, 1.30 Beta, 1.33 Beta; PR 136792, GA in 1.36`,
  },
  {
    trait: "gateDefault",
    row: kubelet.gateDefault,
    runs: [
      [false, 8],
      [true, 6],
    ],
    source: `${GATES}, UserNamespacesSupport: 1.30 Default false, 1.33 Default true`,
  },
  {
    trait: "gateLocked",
    row: kubelet.gateLocked,
    runs: [
      [false, 11],
      [true, 3],
    ],
    source: `${GATES}, UserNamespacesSupport: LockToDefault in 1.36, PR 136792`,
  },
  {
    trait: "gateOff",
    row: kubelet.gateOff,
    runs: [
      ["ignored", 5],
      ["refused", 9],
    ],
    source: `${MANAGER}, GetOrCreateUserNamespaceMappings: an error since v1.30.0`,
  },
  {
    trait: "scan",
    row: kubelet.scan,
    runs: [
      ["first-fit", 1],
      ["random-scan", 13],
    ],
    source: `${MANAGER}: a bit array in v1.25, allocator.NewAllocationMap, a random scan, since v1.26.0`,
  },
  {
    trait: "pool",
    row: kubelet.pool,
    runs: [
      ["whole", 5],
      ["subordinate", 9],
    ],
    source: `${PODS}, getKubeletMappings, since v1.30.0`,
  },
  {
    trait: "reservedSlots",
    row: kubelet.reservedSlots,
    runs: [
      [2, 2],
      [1, 3],
      [0, 9],
    ],
    source: `${MANAGER}, MakeUserNsManager: the first two blocks, the first block since v1.27.0, the offset of the pool since v1.30.0`,
  },
  {
    trait: "podLimit",
    row: kubelet.podLimit,
    runs: [
      [1024, 5],
      [null, 9],
    ],
    source: `${MANAGER}: the constant maxPods = 1024, up to v1.29`,
  },
  {
    trait: "idsPerPod",
    row: kubelet.idsPerPod,
    runs: [
      ["unknown", 8],
      ["ignored", 2],
      ["honoured", 4],
    ],
    source: "KubeletConfiguration userNamespaces.idsPerPod: PR 130028, 1.33; issue 133144; honoured by PR 133373, 1.35",
  },
  {
    trait: "handlerCheck",
    row: kubelet.handlerCheck,
    runs: [
      [false, 5],
      [true, 9],
    ],
    source: `PR 123216, for 1.30: HandlerSupportsUserNamespaces`,
  },
  {
    trait: "mappedMounts",
    row: kubelet.mappedMounts,
    runs: [
      [false, 2],
      [true, 12],
    ],
    source: "uidMappings and gidMappings of Mount in the CRI's api.proto, since v1.27; KEP-127",
  },
  {
    trait: "groupsPolicy",
    row: kubelet.groupsPolicy,
    runs: [
      ["ignored", 8],
      ["refused", 6],
    ],
    source: "kubernetes.io, Configure a Security Context: pkg/kubelet/lifecycle/predicate.go, since v1.33",
  },
  {
    trait: "getsubidsError",
    row: kubelet.getsubidsError,
    runs: [
      ["additional ids", 7],
      ["additional uids, with the cause", 7],
    ],
    source: `${PODS}, getKubeletMappings: error retrieving additional uids for user %q: %w, since v1.32`,
  },
  {
    trait: "startPrefix",
    row: kubelet.startPrefix,
    runs: [
      ["", 5],
      ["record pod mappings: ", 5],
      ["record pod mappings for existing pod %q: ", 4],
    ],
    source: `${MANAGER}, MakeUserNsManager; PR 133051, 1.35`,
  },
  {
    trait: "storePrefix",
    row: kubelet.storePrefix,
    runs: [
      ["", 5],
      ["create user namespace store: ", 9],
    ],
    source: `${MANAGER}, writeMappingsToFile, since v1.30`,
  },
  {
    trait: "filePrefix",
    row: kubelet.filePrefix,
    runs: [
      ["can't parse file: ", 5],
      ["invalid user namespace mappings file: ", 9],
    ],
    source: `${MANAGER}, parseUserNsFileAndRecord, since v1.30`,
  },
  {
    trait: "recordPrefix",
    row: kubelet.recordPrefix,
    runs: [
      ["", 5],
      ["user namespace: ", 9],
    ],
    source: `${MANAGER}, GetOrCreateUserNamespaceMappings, since v1.30`,
  },
  {
    trait: "createPrefix",
    row: kubelet.createPrefix,
    runs: [
      ["", 5],
      ["create user namespace: ", 9],
    ],
    source: `${MANAGER}, GetOrCreateUserNamespaceMappings, since v1.30`,
  },
  {
    trait: "cleanupPrefix",
    row: kubelet.cleanupPrefix,
    runs: [
      ["", 5],
      ["user namespace: read pods from disk: ", 9],
    ],
    source: `${MANAGER}, CleanupOrphanedPodUsernsAllocations, since v1.30`,
  },
  {
    trait: "accountLookup",
    row: kubelet.accountLookup,
    runs: [
      ["name service", 13],
      ["getent", 1],
    ],
    source: "CHANGELOG-1.38.md: built without cgo since v1.38.0-alpha.1, PR 135870, issue 141970",
  },
  {
    trait: "fixes",
    row: kubelet.fixes,
    runs: [
      [[], 13],
      [["last-slot", "pool-wraps", "missing-getsubids"], 1],
    ],
    source: "CHANGELOG-1.38.md, urgent upgrade notes: PR 141345, since v1.38.0-alpha.2",
  },
  {
    trait: "fixesNotKnown",
    row: kubelet.fixesNotKnown,
    runs: [
      [[], 12],
      [["last-slot", "pool-wraps", "missing-getsubids"], 1],
      [[], 1],
    ],
    source: "CHANGELOG-1.37.md, of which nobody knows whether PR 141345 was picked to v1.37.x",
  },
  {
    trait: "rootlessGate",
    row: kubelet.rootlessGate,
    runs: [
      ["alpha, off", 12],
      ["beta, on", 2],
    ],
    source: "CHANGELOG-1.37.md: KubeletInUserNamespace is beta and on by default; 1.22 Alpha and false",
  },
  {
    trait: "ImageVolume",
    row: gates.ImageVolume,
    runs: [
      ["absent", 6],
      ["off", 4],
      ["on", 1],
      ["locked", 3],
    ],
    source: `${GATES}: 1.31 Alpha, 1.33 Beta and false, 1.35 Beta and true (PR 135195), GA in 1.36 (PR 136711)`,
  },
  {
    trait: "ProcMountType",
    row: gates.ProcMountType,
    runs: [
      ["off", 8],
      ["on", 3],
      ["locked", 3],
    ],
    source: `${GATES}: 1.12 Alpha, 1.31 Beta and false (PR 126291), 1.33 Beta and true, GA in 1.36`,
  },
  {
    trait: "SELinuxChangePolicy",
    row: gates.SELinuxChangePolicy,
    runs: [
      ["absent", 7],
      ["off", 1],
      ["on", 6],
    ],
    source: `${GATES}: 1.32 Alpha, 1.33 Beta and true`,
  },
  {
    trait: "SupplementalGroupsPolicy",
    row: gates.SupplementalGroupsPolicy,
    runs: [
      ["absent", 6],
      ["off", 2],
      ["on", 2],
      ["locked", 4],
    ],
    source: `${GATES}: 1.31 Alpha, 1.33 Beta and true, 1.35 GA and LockToDefault`,
  },
  {
    trait: "UserNamespacesHostNetworkSupport",
    row: gates.UserNamespacesHostNetworkSupport,
    runs: [
      ["absent", 10],
      ["off", 4],
    ],
    source: `${GATES}: 1.35 Alpha and false; KEP-5607`,
  },
  {
    trait: "UserNamespacesPodSecurityStandards",
    row: gates.UserNamespacesPodSecurityStandards,
    runs: [
      ["absent", 4],
      ["off", 6],
      ["absent", 4],
    ],
    source: `${GATES}: 1.29 Alpha and false; gone with PR 132157, 1.35`,
  },
  {
    trait: "volumeSources",
    row: admission.volumeSources,
    runs: [
      [["emptyDir", "secret", "downwardAPI", "configMap", "projected"], 3],
      [null, 11],
    ],
    source: `${VALIDATION}, validateHostUsers: until v1.27`,
  },
  {
    trait: "hostUsersDetail",
    row: admission.hostUsersDetail,
    runs: [
      ["when `pod.Spec.HostUsers` is false", 9],
      ["when `hostUsers` is false", 5],
    ],
    source: `${VALIDATION}, validateHostUsers: since v1.34`,
  },
  {
    trait: "volumeDevicesForbidden",
    row: admission.volumeDevicesForbidden,
    runs: [
      [false, 9],
      [true, 5],
    ],
    source: `${VALIDATION}, validateHostUsers: since v1.34`,
  },
  {
    trait: "procMountNeedsUserns",
    row: admission.procMountNeedsUserns,
    runs: [
      [false, 5],
      [true, 9],
    ],
    source: `${VALIDATION}, ValidateSecurityContext: PR 123520, 1.30`,
  },
  {
    trait: "appArmorFields",
    row: admission.appArmorFields,
    runs: [
      [false, 5],
      [true, 9],
    ],
    source: `${POLICY}/check_appArmorProfile.go: PR 123435, 1.30`,
  },
  {
    trait: "imageVolumes",
    row: admission.imageVolumes,
    runs: [
      [false, 8],
      [true, 6],
    ],
    source: `${POLICY}/check_restrictedVolumes.go: PR 130394, 1.33`,
  },
  {
    trait: "gateRelaxesProcMount",
    row: admission.gateRelaxesProcMount,
    runs: [
      [false, 6],
      [true, 8],
    ],
    source: `${POLICY}/check_procMount.go: since v1.31`,
  },
  {
    trait: "relaxedBy",
    row: admission.relaxedBy,
    runs: [
      ["gate", 10],
      ["policy-version", 4],
    ],
    source: `${POLICY}: PR 132157, 1.35`,
  },
];

describe("the releases of Kubernetes", () => {
  it.each(FACTS)("$trait ($source)", ({ row, runs }) => {
    const values = runs.flatMap(([value, releases]) => Array(releases).fill(value));
    expect(RELEASES.map((release) => traitAt(row, release))).toEqual(values);
  });

  it("have no trait without a fact", () => {
    const traits = [kubelet, gates, admission].flatMap((table) => Object.keys(table));
    expect(FACTS.map(({ trait }) => trait).sort()).toEqual(traits.sort());
  });
});
