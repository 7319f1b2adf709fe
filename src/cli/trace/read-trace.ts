import { isStrategyName, STRATEGY_NAMES } from "../../core/allocate/strategies/strategies.ts";
import { readKubelet } from "../../core/kubelet/history/read-kubelet.ts";
import type { Kubelet } from "../../core/kubelet/manager/kubelet.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { list, mistyped, object, passing, type Shape, type ShapeFault } from "../../core/shape/shape.ts";
import { boundedList, kindsShape, podUidShape, shallowShape, textShape, uint32Shape } from "./shapes.ts";
import { type KubeletTrace, TRACE_SCHEMA, type Trace } from "./trace.ts";

/** Trusts nothing in a trace; gives the first place where it is none. */
export function readTrace(value: unknown): Result<Trace, ShapeFault> {
  const subject: unknown = Object(value).subject;
  const shape =
    subject === "kubelet" ? kubeletTraceShape() : subject === "allocator" ? allocatorTraceShape() : noSubject;
  const fault = shape(value, "");
  return fault === undefined ? ok(value as Trace) : err(fault);
}

/** The kubelet, not started yet; or what is wrong with it. */
export function kubeletAtStart({
  settings,
  fixes = [],
  seed = null,
  pods = [],
}: Pick<KubeletTrace, "settings" | "fixes" | "pods"> & { readonly seed?: number | null }): Result<Kubelet, ShapeFault> {
  return readKubelet({ settings, fixes, random: seed, pods, started: false, manager: null, sandboxes: [] });
}

function noSubject(): ShapeFault {
  return mistyped("subject", { kind: "one-of", values: ["kubelet", "allocator"] });
}

function traceShape(subject: string, settings: Shape, ops: Shape, optional: Readonly<Record<string, Shape>>): Shape {
  return object(
    {
      schema: passing({ kind: "one-of", values: [TRACE_SCHEMA] }, (value) => value === TRACE_SCHEMA),
      subject: passing({ kind: "one-of", values: [subject] }, (value) => value === subject),
      settings,
      ops: boundedList(ops),
    },
    { note: textShape(), ...optional },
  );
}

function kubeletTraceShape(): Shape {
  // The kubelet that is made of these looks at them closer.
  const anything: Shape = () => undefined;
  const shape = traceShape("kubelet", settingsShape, kubeletOpShape(), {
    fixes: anything,
    seed: uint32Shape(),
    pods: anything,
  });
  return (value, path) => {
    const fault = shape(value, path);
    if (fault !== undefined) return fault;
    const made = kubeletAtStart(value as KubeletTrace);
    return made.ok ? undefined : made.error;
  };
}

/** Settings are looked at by the reader of kubelets, which knows them best. */
function settingsShape(value: unknown, path: string): ShapeFault | undefined {
  const made = kubeletAtStart({ settings: value as KubeletTrace["settings"] });
  return made.ok ? undefined : { ...made.error, path: path + made.error.path.slice("settings".length) };
}

function kubeletOpShape(): Shape {
  const pod = { podUid: podUidShape() };
  const uids = boundedList(podUidShape());
  return kindsShape(
    "type",
    {
      start: [{}, { settings: settingsShape }],
      create: [
        pod,
        {
          hostUsers: passing("true-false-or-unset", (value) => typeof value === "boolean" || value === "unset"),
          handler: textShape(),
          draw: uint32Shape(),
          writeError: textShape(),
        },
      ],
      release: [pod],
      cleanup: [{ known: uids }, { running: uids }],
      "write-file": [{ ...pod, raw: textShape() }],
      "delete-file": [pod],
      "make-directory": [pod],
      "remove-directory": [pod],
      "file-becomes-directory": [pod],
      "directory-becomes-file": [pod],
      "remove-pods-directory": [{}],
    },
    { recorded: recordedShape() },
  );
}

function allocatorTraceShape(): Shape {
  const range = object({ start: uint32Shape(), size: uint32Shape() });
  const pod = { podUid: podUidShape() };
  const settings = object(
    {
      start: uint32Shape(),
      size: uint32Shape(),
      strategy: passing({ kind: "one-of", values: STRATEGY_NAMES }, isStrategyName),
    },
    { idsPerPod: uint32Shape(), exclude: list(range), seed: uint32Shape(), draws: boundedList(uint32Shape()) },
  );
  const ops = kindsShape(
    "type",
    { allocate: [pod], release: [pod], restore: [{ ...pod, range }] },
    { recorded: recordedShape() },
  );
  return traceShape("allocator", settings, ops, {});
}

function recordedShape(): Shape {
  const error = object({}, { code: textShape(), text: textShape() });
  const ok: Shape = object({ ok: flag(true) }, { value: shallowShape() });
  const notOk: Shape = object({ ok: flag(false) }, { error });
  const outcome: Shape = (value, path) => (Object(value).ok === false ? notOk : ok)(value, path);
  return object({}, { outcome, draws: list(uint32Shape()) });
}

function flag(expected: boolean): Shape {
  return passing({ kind: "one-of", values: [String(expected)] }, (value) => value === expected);
}
