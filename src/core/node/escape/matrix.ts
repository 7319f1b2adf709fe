import type { Decision } from "../../kernel/decision/decision.ts";
import type { Operation } from "../host/operations.ts";
import type { AccessPath } from "./access-path.ts";

/** Where an escape starts. */
export interface EscapeFrom {
  /** The pod: its name, `namespace/name`, or UID. */
  readonly pod: string;
  /** The container; the first regular one unless given. */
  readonly container?: string | undefined;
}

/** What {@link escape} can be told. */
export interface EscapeOptions {
  /**
   * The directory or file of the host that is mounted, for the ways `bind` and `idmapped`; what does not lie below it is left
   * out. Unless given, each file is looked at as if it had been mounted by itself.
   */
  readonly source?: string | undefined;
}

/** What a process of a container can do on the host and in other pods once it got out: every cell a decision. */
export interface Escape {
  /** The container that the process is from. */
  readonly from: {
    /** The label of the pod. */
    readonly pod: string;
    /** The name of the container. */
    readonly container: string;
  };
  /** The way to files. */
  readonly path: AccessPath;
  /** The directory or file that is mounted, for `bind` and `idmapped`. */
  readonly source: string | undefined;
  /** The names of the columns. */
  readonly columns: readonly ["with user namespaces", "without"];
  /** The rows: the host's files and those of the other pods, then the host's processes and those of the other pods. */
  readonly rows: readonly EscapeRow[];
}

/** What something is done to. */
export interface EscapeTarget {
  /** What it is; an `own-file` is one of the container's own image, on the way `rootfs`. */
  readonly kind: "host-file" | "own-file" | "host-process" | "pod-file" | "pod-process";
  /** Its name: a path, a process, `pod/container:path`, or `pod/container`. */
  readonly name: string;
  /** The label of the pod it belongs to; `undefined` for the host's. */
  readonly pod: string | undefined;
}

/** One operation on one target. */
export interface EscapeRow {
  /** What it is done to. */
  readonly target: EscapeTarget;
  /** What is done. */
  readonly operation: Operation;
  /** The decision on the node as it is. */
  readonly withUserns: Decision<unknown>;
  /** The decision on the same node with all pods in the host's user namespace. */
  readonly withoutUserns: Decision<unknown>;
  /**
   * The decision for a process of the host that owns nothing and has no capabilities, on the same way but without a map or a
   * deputy: what everybody may. What is allowed with user namespaces and not here is what isolation does not cover.
   */
  readonly stranger: Decision<unknown>;
}
