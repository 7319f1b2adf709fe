import { describe, expect, it } from "vitest";
import { kubeletEnglish } from "../../../src/core/kubelet/english.ts";
import {
  createKubelet,
  explain,
  type KubeletError,
  parseKernel,
  parsePolicy,
  parseRuntime,
  readGetsubids,
  readKubelet,
  type UsernsRefusal,
} from "../../../src/kubelet.ts";

const text = "the kubelet's own words";
const podUid = "web";
const hidden = "a\nb";
const pool = { firstId: 131072, length: 196608, idsPerPod: 131072, maxPods: 110, text };
const file = { podUid, hostId: 65537, length: 1, text };
const place = { form: "kubelet-userns", line: 3, column: 7, found: "x", expected: "value" } as const;

function storedWith(more: object): object {
  return { ...createKubelet({ release: "1.36" }), ...more };
}

const SAID: readonly (readonly [KubeletError, string])[] = [
  [
    { code: "gate-unrecognized", gate: "G", text },
    "This release has no feature gate G. Use the name that the release knows.",
  ],
  [
    { code: "gate-locked", gate: "G", text },
    "Since 1.36 the feature gate G is on and cannot be turned off. Leave it unset.",
  ],
  [
    { code: "configuration-invalid", problems: ["this", "that"], text },
    "The kubelet's configuration is not valid: this; that.",
  ],
  [
    { code: "lookup-failed", text },
    "The account kubelet could not be looked up, so the kubelet does not know its subordinate IDs.",
  ],
  [
    { code: "getsubids-missing", text },
    "There is an account kubelet but no program getsubids. Install it (Debian: package uidmap), or remove the account.",
  ],
  [
    { code: "getsubids-failed", text },
    "getsubids failed for the account kubelet. Give it a range in both /etc/subuid and /etc/subgid.",
  ],
  [
    { code: "uids-and-gids-differ", text },
    "The account kubelet must have the same range in /etc/subuid and /etc/subgid.",
  ],
  [{ code: "too-many-lines", text }, "The account kubelet must have one range of subordinate IDs, not several."],
  [{ code: "not-four-fields", text }, "What getsubids printed is not an index, an owner, a first ID and a count."],
  [{ code: "not-a-number", text }, "A number that getsubids printed is not an integer from 0 to 4294967295."],
  [{ code: "ids-per-pod-misaligned", ...pool }, "idsPerPod must be a multiple of 65536, and 131072 is not."],
  [{ code: "first-id-misaligned", ...pool }, "The pool must start at a multiple of 131072, and 131072 is none."],
  [{ code: "first-id-too-low", ...pool }, "The pool starts at 131072, but the first 131072 IDs are the host's own."],
  [{ code: "length-misaligned", ...pool }, "The pool must hold a multiple of 131072 IDs, and 196608 is none."],
  [{ code: "too-few-ids", ...pool }, "The pool has 196608 IDs, but maxPods × idsPerPod = 110 × 131072 are needed."],
  [
    { code: "reaches-last-id", ...pool, text: null },
    "The pool ends at 327680, but the last ID that can be mapped is 4294967294.",
  ],
  [
    { code: "past-last-id", ...pool, text: null },
    "The pool ends at 327680, but the last ID that can be mapped is 4294967294.",
  ],
  [
    { code: "pod-not-recorded", podUid, cause: { code: "already-taken", ...file }, text },
    'The kubelet does not start because of the file userns of pod "web". The file of pod "web" names host ID 65537, which another pod has.',
  ],
  [{ code: "not-a-directory", podUid, text }, 'A file stands where the directory of pod "web" should be.'],
  [{ code: "is-a-directory", podUid, text }, 'A directory stands where the file userns of pod "web" should be.'],
  [
    { code: "file-invalid", podUid, cause: { code: "invalid-json", ...place }, text },
    'The file userns of pod "web" cannot be decoded: it goes wrong in line 3, column 7.',
  ],
  [{ code: "not-one-mapping", podUid, text }, 'The file userns of pod "web" must have one mapping of user IDs.'],
  [{ code: "gids-not-like-uids", podUid, text }, 'The file userns of pod "web" must have one mapping of group IDs.'],
  [{ code: "mappings-differ", podUid, text }, 'The file userns of pod "web" must map user and group IDs alike.'],
  [{ code: "root-not-mapped", podUid, text }, 'The file userns of pod "web" must map from container ID 0 on.'],
  [
    { code: "wrong-length", ...file },
    'The file of pod "web" maps 1 ID, which is not idsPerPod. Drain the node before changing that.',
  ],
  [
    { code: "wrong-offset", ...file },
    'The file of pod "web" starts at host ID 65537, which is not a multiple of idsPerPod.',
  ],
  [
    { code: "different-range", ...file },
    'The file of pod "web" names host ID 65537, but the kubelet remembers another range for it.',
  ],
  [
    { code: "out-of-range", ...file },
    'The file of pod "web" names host ID 65537, which is outside the pool. Drain the node before changing that.',
  ],
  [{ code: "already-taken", ...file }, 'The file of pod "web" names host ID 65537, which another pod has.'],
  [
    { code: "pod-limit", limit: 1024, count: 1025, text },
    "This release allows 1024 pods with user namespaces, and counts 1025.",
  ],
  [
    { code: "gate-disabled", gate: "G", text },
    "The pod sets hostUsers, which needs the feature gate G, and that is off. Turn it on in the featureGates of the kubelet.",
  ],
  [
    { code: "handler-unsupported", handler: "kata", text },
    'The runtime handler "kata" does not support user namespaces. Use a runtime that does.',
  ],
  [{ code: "handler-unknown", handler: "nope", text }, 'The container runtime reports no handler "nope".'],
  [{ code: "pool-exhausted", slots: 4, text }, "All 4 slots of the pool are in use."],
  [{ code: "write-failed", podUid, text }, 'The file userns of pod "web" could not be written, so it got no range.'],
  [{ code: "pods-unreadable", text }, "The directory of all pods cannot be listed, so nothing was cleaned up."],
  [{ code: "panic", text: "negative bit index" }, "The kubelet crashed: negative bit index."],
  [{ code: "not-started" }, "The kubelet is not running: start it first."],
];

