import { goQuote } from "../../go/go-text.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import { isFixed } from "../defects/defects.ts";
import { listPods } from "../disk/disk.ts";
import { openPod, readUserns } from "../disk/userns-file.ts";
import { joined, piecesOf } from "../lists/pieces.ts";
import { addSpan, type Span, type Spans } from "../lists/spans.ts";
import { validateConfiguration } from "../settings/configuration.ts";
import type { PodNotRecorded, RecordError, StartError } from "../settings/errors.ts";
import { type KubeletPool, kubeletPool } from "../settings/pool.ts";
import type { ConfigurationInvalid } from "../settings/pool-error.ts";
import type { KubeletSettings } from "../settings/settings.ts";
import { adopt, isAdoptable, spanOf } from "./adopt.ts";
import type { OpenKubelet } from "./open-kubelet.ts";
import { emptyManager, type OpenManager, rangeOfPod } from "./open-manager.ts";
import { record } from "./record.ts";

/** The kubelet starts, or starts again, over the disk as it is. */
export interface StartEvent {
  readonly type: "start";
  /** The settings from now on; those of before when not given. */
  readonly settings?: KubeletSettings;
}

export interface Started {
  /** The kubelet then; it does not run when the start was refused. */
  readonly kubelet: OpenKubelet;
  /** Its pool, `null` when the feature gate is off, or why it does not run. */
  readonly outcome: Result<KubeletPool | null, StartError>;
}

/**
 * `MakeUserNsManager`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3. The kubelet logs a refusal of its manager after
 * `create user namespace manager: `.
 */
export function start(before: OpenKubelet, { settings = before.settings }: StartEvent): Started {
  const kubelet: OpenKubelet = { ...before, settings, started: false, manager: null };
  const invalid = configurationFault(settings);
  if (invalid !== undefined) return { kubelet, outcome: err(invalid) };
  const pool = kubeletPool(settings, kubelet.fixes);
  if (!pool.ok) return { kubelet, outcome: pool };
  if (pool.value === null) return { kubelet: { ...kubelet, started: true }, outcome: ok(null) };
  const manager = managerOver(kubelet, pool.value);
  if (!manager.ok) return { kubelet, outcome: manager };
  return { kubelet: { ...kubelet, started: true, manager: manager.value }, outcome: ok(pool.value) };
}

/** Several problems are printed as `utilerrors.NewAggregate` does. */
function configurationFault(settings: KubeletSettings): ConfigurationInvalid | undefined {
  const problems = settings.skipConfigurationCheck ? [] : validateConfiguration(settings);
  if (problems.length === 0) return undefined;
  const all = problems.join(", ");
  return { code: "configuration-invalid", problems, text: problems.length === 1 ? all : `[${all}]` };
}

function managerOver(kubelet: OpenKubelet, pool: KubeletPool): Result<OpenManager, PodNotRecorded> {
  const { settings, fixes, pods } = kubelet;
  const tolerant = isFixed(settings.release, fixes, "start-refused");
  const running = isFixed(settings.release, fixes, "running-range-given-away") ? joined(kubelet.sandboxes) : [];
  let taken: Spans = piecesOf<Span>([]);
  let manager = emptyManager(pool, settings.release);
  for (const sandbox of running) {
    const recorded = record(manager, sandbox, settings.release);
    if (recorded.ok) manager = recorded.value;
    else if (tolerant) manager = adopt(manager, sandbox);
    else return refused(settings, sandbox.podUid, recorded.error);
    taken = addSpan(taken, spanOf(sandbox));
  }
  for (const podUid of listPods(pods) ?? []) {
    // What the runtime says about a pod that runs counts more than its file.
    if (rangeOfPod(manager, podUid) !== undefined) continue;
    const { content } = openPod(pods, podUid, settings);
    const range = content.ok ? readUserns(podUid, content.value, settings.release) : content;
    if (!range.ok) {
      if (!tolerant) return refused(settings, podUid, range.error);
    } else if (range.value !== undefined) {
      const recorded = record(manager, range.value, settings.release);
      if (recorded.ok) manager = recorded.value;
      else if (!tolerant) return refused(settings, podUid, recorded.error);
      else if (isAdoptable(range.value, taken)) manager = adopt(manager, range.value);
      else continue;
      taken = addSpan(taken, spanOf(range.value));
    }
  }
  return ok(manager);
}

function refused({ release }: KubeletSettings, podUid: string, cause: RecordError): Result<never, PodNotRecorded> {
  const prefix = traitAt(RELEASE_TABLE.startPrefix, release).replace("%q", () => goQuote(podUid));
  return err({ code: "pod-not-recorded", podUid, cause, text: `${prefix}${cause.text}` });
}
