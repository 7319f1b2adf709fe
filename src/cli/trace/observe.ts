import type { KubeletEvent, OpenStep } from "../../core/kubelet/history/step.ts";
import { joined } from "../../core/kubelet/lists/pieces.ts";
import type { PodUserns } from "../../core/kubelet/manager/create-event.ts";
import { reservedSlots } from "../../core/kubelet/manager/manager.ts";
import type { OpenKubelet } from "../../core/kubelet/manager/open-kubelet.ts";
import type { VectorOp, VectorTrace } from "./vectors.ts";

/** Gives what came of a step in the words of `userns-sim/trace/1`. */
export function observeStep({ outcome, draws }: Pick<OpenStep, "outcome" | "draws">): object {
  if (outcome.ok) return { outcome, draws };
  return { outcome: { ok: false, error: errorOf(outcome.error) }, draws };
}

export function errorOf(error: { readonly code: string }): { readonly code: string; readonly text?: string } {
  const { code } = error;
  return "text" in error && typeof error.text === "string" ? { code, text: error.text } : { code };
}

/**
 * Gives what came of a step in the words of the recorded runs of the kubelet's code.
 * @returns everything that is recorded there; what was not to be seen is null
 */
export function observeVector(event: KubeletEvent, { outcome, draws, kubelet }: OpenStep): object {
  const error = outcome.ok ? undefined : errorOf(outcome.error);
  const text = comparable(error?.text ?? error?.code ?? null);
  const isPanic = error?.code === "panic";
  const { manager } = kubelet;
  const isLeaking = manager !== null && manager.used.length !== manager.usedBy.length;
  return {
    res: outcome.ok ? resultOf(event, outcome.value) : null,
    err: isPanic ? null : text,
    panic: isPanic ? text : null,
    draws,
    used: manager?.used.length ?? null,
    // Made when they are asked for: each is as long as there are pods.
    get by(): unknown {
      return byOf(manager);
    },
    get slots(): unknown {
      return isLeaking ? joined(manager.used) : null;
    },
  };
}

/**
 * Gives what came of a step in the words of the recorded runs of old releases.
 * @returns everything that is recorded there; what was not to be seen is null
 */
export function observeLegacy(event: KubeletEvent, after: OpenStep): object {
  const { err, draws } = observeVector(event, after) as { err: string | null; draws: readonly number[] };
  const { outcome, kubelet } = after;
  const userns = event.type === "create" && outcome.ok ? (outcome.value as PodUserns) : null;
  const used = kubelet.manager?.used.length ?? 0;
  return {
    hostId: userns?.mode === "POD" ? userns.mapping.hostId : null,
    err,
    draws,
    used,
    numAllocated: Math.max(used - reservedSlots(kubelet.settings.release), 0),
  };
}

/** In the same words; what was not to be seen is null. */
export function recordedOf(op: VectorOp, form: "current" | "legacy"): object {
  const { res, err, panic, draws = [], used, by, slots, hostId, numAllocated } = op as VectorOp & Outcome;
  const text = comparable(err ?? null);
  if (form === "legacy") return { hostId: hostId ?? null, err: text, draws, used, numAllocated };
  return {
    res: res ?? null,
    err: text,
    panic: panic ?? null,
    draws,
    used: used ?? null,
    by: used === undefined ? null : sorted(by ?? {}),
    slots: slots ?? null,
  };
}

/** Gives what was recorded at the end of a trace. */
export function recordedEnd({ disk = {}, dirs = [], by = {}, slots }: VectorTrace, form: "current" | "legacy"): object {
  return form === "legacy" ? { by: sorted(by), slots } : { disk: sorted(disk), dirs: [...dirs].sort() };
}

/** Gives what is to be seen at the end of a trace, in the same words. */
export function observeEnd({ manager, pods }: OpenKubelet, form: "current" | "legacy"): object {
  if (form === "legacy") return { by: byOf(manager) ?? [], slots: manager && joined(manager.used) };
  const entries = pods === null ? [] : joined(pods);
  const disk = entries.flatMap((entry) => (entry.kind === "file" ? [[entry.podUid, entry.raw] as const] : []));
  const dirs = entries.filter(({ kind }) => kind !== "file" && kind !== "file-for-directory");
  return { disk: sorted(Object.fromEntries(disk)), dirs: dirs.map(({ podUid }) => podUid).sort() };
}

interface Outcome {
  readonly res?: unknown;
  readonly err?: string;
  readonly panic?: string;
  readonly used?: number;
  readonly by?: Readonly<Record<string, number>>;
  readonly slots?: readonly number[];
  readonly hostId?: number;
  readonly numAllocated?: number;
}

function resultOf(event: KubeletEvent, value: unknown): unknown {
  if (event.type === "start") return value;
  if (event.type !== "create") return null;
  const userns = value as PodUserns;
  if (userns?.mode === "POD") return { hostId: userns.mapping.hostId, length: userns.mapping.size };
  return { mode: userns === null ? "nil" : userns.mode };
}

function byOf(manager: OpenKubelet["manager"]): readonly (readonly [string, unknown])[] | null {
  return manager === null
    ? null
    : sorted(Object.fromEntries(joined(manager.usedBy).map(({ podUid, hostId }) => [podUid, hostId])));
}

/** As a list, all of which is compared; of an object only what is named would be. */
function sorted(map: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What stands behind these words are those of Go's JSON decoder, which change from release to release. */
function comparable(text: string | null): string | null {
  return text?.replace(/(invalid user namespace mappings file: |can't parse file: ).*/s, "$1") ?? null;
}
