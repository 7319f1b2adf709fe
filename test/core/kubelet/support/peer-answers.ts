import {
  createKubelet,
  type KubeletEvent,
  type KubeletSettings,
  kubeletPool,
  kubeletUser,
  replay,
  step,
} from "../../../../src/kubelet.ts";

interface Answer {
  readonly ok?: unknown;
  readonly error?: object;
}

interface PoolInput {
  readonly firstId: number;
  readonly length: number;
  readonly idsPerPod: number;
  readonly maxPods?: number;
}

/** Answers `validate.kubeletPool`, which restates tests later than 1.36.3: with the fixes that they brought. */
export function answerPool(input: PoolInput): Answer {
  return kubeletPool(settingsOf(input), ["last-slot", "pool-wraps"]).ok ? { ok: true } : { error: {} };
}

/** Answers `parse.kubeletUsernsFile`. */
export function answerUsernsFile({ text, ...pool }: PoolInput & { readonly text: string }): Answer {
  const { kubelet } = replay(createKubelet(settingsOf(pool)), [
    { type: "start" },
    { type: "write-file", podUid: "p", raw: text },
  ]);
  const { outcome } = step(kubelet, { type: "create", podUid: "p", draw: 0 });
  if (!outcome.ok || outcome.value?.mode !== "POD") return { error: {} };
  const { hostId, size } = outcome.value.mapping;
  return { ok: { hostId, size } };
}

const RECORD_CODES: Readonly<Record<string, string>> = {
  "out-of-range": "out of range",
  "different-range": "different",
  // Upstream's test asks for "different" with an unaligned start, which is found first; see D9 of the facts.
  "wrong-offset": "different",
};

/** Answers `alloc.kubeletRecord`: each record is a file that the kubelet then reads. */
export function answerRecord({
  records,
  ...pool
}: PoolInput & { readonly records: readonly (readonly [string, number, number])[] }): Answer {
  let kubelet = step(createKubelet(settingsOf(pool)), { type: "start" }).kubelet;
  const ok = records.map(([pod, hostId, length]) => {
    const podUid = `pod-${pod}`;
    const mappings = JSON.stringify([{ hostId, containerId: 0, length }]);
    const raw = `{"uidMappings":${mappings},"gidMappings":${mappings}}`;
    kubelet = step(kubelet, { type: "write-file", podUid, raw }).kubelet;
    const after = step(kubelet, { type: "create", podUid });
    kubelet = after.kubelet;
    return after.outcome.ok ? "ok" : RECORD_CODES[after.outcome.error.code];
  });
  return { ok };
}

/** Answers `alloc.kubeletCleanup`: which of the recorded pods keep their ranges. */
export function answerCleanup({
  recorded,
  onDisk,
  running,
  known,
}: Readonly<Record<"recorded" | "onDisk" | "running" | "known", readonly string[]>>): Answer {
  const events: KubeletEvent[] = [
    { type: "start" },
    ...recorded.map((podUid, draw) => ({ type: "create", podUid, draw }) as const),
    { type: "remove-pods-directory" },
    { type: "make-directory", podUid: "other" },
    ...onDisk.map((podUid) => ({ type: "make-directory", podUid }) as const),
    { type: "cleanup", known, running },
  ];
  const { kubelet } = replay(createKubelet({ release: "1.36" }), events);
  return { ok: kubelet.manager?.usedBy.map(({ podUid }) => podUid) };
}

function settingsOf({ firstId, length, idsPerPod, maxPods = 1 }: PoolInput): KubeletSettings {
  return { release: "1.36", maxPods, idsPerPod, kubeletUser: kubeletUser(firstId, length) };
}
