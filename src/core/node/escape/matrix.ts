import type { Decision } from "../../kernel/decision/decision.ts";
import type { Errno } from "../../kernel/decision/errno.ts";
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

/** What the kernel says in one cell, without the steps that led there. Every decision is one, too. */
export interface Verdict {
  /** Whether it is allowed. */
  readonly allowed: boolean;
  /** The error that the system call ends with; `undefined` when it is allowed. */
  readonly errno: Errno | undefined;
  /** What the sources do not agree upon, where they do not. */
  readonly disputed?: NonNullable<Decision["disputed"]>;
}

/**
 * What a process of a container can do on the host and in other pods once it got out.
 *
 * @typeParam Cell - what stands in the cells: decisions with their steps, as {@link escape} gives them, or verdicts
 */
export interface Escape<Cell extends Verdict = Decision<unknown>> {
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
  readonly rows: readonly EscapeRow<Cell>[];
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

/**
 * One operation on one target.
 *
 * @typeParam Cell - what stands in the cells
 */
export interface EscapeRow<Cell extends Verdict = Decision<unknown>> {
  /** What it is done to. */
  readonly target: EscapeTarget;
  /** What is done. */
  readonly operation: Operation;
  /** What is said on the node as it is. */
  readonly withUserns: Cell;
  /** What is said on the same node with all pods in the host's user namespace. */
  readonly withoutUserns: Cell;
  /**
   * What is said to a process of the host that owns nothing and has no capabilities, on the same way but without a map or a
   * deputy: what everybody may. What is allowed with user namespaces and not here is what isolation does not cover.
   */
  readonly stranger: Cell;
}
