import {
  runtimeHandlersOf,
  type VectorSettings as TraceSettings,
  type VectorTrace as VectorFileTrace,
  type VectorOp,
  vectorEvent,
  vectorKubelet,
} from "../../../../src/cli/trace/vectors.ts";
import { toUint32 } from "../../../../src/core/go/go-uint32.ts";
import { kubeletMapping } from "../../../../src/core/kubelet/settings/mappings.ts";
import {
  createKubelet,
  type Kubelet,
  type KubeletEvent,
  type KubeletSettings,
  kubeletPool,
  readGetsubids,
  step,
  validateConfiguration,
} from "../../../../src/kubelet.ts";

/** Settings as the vectors write them. */
export interface VectorSettings extends TraceSettings {
  readonly getsubids?: string;
}

/** A trace of v1.36.3. Of each operation only the arguments and the draws are looked at. */
export interface VectorTrace {
  readonly settings: TraceSettings;
  readonly handlers?: Readonly<Record<string, boolean>>;
  readonly ops: readonly VectorOp[];
}

/** A trace of v1.25.10 or v1.28.3. */
export interface LegacyTrace {
  readonly release: "1.25" | "1.28";
  readonly ops: readonly VectorOp[];
}

/** What is seen of one operation, in the words of the vectors. */
export interface Observed {
  readonly res?: unknown;
  readonly err?: string;
  readonly panic?: string;
  readonly draws?: readonly number[];
  readonly used?: number;
  readonly by?: Readonly<Record<string, number>>;
  readonly slots?: readonly number[];
}

/** What is seen of a whole trace. */
export interface ObservedTrace {
  readonly ops: readonly Observed[];
  readonly disk: Readonly<Record<string, string>>;
  readonly dirs: readonly string[];
}

/** What is seen of a whole trace of an old release. */
export interface ObservedLegacy {
  readonly ops: readonly {
    readonly hostId?: number;
    readonly err?: string;
    readonly draws?: readonly number[];
    readonly used: number;
    readonly numAllocated: number;
  }[];
  readonly by: Readonly<Record<string, number>>;
  readonly slots: readonly number[] | null;
}

/** Replays a trace of v1.36.3. */
export function answerTrace({ settings, handlers, ops }: VectorTrace): ObservedTrace {
  const runtimeHandlers = runtimeHandlersOf(handlers);
  let kubelet = createKubelet(kubeletOf({ settings, ...(handlers === undefined ? {} : { handlers }) }));
  const observed = ops.map((op) => {
    const after = step(kubelet, vectorEvent(op, runtimeHandlers));
    kubelet = after.kubelet;
    return { ...outcomeOf(op, after), ...drawsOf(after.draws), ...memoryOf(kubelet) };
  });
  return { ops: observed, ...diskOf(kubelet) };
}

/** Replays a trace of v1.25.10 or v1.28.3. */
export function answerLegacyTrace({ release, ops }: LegacyTrace): ObservedLegacy {
  let kubelet = createKubelet(kubeletOf({ release }));
  const observed = ops.map((op) => {
    const after = step(kubelet, vectorEvent(op, undefined));
    kubelet = after.kubelet;
    const { res, err } = outcomeOf(op, after);
    const used = kubelet.manager?.used.length ?? 0;
    const reserved = release === "1.25" ? 2 : 1;
    return {
      ...(op.op === "create" && err === undefined ? { hostId: (res as { hostId: number }).hostId } : {}),
      ...(err === undefined ? {} : { err }),
      ...drawsOf(after.draws),
      used,
      numAllocated: Math.max(used - reserved, 0),
    };
  });
  return { ops: observed, by: byOf(kubelet), slots: kubelet.manager?.used ?? null };
}

/** Answers a case of `MakeUserNsManager` over an empty pods directory. */
export function answerMakeManager({ settings }: { readonly settings: VectorSettings }): object {
  const { getsubids: output } = settings;
  const account =
    output === undefined ? undefined : ({ kind: "getsubids", uids: { output }, gids: { output } } as const);
  const given = { ...(account === undefined ? {} : { kubeletUser: account }), ...kubeletOf({ settings }) };
  const mapping = kubeletMapping(given, toUint32(settings.idsPerPod ?? 65536), []);
  const seen = mapping.ok ? { mapping: [mapping.value.firstId, mapping.value.length] } : {};
  const pool = kubeletPool(given);
  if (!pool.ok) return { ...seen, [pool.error.code === "panic" ? "panic" : "err"]: pool.error.text };
  if (pool.value === null) return { ...seen, ok: { mode: "nil" } };
  const { off, slots, idsPerPod } = pool.value;
  const first = (off + slots - 1) * idsPerPod;
  return { ...seen, ok: pool.value, ...(slots > 0 ? { last: [first, first + idsPerPod - 1] } : {}) };
}

