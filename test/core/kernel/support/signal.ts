import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { sendSignal } from "../../../../src/core/kernel/processes/send-signal.ts";
import { type CredentialRow, type NamespaceRow, numberOf, processOf, type World } from "./world.ts";

/** What a case of signal.json asks. */
export type SignalInput = readonly [sender: number, target: number, newSession: 0 | 1, signal: number];

/** What was observed, or what the model answers. */
export type SignalOutput = readonly [errno: number];

/** The file signal.json. */
export interface SignalVectors {
  readonly namespaces: readonly NamespaceRow[];
  readonly creds: readonly CredentialRow[];
  readonly cases: readonly (readonly [...SignalInput, ...SignalOutput])[];
}

/** How many columns of a case are input. */
export const SIGNAL_INPUTS = 4;

/** Decides a case. */
export function decideSignal(
  world: World,
  { creds }: Pick<SignalVectors, "creds">,
  [senderId, targetId, newSession, signal]: SignalInput,
): Decision {
  const sender = { ...processOf(world, creds[senderId] as CredentialRow), session: "first" };
  const target = {
    ...processOf(world, creds[targetId] as CredentialRow),
    session: newSession === 1 ? "second" : "first",
  };
  return sendSignal(sender, target, signal);
}

/** Answers a case. */
export function answerSignal(world: World, vectors: Pick<SignalVectors, "creds">, input: SignalInput): SignalOutput {
  return [numberOf(decideSignal(world, vectors, input).errno)];
}
