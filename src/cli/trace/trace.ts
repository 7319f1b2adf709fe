import type { StrategyName } from "../../core/allocate/strategies/strategies.ts";
import type { DefectName } from "../../core/kubelet/defects/defects.ts";
import type { PodsDirectory } from "../../core/kubelet/disk/disk.ts";
import type { KubeletEvent } from "../../core/kubelet/history/step.ts";
import type { KubeletSettings } from "../../core/kubelet/settings/settings.ts";

/** The name of the form of traces; the number rises when a reader of the older form could misread it. */
export const TRACE_SCHEMA = "userns-sim/trace/1";

/** A history that can be played again: of a kubelet, or of the allocator of this library. */
export type Trace = KubeletTrace | AllocatorTrace;

export interface KubeletTrace {
  readonly schema: typeof TRACE_SCHEMA;
  readonly subject: "kubelet";
  /** What it is about, for people. */
  readonly note?: string;
  /** The kubelet's settings, as `createKubelet` takes them. */
  readonly settings: KubeletSettings;
  /** The defects that are fixed; none when not given. */
  readonly fixes?: readonly DefectName[];
  /** Where the draws begin; when not given, each operation that draws names its draw. */
  readonly seed?: number;
  /** What lies in the pods directory at the beginning: nothing when not given. */
  readonly pods?: PodsDirectory;
  /** What happens, as `step` takes it, each perhaps with what came of it. */
  readonly ops: readonly Recorded<KubeletEvent>[];
}

export interface AllocatorTrace {
  readonly schema: typeof TRACE_SCHEMA;
  readonly subject: "allocator";
  /** What it is about, for people. */
  readonly note?: string;
  readonly settings: AllocatorSettings;
  readonly ops: readonly Recorded<AllocatorOp>[];
}

export interface AllocatorSettings {
  readonly start: number;
  readonly size: number;
  /** How many host IDs a pod gets; 65536 when not given. */
  readonly idsPerPod?: number;
  /** Host IDs that no pod may get; none when not given. */
  readonly exclude?: readonly { readonly start: number; readonly size: number }[];
  readonly strategy: StrategyName;
  /** Where the draws of `random-scan` begin; 1 when not given. */
  readonly seed?: number;
  /** The draws of `random-scan` one by one, in the place of a seed. */
  readonly draws?: readonly number[];
}

export type AllocatorOp =
  | {
      /** A pod gets a range, or gives it back. */
      readonly type: "allocate" | "release";
      readonly podUid: string;
    }
  | {
      /** A pod gets the range that it had before. */
      readonly type: "restore";
      readonly podUid: string;
      readonly range: { readonly start: number; readonly size: number };
    };

/** Something that happens, and what came of it when it happened. */
export type Recorded<Op> = Op & {
  /** What came of it; nothing is compared when not given, nor what is left out in it. */
  readonly recorded?: RecordedOutcome;
};

export interface RecordedOutcome {
  /** What it gave, or how it was refused. */
  readonly outcome?:
    | {
        /** It was done. */
        readonly ok: true;
        /** What it gave; of an object, only the properties named are compared. */
        readonly value?: unknown;
      }
    | {
        /** It was refused, or was the end of the kubelet. */
        readonly ok: false;
        /** How. */
        readonly error?: {
          readonly code?: string;
          /** The message, verbatim. */
          readonly text?: string;
        };
      };
  /** The random numbers that it used. */
  readonly draws?: readonly number[];
}