/** Answers a case of `parseGetSubIdsOutput`. */
export function answerGetsubids({ raw }: { readonly raw: string }): object {
  const read = readGetsubids(raw);
  return read.ok ? { firstID: read.value.firstId, len: read.value.length } : { err: read.error.text };
}

/** Answers a case about a file: what it is at the start, and what it is while the kubelet runs. */
export function answerMappingsFile({ raw: given }: { readonly raw: string }): object {
  const raw = given.startsWith("REPEAT:") ? repeated(given) : given;
  const write: KubeletEvent = { type: "write-file", podUid: "p", raw };
  const stopped = createKubelet({ release: "1.36" });
  const started = step(step(stopped, write).kubelet, { type: "start" });
  const running = step(step(stopped, { type: "start" }).kubelet, write).kubelet;
  const { outcome, draws } = step(running, { type: "create", podUid: "p", draw: 0 });
  if (draws.length > 0) return { fresh: true };
  if (!outcome.ok)
    return {
      start: started.outcome.ok ? undefined : started.outcome.error.text,
      err: "text" in outcome.error ? outcome.error.text : undefined,
    };
  if (outcome.value?.mode !== "POD" || !started.outcome.ok) return {};
  return { hostId: outcome.value.mapping.hostId, length: outcome.value.mapping.size };
}

/** Answers a case of `userNamespaces.idsPerPod`. */
export function answerIdsPerPod({ idsPerPod }: { readonly idsPerPod: number }): object {
  const settings: KubeletSettings = { release: "1.36", idsPerPod };
  const [err] = validateConfiguration(settings);
  if (err !== undefined) return { err };
  const pool = kubeletPool(settings);
  if (!pool.ok) return { defaultPoolErr: pool.error.text ?? pool.error.code };
  return { defaultPoolSlots: pool.value?.slots };
}

function kubeletOf(trace: Partial<VectorFileTrace>): KubeletSettings {
  return vectorKubelet({ id: "", ops: [], ...trace });
}

function outcomeOf(op: VectorOp, { outcome }: ReturnType<typeof step>): Observed {
  if (!outcome.ok) {
    const { code } = outcome.error;
    const text = ("text" in outcome.error ? outcome.error.text : null) ?? code;
    return code === "panic" ? { panic: text } : { err: text };
  }
  if (op.op === "start") return outcome.value === null ? {} : { res: outcome.value };
  if (op.op !== "create") return {};
  const userns = outcome.value as { mode: string; mapping: { hostId: number; size: number } } | null;
  if (userns?.mode !== "POD") return { res: { mode: userns === null ? "nil" : userns.mode } };
  return { res: { hostId: userns.mapping.hostId, length: userns.mapping.size } };
}

function drawsOf(draws: readonly number[]): { readonly draws?: readonly number[] } {
  return draws.length === 0 ? {} : { draws };
}

function memoryOf({ manager }: Kubelet): Observed {
  if (manager === null) return {};
  const by = byOf({ manager });
  const pods = manager.usedBy.length;
  return {
    used: manager.used.length,
    ...(pods === 0 ? {} : { by }),
    ...(pods === manager.used.length ? {} : { slots: manager.used }),
  };
}

function byOf({ manager }: Pick<Kubelet, "manager">): Readonly<Record<string, number>> {
  return Object.fromEntries((manager?.usedBy ?? []).map(({ podUid, hostId }) => [podUid, hostId]));
}

function diskOf({ pods }: Kubelet): Pick<ObservedTrace, "disk" | "dirs"> {
  const disk: [string, string][] = [];
  const dirs: string[] = [];
  for (const entry of pods ?? []) {
    if (entry.kind === "file") disk.push([entry.podUid, entry.raw]);
    else if (entry.kind !== "file-for-directory") dirs.push(entry.podUid);
  }
  return { disk: Object.fromEntries(disk), dirs };
}

function repeated(raw: string): string {
  const [, text = "", times = ""] = /^REPEAT:(.*):(\d+)$/s.exec(raw) ?? [];
  return text.repeat(Number(times));
}
