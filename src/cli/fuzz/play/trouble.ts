import type { Answer } from "../../../testing/history/answer.ts";
import type { LawFinding } from "../../../testing/history/finding.ts";
import type { Junk, Support } from "../../../testing/protocol/reply.ts";
import type { History } from "../history/history.ts";
import type { Fault } from "../program/fault.ts";

export interface Trouble {
  /** Where: the place of the operation, from 0; -1 is the `init`. */
  readonly at: number;
  readonly what: Wrong;
}

export type Wrong =
  | {
      /** A law is broken. */
      readonly kind: "law";
      readonly finding: LawFinding;
    }
  | {
      /** The same seed gave another answer. */
      readonly kind: "differs";
      /** The one answer; none where there was no such answer. */
      readonly one: Answer | undefined;
      readonly other: Answer | undefined;
    }
  | {
      /** A sound pool was refused. */
      readonly kind: "refused-pool";
      /** Why, in the program's words. */
      readonly error: string;
    }
  | {
      /** A line is no answer. */
      readonly kind: "junk";
      readonly junk: Junk;
    }
  | Fault;

export interface Played {
  readonly history: History;
  /** What the program knows; `undefined` where it did not get so far as to say it. */
  readonly supports: readonly Support[] | undefined;
  /** Why the pool was refused; `undefined` when it was not. */
  readonly refusal: string | undefined;
  /** The answers that were read. */
  readonly answers: readonly Answer[];
  /** What went wrong first; `undefined` when nothing did. */
  readonly trouble: Trouble | undefined;
  /** How it broke the protocol, at first or after a law was broken. */
  readonly breakdown: Trouble | undefined;
}

/** The same fault has the same name again: that of the law, or how the program broke the protocol. */
export function nameOf(wrong: Wrong): string {
  if (wrong.kind === "law") return wrong.finding.law;
  return wrong.kind === "differs" ? "deterministic" : wrong.kind;
}

/** Whether a program broke the protocol and cannot be asked on: everything but broken laws and refused pools. */
export function isBreakdown(wrong: Wrong): boolean {
  return wrong.kind !== "law" && wrong.kind !== "differs" && wrong.kind !== "refused-pool";
}

/** What went wrong first, and how the program broke down afterwards. */
export function troublesOf({ trouble, breakdown }: Played): readonly Trouble[] {
  return [...new Set([trouble, breakdown])].filter((each) => each !== undefined);
}
