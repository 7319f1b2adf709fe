import type { KubeletEvent, OpenStep } from "../../core/kubelet/history/step.ts";
import type { Kubelet } from "../../core/kubelet/manager/kubelet.ts";
import { createKubelet } from "../../core/kubelet/manager/kubelet.ts";
import type { OpenKubelet } from "../../core/kubelet/manager/open-kubelet.ts";
import { unwrap } from "../../core/result.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { readJsonFile } from "../documents/json-file.ts";
import { observeEnd, observeLegacy, observeStep, observeVector, recordedEnd, recordedOf } from "./observe.ts";
import { kubeletAtStart, readTrace } from "./read-trace.ts";
import { faultText } from "./shapes.ts";
import { type AllocatorTrace, type KubeletTrace, TRACE_SCHEMA } from "./trace.ts";
import {
  runtimeHandlersOf,
  VECTOR_SCHEMAS,
  type VectorTrace,
  vectorEvent,
  vectorKubelet,
  vectorsShape,
} from "./vectors.ts";

export interface TraceFile {
  readonly name: string;
  readonly form: TraceForm;
  readonly plays: readonly Play[];
}

export type TraceForm = typeof TRACE_SCHEMA | keyof typeof VECTOR_SCHEMAS;

export type Play = KubeletPlay | AllocatorPlay;

export interface KubeletPlay {
  readonly subject: "kubelet";
  readonly id: string | null;
  /** What it is about; null where it does not say. */
  readonly note: string | null;
  readonly kubelet: Kubelet;
  /** What happens, and what was recorded of it; `undefined` for nothing. */
  readonly ops: readonly { readonly event: KubeletEvent; readonly recorded: unknown }[];
  /** Gives what came of a step, in the words of the record. */
  readonly observe: (event: KubeletEvent, after: OpenStep) => object;
  /** What was recorded of the end, and how the end is seen in the same words. */
  readonly end?: { readonly recorded: object; readonly observe: (kubelet: OpenKubelet) => object };
}

export interface AllocatorPlay {
  readonly subject: "allocator";
  /** Always null: such a file has only one. */
  readonly id: null;
  /** What it is about; null where it does not say. */
  readonly note: string | null;
  readonly trace: AllocatorTrace;
}

export async function loadTraces(io: Io, path: string): Promise<TraceFile> {
  const name = fileName(path);
  const value = await readJsonFile(io, path, MAX_TRACE_BYTES);
  const schema: unknown = Object(value).schema;
  if (schema === TRACE_SCHEMA) return { name, form: schema, plays: [ownPlay(value, name)] };
  if (schema === "userns-kubelet/traces/1" || schema === "userns-kubelet/traces-legacy/1")
    return { name, form: schema, plays: vectorPlays(value, VECTOR_SCHEMAS[schema], name) };
  const known = [TRACE_SCHEMA, ...Object.keys(VECTOR_SCHEMAS)].join(", ");
  const found = typeof schema === "string" ? schema.slice(0, MAX_SHOWN) : "none";
  throw new Failure(`${name}: schema: expected ${known}; found ${found}`);
}

export const MAX_TRACE_BYTES = 67108864;
const MAX_SHOWN = 40;

function ownPlay(value: unknown, name: string): Play {
  const read = readTrace(value);
  if (!read.ok) throw new Failure(`${name}: ${faultText(read.error)}`);
  const trace = read.value;
  const note = trace.note ?? null;
  if (trace.subject === "allocator") return { subject: trace.subject, id: null, note, trace };
  return { ...kubeletPlay(trace), note };
}

function kubeletPlay(trace: KubeletTrace): Omit<KubeletPlay, "note"> {
  return {
    subject: "kubelet",
    id: null,
    kubelet: unwrap(kubeletAtStart(trace)),
    ops: trace.ops.map(({ recorded, ...event }) => ({ event, recorded })),
    observe: (_event, after) => observeStep(after),
  };
}

function vectorPlays(value: unknown, form: "current" | "legacy", name: string): readonly Play[] {
  const fault = vectorsShape(form)(value, "");
  if (fault !== undefined) throw new Failure(`${name}: ${faultText(fault)}`);
  const { traces } = value as { readonly traces: readonly VectorTrace[] };
  return traces.map((trace) => {
    const handlers = runtimeHandlersOf(trace.handlers);
    return {
      subject: "kubelet",
      id: trace.id,
      note: [trace.category, trace.note].filter((text) => text !== undefined).join(": "),
      kubelet: createKubelet(vectorKubelet(trace)),
      ops: trace.ops.map((op) => ({ event: vectorEvent(op, handlers), recorded: recordedOf(op, form) })),
      observe: form === "legacy" ? observeLegacy : observeVector,
      end: { recorded: recordedEnd(trace, form), observe: (kubelet) => observeEnd(kubelet, form) },
    };
  });
}
