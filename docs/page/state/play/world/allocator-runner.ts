import {
  type Allocations,
  allocate,
  emptyAllocations,
  fromSnapshot,
  type Pool,
  release,
  STRATEGIES,
  type StrategyName,
  snapshot,
  unwrap,
} from "userns-sim";
import { inBoth, sayMain } from "../in-both.ts";
import type { World } from "../play.ts";
import type { AllocatorStep, Came, Runner } from "./runner.ts";

export function allocatorRunner({ seed, release: kubernetes }: World, name: StrategyName, pool: Pool): Runner {
  const strategy = STRATEGIES[name].make(seed);
  let state: Allocations = emptyAllocations(pool, strategy);
  let pods = 0;
  let now = kubernetes;
  const steps: AllocatorStep[] = [];
  const nothing: Came = { ok: true, says: [] };
  return {
    began: nothing,
    create: ({ uid, hostUsers }) => {
      if (hostUsers !== false) return nothing;
      steps.push({ type: "allocate", pod: uid });
      const before = state;
      const done = allocate(state, uid);
      if (!done.ok) return { ok: false, says: [sayMain(done.error)] };
      state = done.value.state;
      if (state !== before) pods += 1;
      return { ok: true, says: [], range: done.value.range };
    },
    release: ({ uid, hostUsers }) => {
      if (hostUsers !== false) return nothing;
      steps.push({ type: "release", pod: uid });
      const done = release(state, uid);
      if (!done.ok) return { ok: false, says: [sayMain(done.error)] };
      state = done.value.state;
      pods -= 1;
      return nothing;
    },
    happen: (event) => {
      if (event.type !== "restart") return { ok: true, says: [inBoth((words) => words.noDisk(name))] };
      if (event.release !== undefined) now = event.release;
      steps.push({ type: "restart", pod: "" });
      state = unwrap(fromSnapshot(snapshot(state), strategy));
      const count = pods;
      return { ok: true, says: [inBoth((words) => words.restored(count))] };
    },
    nodeOptions: () => ({ allocations: state, release: now }),
    pool: () => pool,
    past: { kind: "allocator", pool, steps },
  };
}
