import { expectArray } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";
import { type DiskEvent, editDisk } from "../disk/disk.ts";
import { dropPod } from "../lists/pod-list.ts";
import { type CleanupEvent, cleanup } from "../manager/cleanup.ts";
import { create } from "../manager/create.ts";
import type { CreateEvent, PodUserns } from "../manager/create-event.ts";
import { expectKubelet, type Kubelet } from "../manager/kubelet.ts";
import { closeKubelet, type OpenKubelet, openKubelet } from "../manager/open-kubelet.ts";
import { releasePod } from "../manager/release.ts";
import { type StartEvent, start } from "../manager/start.ts";
import type { CleanupError, CreateError, KubeletError, NotStarted, Panic, StartError } from "../settings/errors.ts";
import type { KubeletPool } from "../settings/pool.ts";
import { checkSettings } from "../settings/settings.ts";
import { expectEvent } from "./expect-event.ts";

/** Something that happens to a kubelet or its disk. */
export type KubeletEvent = StartEvent | CreateEvent | ReleaseEvent | CleanupEvent | DiskEvent;

/** The kubelet has seen a pod end: its containers and its sandbox are gone. */
export interface ReleaseEvent {
  readonly type: "release";
  /** The UID of the pod. */
  readonly podUid: string;
}

/** What an event comes to, by its type. */
export interface KubeletOutcomes {
  /** The pool; `null` when the feature gate is off. */
  readonly start: Result<KubeletPool | null, StartError>;
  /** What the container runtime is told; `null` when it is told nothing. */
  readonly create: Result<PodUserns, CreateError | NotStarted>;
  /** Nothing. */
  readonly release: Result<null, Panic | NotStarted>;
  /** The pods whose ranges were released. */
  readonly cleanup: Result<readonly string[], CleanupError | NotStarted>;
}

/**
 * What an event comes to.
 *
 * @typeParam Type - the event's type
 */
export type KubeletOutcome<Type extends KubeletEvent["type"] = KubeletEvent["type"]> =
  Type extends keyof KubeletOutcomes ? KubeletOutcomes[Type] : Result<null, never>;

/**
 * A kubelet after an event.
 *
 * @typeParam Type - the event's type
 */
export interface KubeletStep<Type extends KubeletEvent["type"] = KubeletEvent["type"]> {
  /** The kubelet then. After a crash it is as the crash left it; a real one is gone, and starts again. */
  readonly kubelet: Kubelet;
  /** What the event came to. */
  readonly outcome: KubeletOutcome<Type>;
  /** The random numbers that it used, at most one. */
  readonly draws: readonly number[];
}

/** A kubelet after several events. */
export interface KubeletHistory {
  /** The kubelet after the last of them. */
  readonly kubelet: Kubelet;
  /** What each came to. */
  readonly outcomes: readonly Result<unknown, KubeletError>[];
}

/**
 * Lets one thing happen to a kubelet.
 *
 * @typeParam Event - the event
 * @param kubelet - the kubelet, which stays as it is
 * @param event - what happens
 * @returns the kubelet then, what the event came to, and the random numbers that it used
 * @throws TypeError when a number is not an integer, as a draw that a kubelet without a seed needs and was not given,
 * RangeError when a number is out of range, or the UID of a pod cannot name a directory.
 * @remarks `pkg/kubelet/userns/userns_manager.go`. What differs from release to release is in `RELEASE_TABLE`.
 * @example
 * ```ts
 * import { createKubelet, kubeletUser, step } from "userns-sim/kubelet";
 *
 * const stopped = createKubelet({ release: "1.36", kubeletUser: kubeletUser(65536, 7208960) });
 * const started = step(stopped, { type: "start" });
 * const { kubelet, outcome } = step(started.kubelet, { type: "create", podUid: "web", draw: 2 });
 * outcome;
 * // => { ok: true, value: { mode: "POD", mapping: { containerId: 0, hostId: 196608, size: 65536 } } }
 * kubelet.pods?.map(({ podUid }) => podUid); // => ["web"]
 * ```
 */
export function step<Event extends KubeletEvent>(kubelet: Kubelet, event: Event): KubeletStep<Event["type"]>;
export function step(kubelet: Kubelet, event: KubeletEvent): KubeletStep {
  expectKubelet("step", kubelet);
  const { kubelet: after, ...rest } = openStep(openKubelet(kubelet), event);
  return { kubelet: closeKubelet(after), ...rest };
}

/** A kubelet after an event, while more is to come. */
export interface OpenStep extends Omit<KubeletStep, "kubelet"> {
  readonly kubelet: OpenKubelet;
}

/** Does what {@link step} does. */
export function openStep(kubelet: OpenKubelet, event: KubeletEvent, caller = "step"): OpenStep {
  expectEvent(caller, event);
  switch (event.type) {
    case "start":
      checkSettings(caller, event.settings ?? kubelet.settings);
      return { ...start(kubelet, event), draws: [] };
    case "create":
      return kubelet.started ? create(kubelet, event) : notStarted(kubelet);
    case "release":
      return kubelet.started ? release(kubelet, event.podUid) : notStarted(kubelet);
    case "cleanup":
      return kubelet.started ? { ...cleanup(kubelet, event), draws: [] } : notStarted(kubelet);
    default:
      return { kubelet: { ...kubelet, pods: editDisk(kubelet.pods, event) }, outcome: ok(null), draws: [] };
  }
}

/**
 * Lets several things happen to a kubelet, one after the other.
 *
 * @param kubelet - the kubelet, which stays as it is
 * @param events - what happens, in order; refusals and crashes do not end it
 * @returns the kubelet then, and what each event came to
 * @throws TypeError when a number is not an integer, RangeError when it is out of range, or the UID of a pod cannot
 * name a directory.
 * @example
 * ```ts
 * import { createKubelet, replay } from "userns-sim/kubelet";
 *
 * const kubelet = createKubelet({ release: "1.25", featureGates: { UserNamespacesStatelessPodsSupport: true } });
 * const history = replay(kubelet, [
 *   { type: "start" },
 *   { type: "create", podUid: "a" },
 *   { type: "create", podUid: "b" },
 * ]);
 * history.kubelet.manager?.usedBy;
 * // => [{ podUid: "a", hostId: 131072, length: 65536 }, { podUid: "b", hostId: 196608, length: 65536 }]
 * ```
 */
export function replay(kubelet: Kubelet, events: readonly KubeletEvent[]): KubeletHistory {
  const outcomes: Result<unknown, KubeletError>[] = [];
  expectKubelet("replay", kubelet);
  expectArray("replay", "events", events, "an array of events");
  let now = openKubelet(kubelet);
  for (const event of events) {
    const after = openStep(now, event, "replay");
    now = after.kubelet;
    outcomes.push(after.outcome);
  }
  return { kubelet: closeKubelet(now), outcomes };
}

/** A release comes after the sandbox is gone, whether or not the manager remembers the pod. */
function release(before: OpenKubelet, podUid: string): OpenStep {
  const kubelet: OpenKubelet = { ...before, sandboxes: dropPod(before.sandboxes, podUid) };
  if (kubelet.manager === null) return { kubelet, outcome: ok(null), draws: [] };
  const { kubelet: after, panic } = releasePod(kubelet, kubelet.manager, podUid);
  return { kubelet: after, outcome: panic === undefined ? ok(null) : err(panic), draws: [] };
}

function notStarted(kubelet: OpenKubelet): OpenStep {
  return { kubelet, outcome: err({ code: "not-started" }), draws: [] };
}
