import type { KubeletEvent } from "../../core/kubelet/history/step.ts";
import { type KubeletSettings, kubeletUser } from "../../core/kubelet/settings/settings.ts";
import { list, nullOr, object, passing, type Shape } from "../../core/shape/shape.ts";
import { boundedList, kindsShape, podUidShape, shallowShape, textShape, uint32Shape } from "./shapes.ts";

/** The forms in which runs of the kubelet's real code are recorded. */
export const VECTOR_SCHEMAS = {
  "userns-kubelet/traces/1": "current",
  "userns-kubelet/traces-legacy/1": "legacy",
} as const;

export interface VectorSettings {
  /** The first ID of the pool; the default pool when not given. */
  readonly firstID?: number;
  readonly len?: number;
  readonly maxPods: number;
  /** `idsPerPod`; 65536 when not given. */
  readonly idsPerPod?: number;
  /** Whether the feature gate is off. */
  readonly gateOff?: boolean;
}

/** An operation as these forms write it, with what came of it. */
export interface VectorOp {
  readonly op: string;
  readonly pod?: string;
  /** `hostUsers`, `false` when not given. */
  readonly hostUsers?: "true" | "unset";
  readonly handler?: string;
  /** Whether the file cannot be written. */
  readonly failWrite?: boolean;
  readonly raw?: string;
  /** The pods that the kubelet knows; none when not given. */
  readonly known?: readonly string[];
  /** The pods that run; none when not given. */
  readonly running?: readonly string[];
  readonly settings?: VectorSettings;
  /** The random numbers that were used. */
  readonly draws?: readonly number[];
}

/** A trace of v1.36.3, or of an old release, which it then names. */
export interface VectorTrace {
  readonly id: string;
  readonly release?: "1.25" | "1.28";
  readonly category?: string;
  readonly note?: string;
  /** The settings; absent for old releases, which have none. */
  readonly settings?: VectorSettings;
  /** The runtime handlers, and whether they support user namespaces. */
  readonly handlers?: Readonly<Record<string, boolean>>;
  readonly ops: readonly VectorOp[];
  readonly disk?: Readonly<Record<string, string>>;
  /** The directories without a file at the end. */
  readonly dirs?: readonly string[];
  /** What the manager remembers at the end, in an old release. */
  readonly by?: Readonly<Record<string, number>>;
  /** The slots in use at the end, in an old release. */
  readonly slots?: readonly number[] | null;
}

export function vectorsShape(form: "current" | "legacy"): Shape {
  const flag = passing("true-or-false", (value) => typeof value === "boolean");
  const trace =
    form === "current"
      ? object(
          { id: textShape(), settings: settingsShape(flag), ops: boundedList(opShape(flag)) },
          {
            category: textShape(),
            note: textShape(),
            handlers: mapShape(flag),
            disk: mapShape(textShape()),
            dirs: list(textShape()),
          },
        )
      : object(
          {
            id: textShape(),
            release: passing(
              { kind: "one-of", values: ["1.25", "1.28"] },
              (value) => value === "1.25" || value === "1.28",
            ),
            ops: boundedList(opShape(flag)),
            by: mapShape(uint32Shape()),
            slots: nullOr(list(uint32Shape())),
          },
          { note: textShape() },
        );
  return object({ schema: textShape(), source: shallowShape(), traces: list(trace) });
}

function mapShape(of: Shape): Shape {
  return (value, path) =>
    object({}, Object.fromEntries(Object.keys(Object(value)).map((key) => [key, of])))(value, path);
}

