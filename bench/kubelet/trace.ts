import { type KubeletEvent, step } from "../../src/core/kubelet/history/step.ts";
import { createKubelet, type Kubelet } from "../../src/core/kubelet/manager/kubelet.ts";
import type { Cell } from "../support/suite.ts";

/** How many events a trace has. */
export const EVENTS = 200;

/** A kubelet before its trace, and what then happens to it. */
export interface Trace {
  readonly kubelet: Kubelet;
  readonly events: readonly KubeletEvent[];
}

/**
 * Some hours of a node that has as many pods as the cell says: each pod that ends is replaced, pods ask again for each of
 * their containers, cleanups come along, and the kubelet restarts once.
 */
export function traceOf(cell: Cell): Trace {
  const live = Array.from({ length: Number(cell["pods"]) }, (_, number) => uidOf(number));
  let born = live.length;
  const full = replayed({
    kubelet: createKubelet({ release: "1.36" }, { seed: 1 }),
    events: [{ type: "start" }, ...live.map((podUid) => ({ type: "create", podUid }) as const)],
  });
  const events: KubeletEvent[] = [];
  for (let turn = 0; events.length < EVENTS; turn++) {
    const oldest = live[0] as string;
    if (turn % 70 === 0) events.push({ type: "start" });
    else if (turn % 10 === 0) events.push({ type: "cleanup", known: [...live] });
    else if (turn % 3 === 0) {
      const podUid = uidOf(born++);
      live.shift();
      live.push(podUid);
      events.push({ type: "release", podUid: oldest }, { type: "remove-directory", podUid: oldest });
      events.push({ type: "create", podUid });
    } else events.push({ type: "create", podUid: live[(turn * 7) % live.length] as string });
  }
  return { kubelet: full, events: events.slice(0, EVENTS) };
}

/** Plays a trace, and fails where the kubelet refuses: a trace that stops early would be fast. */
export function replayed({ kubelet, events }: Trace): Kubelet {
  let now = kubelet;
  for (const event of events) {
    const after = step(now, event);
    if (!after.outcome.ok) throw new Error(`${event.type}: ${after.outcome.error.code}`);
    now = after.kubelet;
  }
  return now;
}

/** The UID of a pod as Kubernetes writes it: 36 characters, in no order. */
function uidOf(number: number): string {
  const hex = (Math.imul(number + 1, 2654435761) >>> 0).toString(16).padStart(8, "0");
  return `${hex}-5eed-4bad-8f00-${number.toString(16).padStart(12, "0")}`;
}
