import { explain } from "../../core/explain/kubelet.ts";
import type { KubeletEvent } from "../../core/kubelet/history/step.ts";
import { type Watched, type WatchedStep, watch, watchedStep } from "../../core/kubelet/history/watch.ts";
import { findPod } from "../../core/kubelet/lists/pod-list.ts";
import type { PodUserns } from "../../core/kubelet/manager/create-event.ts";
import { type OpenKubelet, openKubelet } from "../../core/kubelet/manager/open-kubelet.ts";
import { rangeOfPod } from "../../core/kubelet/manager/open-manager.ts";
import type { KubeletError } from "../../core/kubelet/settings/errors.ts";
import { poolRange } from "../../core/node/check/pool.ts";
import { evidenceOf } from "../../core/releases/unread-releases.ts";
import { Failure } from "../base/failure.ts";
import { count, listed, rangeText } from "../base/words.ts";
import { differenceOf } from "../trace/compare.ts";
import type { KubeletPlay } from "../trace/load.ts";
import { errorOf } from "../trace/observe.ts";
import type { StepFacts, TraceFacts } from "./json.ts";
import type { Looks } from "./looks.ts";

/**
 * Plays a kubelet's trace.
 * @param looks - counts over all traces of the file
 * @param breathe - called now and then, so that signals are handled
 */
export async function playKubelet(
  play: KubeletPlay,
  name: string,
  looks: Looks,
  breathe: () => Promise<void>,
): Promise<TraceFacts> {
  const { id, subject, note, ops, observe, end } = play;
  let watched = watch(openKubelet(play.kubelet));
  const steps: StepFacts[] = [];
  for (const [at, { event, recorded }] of ops.entries()) {
    if (at % STEPS_IN_A_BREATH === 0) await breathe();
    const where = (): string => `${name}: ${id === null ? "" : `${id}: `}ops[${at}]`;
    const tooMuch = looks(event, recorded, watched.kubelet);
    if (tooMuch !== undefined) throw new Failure(`${where()}: ${tooMuch}`);
    const after = stepAt(watched, event, where);
    const difference = recorded === undefined ? undefined : differenceOf(recorded, observe(event, after));
    steps.push(factsOf(at, event, watched.kubelet, after, difference ?? null));
    watched = after.watched;
  }
  return {
    id,
    subject,
    release: play.kubelet.settings.release,
    evidence: evidenceOf(play.kubelet.settings.release),
    note,
    steps,
    compared: ops.filter(({ recorded }) => recorded !== undefined).length,
    endDifference: (end && differenceOf(end.recorded, end.observe(watched.kubelet))) ?? null,
  };
}

const STEPS_IN_A_BREATH = 500;

function stepAt(watched: Watched, event: KubeletEvent, where: () => string): WatchedStep {
  try {
    return watchedStep(watched, event);
  } catch (error) {
    // The shape is right, so it can only be the draw: how many slots there are shows on the way.
    throw new Failure(`${where()}: ${(error as Error).message.replace("step: ", "")}`);
  }
}

function factsOf(
  at: number,
  event: KubeletEvent,
  before: OpenKubelet,
  after: WatchedStep,
  difference: StepFacts["difference"],
): StepFacts {
  const { outcome, draws, kubelet, defects } = after;
  const error = outcome.ok ? undefined : errorOf(outcome.error);
  const says = error?.text ?? null;
  return {
    at,
    type: event.type,
    podUid: "podUid" in event ? event.podUid : null,
    outcome: outcome.ok ? "ok" : error?.code === "panic" ? "crashed" : "refused",
    says,
    result: outcome.ok ? resultText(event, before, kubelet, outcome.value) : (says ?? refusalText(outcome.error)),
    range: rangeIn(event, before, kubelet, outcome.ok ? outcome.value : null),
    draws,
    used: kubelet.manager?.used.length ?? null,
    defects,
    difference,
  };
}

/** What stands for a message that there is not, or that nobody knows. */
function refusalText(error: KubeletError): string {
  return error.code === "not-started" ? "the kubelet does not run" : explain(error);
}

function rangeIn(event: KubeletEvent, before: OpenKubelet, after: OpenKubelet, value: unknown): StepFacts["range"] {
  if (event.type === "create") {
    const userns = value as PodUserns;
    return userns?.mode === "POD" ? { start: userns.mapping.hostId, size: userns.mapping.size } : null;
  }
  if (event.type !== "release" || before.manager === null || after.manager === null) return null;
  const had = rangeOfPod(before.manager, event.podUid);
  return !had ? null : { start: had.hostId, size: had.length };
}

function resultText(event: KubeletEvent, before: OpenKubelet, after: OpenKubelet, value: unknown): string {
  switch (event.type) {
    case "start":
      return startText(after);
    case "create":
      return createText(value as PodUserns, event.podUid, before);
    case "release": {
      const range = rangeIn(event, before, after, null);
      return range === null ? "nothing: no range is remembered for it" : `${rangeText(range)} is free again`;
    }
    case "cleanup": {
      const released = value as readonly string[];
      return released.length === 0 ? "nothing to release" : `released ${listed(released, MAX_NAMED)}`;
    }
    case "remove-pods-directory":
      return "the pods directory is gone";
    default:
      return diskText(event.podUid, before, after);
  }
}

const MAX_NAMED = 5;

function startText({ manager }: OpenKubelet): string {
  if (manager === null) return "user namespaces are off";
  const pods = count(manager.usedBy.length, "pod");
  return `pool ${rangeText(poolRange(manager))}, ${count(manager.slots, "slot")}; ${pods} recorded`;
}

function createText(userns: PodUserns, podUid: string, { manager }: OpenKubelet): string {
  if (userns === null) return "nothing is said about user namespaces";
  if (userns.mode === "NODE") return "runs on host users";
  const { hostId, size } = userns.mapping;
  const had = manager && rangeOfPod(manager, podUid);
  const before = !had
    ? ""
    : had.hostId === hostId
      ? ", as before"
      : `, had [${had.hostId}, ${had.hostId + had.length})`;
  return rangeText({ start: hostId, size }) + before;
}

function diskText(podUid: string, before: OpenKubelet, after: OpenKubelet): string {
  const kindIn = ({ pods }: OpenKubelet): string => STANDS[(pods && findPod(pods, podUid)?.kind) ?? "nothing"];
  const stood = kindIn(before);
  const stands = kindIn(after);
  return stood === stands ? `on the disk: ${stands}` : `on the disk: ${stands}, was ${stood}`;
}

const STANDS = {
  nothing: "nothing",
  file: "a file",
  "no-file": "a directory without a file",
  "directory-for-file": "a directory for the file",
  "file-for-directory": "a file for the directory",
};