describe("explain", () => {
  it("has a sentence for every refusal", () => {
    for (const [error, sentence] of SAID) expect(explain(error), error.code).toBe(sentence);
    expect(SAID.map(([{ code }]) => code)).toEqual(Object.keys(kubeletEnglish));
  });

  it("shows no control character of a name", () => {
    expect(explain({ code: "write-failed", podUid: hidden, text })).toContain('pod "a\\nb"');
    expect(explain({ code: "handler-unknown", handler: hidden, text })).toContain('"a\\nb"');
  });

  it("throws for what is no refusal of the kubelet", () => {
    expect(() => explain({ code: "toString" } as unknown as KubeletError)).toThrow(
      /^explain: expected a refusal of userns-sim\/kubelet, a finding or its fix, got /,
    );
  });
});

describe("explain, of what is refused around the kubelet", () => {
  const runtimeSays: readonly (readonly [UsernsRefusal["code"], string])[] = [
    ["several-mappings", "The container runtime takes one mapping of user IDs and one of group IDs, not several."],
    ["empty-mapping", "A mapping that the container runtime is given must hold at least one ID."],
    [
      "mappings-of-node",
      "A container in the host's user namespace has no mappings: leave them out, or use the mode POD.",
    ],
    ["pod-without-mappings", "A container in a user namespace needs a mapping of user IDs and one of group IDs."],
    ["unsupported-mode", "The container runtime knows the modes POD and NODE of user namespaces, and no other."],
    ["differs-from-sandbox", "A container must have the same user namespace as the sandbox of its pod."],
  ];

  it.each(runtimeSays)("says it for %s", (code, sentence) => {
    expect(explain({ code, text })).toBe(sentence);
  });

  it.each([
    [parseRuntime("a\nb"), '"a\\nb" is no runtime with its version. Expected one as in containerd@2.1.3.'],
    [parseKernel("six"), '"six" is no version of a kernel. Expected one as in 6.8.'],
    [parsePolicy("a"), '"a" is no level of the Pod Security Standards. Expected privileged, baseline or restricted.'],
    [parsePolicy("baseline:a"), '"a" is no version of a policy. Expected latest, or one as in v1.35.'],
    [readKubelet(1), "The stored kubelet must be an object."],
    [readKubelet(storedWith({ "\u009b\u202e": 1 })), "A stored kubelet has no field \\u009b\\u202e."],
    [readKubelet(storedWith({ settings: 5 })), "The stored kubelet's settings must be an object."],
    [readGetsubids("1\n2"), "The account kubelet must have one range of subordinate IDs, not several."],
  ])("says it for what cannot be read: %#", (read, sentence) => {
    expect(read.ok ? undefined : explain(read.error)).toBe(sentence);
  });
});