function settingsShape(flag: Shape): Shape {
  const int32 = passing("whole-number", (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2147483648);
  const int64 = passing("whole-number", (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 63);
  return object({ maxPods: int32 }, { firstID: uint32Shape(), len: uint32Shape(), idsPerPod: int64, gateOff: flag });
}

function opShape(flag: Shape): Shape {
  const pod = { pod: podUidShape() };
  const uids = list(podUidShape());
  return kindsShape(
    "op",
    {
      start: [{}, { settings: settingsShape(flag) }],
      create: [
        pod,
        {
          hostUsers: passing("true-or-unset", (value) => value === "true" || value === "unset"),
          handler: textShape(),
          failWrite: flag,
          hostId: uint32Shape(),
        },
      ],
      release: [pod],
      cleanup: [{}, { known: uids, running: uids }],
      writeFile: [pod, { raw: textShape() }],
      deleteFile: [pod],
      mkDir: [pod],
      removeDir: [pod],
      fileIsDir: [pod],
      dirIsFile: [pod],
      removePodsDir: [{}],
    },
    {
      draws: list(uint32Shape()),
      res: shallowShape(),
      err: textShape(),
      panic: textShape(),
      used: uint32Shape(),
      numAllocated: uint32Shape(),
      by: mapShape(uint32Shape()),
      slots: list(uint32Shape()),
    },
  );
}

export function vectorKubelet(trace: VectorTrace): KubeletSettings {
  const { release, settings } = trace;
  if (release !== undefined) {
    const gate = release === "1.25" ? "UserNamespacesStatelessPodsSupport" : "UserNamespacesSupport";
    return { release, featureGates: { [gate]: true }, rootDirectory: ROOT };
  }
  // Its shape was checked: only a trace of an old release has no settings.
  return settingsOf(settings as VectorSettings, runtimeHandlersOf(trace.handlers));
}

/** How the recorder wrote the kubelet's directory. */
const ROOT = "<ROOT>";

function settingsOf(
  { firstID, len, maxPods, idsPerPod, gateOff }: VectorSettings,
  runtimeHandlers: KubeletSettings["runtimeHandlers"],
): KubeletSettings {
  return {
    // The gate of 1.36 cannot be off; 1.35 has the same manager.
    ...(gateOff ? { release: "1.35", featureGates: { UserNamespacesSupport: false } } : { release: "1.36" }),
    maxPods,
    ...(idsPerPod === undefined ? {} : { idsPerPod }),
    ...(firstID === undefined || len === undefined ? {} : { kubeletUser: kubeletUser(firstID, len) }),
    ...(runtimeHandlers === undefined ? {} : { runtimeHandlers }),
    rootDirectory: ROOT,
    skipConfigurationCheck: true,
  };
}

/** For all steps of a trace: each that has settings would make them anew. */
export function runtimeHandlersOf(handlers: VectorTrace["handlers"]): KubeletSettings["runtimeHandlers"] {
  return (
    handlers &&
    Object.entries(handlers).map(([name, supportsUserNamespaces]) => ({
      name,
      supportsUserNamespaces,
    }))
  );
}

const DISK_OPS = {
  deleteFile: "delete-file",
  mkDir: "make-directory",
  removeDir: "remove-directory",
  fileIsDir: "file-becomes-directory",
  dirIsFile: "directory-becomes-file",
} as const;

export function vectorEvent(op: VectorOp, handlers: KubeletSettings["runtimeHandlers"]): KubeletEvent {
  const { pod: podUid = "", hostUsers, handler, draws, failWrite, settings, known = [], running = [], raw = "" } = op;
  switch (op.op) {
    case "start":
      return settings === undefined ? { type: "start" } : { type: "start", settings: settingsOf(settings, handlers) };
    case "create":
      return {
        type: "create",
        podUid,
        ...(hostUsers === undefined ? {} : { hostUsers: hostUsers === "unset" ? hostUsers : true }),
        ...(handler === undefined ? {} : { handler }),
        ...(draws?.[0] === undefined ? {} : { draw: draws[0] }),
        ...(failWrite ? { writeError: "injected: cannot create temporary file" } : {}),
      };
    case "release":
      return { type: "release", podUid };
    case "cleanup":
      return { type: "cleanup", known, running };
    case "writeFile":
      return { type: "write-file", podUid, raw };
    case "removePodsDir":
      return { type: "remove-pods-directory" };
    default:
      return { type: DISK_OPS[op.op as keyof typeof DISK_OPS], podUid };
  }
}
