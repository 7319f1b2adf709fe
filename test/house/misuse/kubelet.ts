import {
  checkPodSecurity,
  createKubelet,
  DEFECT_NAMES,
  english,
  kubeletUser,
  RELEASE_TABLE,
  step,
} from "../../../src/kubelet.ts";
import { optional, options, type Row, read, taking, text } from "./row.ts";

const settings = { release: "1.36", kubeletUser: kubeletUser(65536, 7208960) } as const;
const kubelet = step(createKubelet(settings, { seed: 1 }), { type: "start" }).kubelet;
const pod = options({ spec: taking({}, ...whatever()), annotations: optional(taking({}, ...whatever())) });
const release = options({ release: "1.36", featureGates: optional(taking({}, "an empty object")) });
const policy = options({ level: "baseline", version: "latest" });
const range = options({ start: 65536, size: 65536 });
const userns = options({
  mode: "POD",
  uids: [{ containerId: 0, hostId: 65536, size: 1 }],
  gids: [{ containerId: 0, hostId: 65536, size: 1 }],
});
const created = options({ release: "1.36", maxPods: optional(110), idsPerPod: optional(65536) });

/** What is asked of a kubelet, its API server and its runtime. A pod is what somebody wrote: all of it is read. */
export const kubeletRows: Readonly<Record<string, Row>> = {
  checkPodSecurity: [pod, policy, release],
  podSecurityMessage: [policy, checkPodSecurity({ spec: {} }, { level: "baseline", version: "latest" }, settings)],
  formatPolicy: [policy],
  parsePolicy: [read("baseline")],
  admitPod: [pod, options({ release: "1.36", policy: optional(policy.value) })],
  validatePodSpec: [taking({}, ...whatever()), release],
  explain: [{ code: "not-started" }, optional(english)],
  defectsMet: [kubelet, [{ type: "cleanup", known: ["web"] }]],
  readKubelet: [read(kubelet)],
  replay: [kubelet, [{ type: "cleanup", known: ["web"] }]],
  step: [kubelet, options({ type: "release", podUid: text("web") })],
  createKubelet: [
    created,
    optional(options({ fixes: optional(DEFECT_NAMES), seed: optional(1), pods: optional(taking([], "null")) })),
  ],
  leakedSlots: [kubelet],
  overlappingPods: [kubelet],
  criMount: [options({ hostPath: text("/a"), containerPath: text("/b") }), range, release],
  criNamespaceOption: [taking({ hostUsers: false }, ...whatever()), range, release],
  checkCriUserns: [userns, userns],
  ociConfig: [range, optional([]), optional(1)],
  fsGroupEffect: [1000, range, true],
  processGroups: [options({ supplementalGroups: [1] }), options({ groups: optional([1]) })],
  checkPod: [pod, options({ release: "1.36", policy: optional(policy.value) })],
  parseKernel: [read("6.18")],
  parseKernelRelease: [read("6.18")],
  mountRow: ["volume"],
  rangeAfter: ["pod-replaced"],
  parseRuntime: [read("runc@1.2.0")],
  sandboxError: ["last-slot"],
  validateConfiguration: [created],
  readGetsubids: [read("0: kubelet 65536 65536\n")],
  kubeletPool: [created, optional([])],
  kubeletUser: [0, 1],
  evidenceAt: [RELEASE_TABLE.gate, "1.36"],
  evidenceOf: ["1.36"],
  releaseNote: ["1.36"],
  traitAt: [RELEASE_TABLE.gate, "1.36"],
};

/** The spec of a pod may be anything: what is wrong in it is said in the findings. */
function whatever() {
  return [
    ...(["undefined", "null", "NaN", "a bigint", "a string"] as const),
    ...(["an empty object", "a Result", "a wrong literal"] as const),
  ] as const;
}
