import type { Pool, Result } from "userns-sim";
import {
  createKubelet,
  type Kubelet,
  type KubeletEvent,
  type KubeletPool,
  RELEASE_TABLE,
  step,
  traitAt,
} from "userns-sim/kubelet";
import type { Words } from "userns-sim/lessons";
import { createNode } from "userns-sim/node";
import { inBoth, sayKubelet, sayNode } from "../in-both.ts";
import type { World } from "../play.ts";
import type { Came, OtherEvent, Runner } from "./runner.ts";
import { settingsOf } from "./settings.ts";
import type { SlotsOfPool } from "./slots-of-pool.ts";

/** A kubelet on a node without pods, which then come. */
export function kubeletRunner(play: World, pool: Pool | undefined): Result<Runner, Words> {
  const { release, seed, fixes } = play;
  // A node says whether the release can have the pool, and knows what has to be set for it.
  const node = createNode({
    pods: [],
    strategy: "kubelet",
    seed,
    release,
    settings: settingsOf(play),
    ...(pool && { pool }),
  });
  if (!node.ok || node.value.kubelet === undefined) {
    const says = node.ok ? inBoth((words) => words.noPool) : sayNode(node.error);
    return { ok: false, error: says };
  }
  let kubelet = createKubelet(node.value.kubelet.settings, { seed, fixes });
  const lives: { kubelet: Kubelet; events: KubeletEvent[] }[] = [{ kubelet, events: [] }];

  const happens = <Event extends KubeletEvent>(event: Event) => {
    const after = step(kubelet, event);
    kubelet = after.kubelet;
    lives.at(-1)?.events.push(event);
    return after.outcome;
  };

  const start = (settings?: Kubelet["settings"]): Came => {
    const outcome = happens({ type: "start", ...(settings && { settings }) });
    if (!outcome.ok) return { ok: false, says: [sayKubelet(outcome.error)] };
    if (outcome.value === null) return { ok: true, says: [inBoth((words) => words.startedWithout)] };
    const { start: first, slots, idsPerPod } = slotsOf(outcome.value, kubelet.settings);
    const kept = kubelet.manager?.usedBy.length ?? 0;
    return {
      ok: true,
      says: [
        inBoth((words) => words.started(slots, first, idsPerPod)),
        ...(kept > 0 ? [inBoth((words) => words.kept(kept))] : []),
      ],
    };
  };

  const began = start();
  return {
    ok: true,
    value: {
      began,
      create: ({ uid: podUid, hostUsers }) => {
        const outcome = happens({ type: "create", podUid, hostUsers: hostUsers ?? "unset" });
        if (!outcome.ok) return { ok: false, says: [sayKubelet(outcome.error)] };
        const sandbox = kubelet.sandboxes.find((each) => each.podUid === podUid);
        return sandbox === undefined
          ? { ok: true, says: [] }
          : { ok: true, says: [], range: { start: sandbox.hostId, size: sandbox.length } };
      },
      release: ({ uid: podUid }) => {
        const outcome = happens({ type: "release", podUid });
        return outcome.ok ? { ok: true, says: [] } : { ok: false, says: [sayKubelet(outcome.error)] };
      },
      happen: (event, here) => {
        if (event.type === "restart")
          return start(event.release === undefined ? undefined : { ...kubelet.settings, release: event.release });
        if (event.type === "crash") {
          kubelet = { ...kubelet, started: false, manager: null };
          lives.push({ kubelet, events: [] });
          return { ok: true, says: [inBoth((words) => words.crashed)] };
        }
        return other(event, here);
      },
      nodeOptions: () => ({ kubelet }),
      pool: () => kubelet.manager && slotsOf(kubelet.manager, kubelet.settings),
      past: { kind: "kubelet", lives, now: () => kubelet },
    },
  };

  function other(event: Exclude<OtherEvent, { readonly type: "restart" | "crash" }>, here: readonly string[]): Came {
    if (event.type === "cleanup") {
      const outcome = happens({ type: "cleanup", known: here });
      if (!outcome.ok) return { ok: false, says: [sayKubelet(outcome.error)] };
      const freed = outcome.value.join(", ");
      return { ok: true, says: [inBoth((words) => (freed === "" ? words.cleanedNothing : words.cleaned(freed)))] };
    }
    happens(diskEvent(event));
    return { ok: true, says: [inBoth((words) => words.onDisk)] };
  }
}

/** The slots that are handed out, from 0. */
function slotsOf({ off, idsPerPod, slots }: KubeletPool, settings: Kubelet["settings"]): SlotsOfPool {
  const reserved = reservedSlots(settings);
  return { start: (off + reserved) * idsPerPod, idsPerPod, slots: slots - reserved };
}

/** How many slots lie below those that are handed out, which a kubelet counts from the first of them. */
export function reservedSlots({ release }: Kubelet["settings"]): number {
  return traitAt(RELEASE_TABLE.reservedSlots, release);
}

function diskEvent(event: Exclude<OtherEvent, { readonly type: "restart" | "crash" | "cleanup" }>): KubeletEvent {
  if (event.type === "remove-pods-directory") return { type: event.type };
  if (event.type === "write-file") return { type: event.type, podUid: event.pod, raw: event.raw };
  return { type: event.type, podUid: event.pod };
}
