import type { CredentialRow, MountRows, World } from "../core/kernel/support/world.ts";
import type { Draw } from "./draw.ts";
import type { Machine } from "./machine.ts";
import type { Scene } from "./scene.ts";
import type { Reply } from "./wire.ts";

/** One question: the input columns of a row of vectors, with the credentials it speaks of. */
export interface Case {
  /** The credentials, which the input names by their place here. */
  readonly creds: readonly CredentialRow[];
  /** The input columns. */
  readonly input: readonly unknown[];
}

/** What a question is asked in. */
export interface Setting extends Pick<Scene, "namespaces" | "mounts" | "homes"> {
  /** The namespaces as the model has them. */
  readonly world: World;
}

/** A kind of question: how one is drawn, asked, and answered. */
export interface Group {
  /** Its name, by which it is skipped and chosen. */
  readonly name: string;
  /** The schema of its rows, and the list they stand in. */
  readonly schema: string;
  /** How many of a hundred thousand cases are of this kind. */
  readonly share: number;
  /** What the columns of the output are called. */
  readonly columns: readonly string[];
  /** Draws what its cases take place in, each in one of its own; they share the scene of the round unless given. */
  readonly scene?: (draw: Draw) => Scene;
  /** All of its cases and what they take place in, if none is drawn: they are asked as they are, and never made simpler. */
  readonly rounds?: () => readonly { readonly scene: Scene; readonly cases: readonly Case[] }[];
  /** Draws a case. */
  readonly draw: (draw: Draw, scene: Scene) => Case;
  /** The namespaces and mounts that the input names besides those of the credentials. */
  readonly needs: (input: readonly unknown[]) => {
    readonly namespaces?: readonly number[];
    readonly mounts?: readonly number[];
    readonly homes?: readonly number[];
  };
  /** The command for the helper. */
  readonly command: (question: Case) => string;
  /** What was observed: the output columns. */
  readonly observe: (reply: Reply, question: Case) => readonly unknown[];
  /** What the model says: the output columns. */
  readonly answer: (question: Case, setting: Setting) => readonly unknown[];
  /** The outcomes to be counted: errors, by their numbers, or a word. */
  readonly outcomes: (output: readonly unknown[]) => readonly (number | string)[];
  /** How the model came to it, in English. */
  readonly explain: (question: Case, setting: Setting, observed: readonly unknown[]) => readonly string[];
  /** Why this machine cannot say, if it cannot. */
  readonly unsupported?: (question: Case, machine: Machine) => string | undefined;
  /** Makes the input valid again after something was taken out of it. */
  readonly repair?: (input: readonly unknown[]) => readonly unknown[];
}

/** The credentials of a case by their place. */
export function credentialsOf({ creds }: Case, place: unknown): CredentialRow {
  const row = creds[place as number];
  if (row === undefined) throw new RangeError(`expected the place of credentials, got ${place}`);
  return row;
}

/** What the answer functions of the vectors look at. */
export function vectorsOf(
  { creds }: Case,
  { mounts }: Setting,
): { readonly creds: readonly CredentialRow[]; readonly mounts: MountRows } {
  return { creds, mounts };
}
