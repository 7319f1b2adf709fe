import { NO_ID } from "../../../core/id/id.ts";
import type { ProgramOperation } from "../../../testing/history/operation.ts";
import type { InitRequest } from "../../../testing/protocol/request.ts";

/** What an allocator is started with: an `init` without its name. */
export type Settings = Omit<InitRequest, "op">;

/** What an allocator is started with, and what it is then asked. */
export interface History extends Settings {
  readonly operations: readonly ProgramOperation[];
}

/** `false` where the pool reaches 4294967295, which is no ID: it may be refused. */
export function isSound({ pool }: Settings): boolean {
  return pool.start + pool.size <= NO_ID;
}

/** How many slots lie below 4294967295. */
export function capacityOf({ pool, idsPerPod }: Settings): number {
  return Math.max(0, Math.floor((Math.min(pool.start + pool.size, NO_ID) - pool.start) / idsPerPod));
}

/** In the order in which they are first named. */
export function podsOf(operations: readonly ProgramOperation[]): readonly string[] {
  return [...new Set(operations.flatMap(podsIn))];
}

function podsIn(operation: ProgramOperation): readonly string[] {
  if (operation.op === "cleanup") return [...operation.known, ...operation.running];
  return "podUid" in operation ? [operation.podUid] : [];
}

/** The same, with other settings: a pod asks for as many slots as before. */
export function resettled(history: History, settings: Settings): History {
  const operations = history.operations.map((operation) =>
    "size" in operation && operation.size !== undefined
      ? { ...operation, size: (operation.size / history.idsPerPod) * settings.idsPerPod }
      : operation,
  );
  return { ...settings, operations };
}

/** Gives pods other names. */
export function renamed(
  operations: readonly ProgramOperation[],
  nameOf: (podUid: string) => string,
): readonly ProgramOperation[] {
  return operations.map((operation) => {
    if (operation.op !== "cleanup")
      return "podUid" in operation ? { ...operation, podUid: nameOf(operation.podUid) } : operation;
    const named = (pods: readonly string[]): readonly string[] => [...new Set(pods.map(nameOf))];
    return { ...operation, known: named(operation.known), running: named(operation.running) };
  });
}
