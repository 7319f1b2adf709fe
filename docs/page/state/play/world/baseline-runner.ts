import type { Pool } from "userns-sim";
import { inBoth } from "../in-both.ts";
import type { World } from "../play.ts";
import type { Came, Runner } from "./runner.ts";

/** The baselines remember nothing: who runs gets a range, in the order of the pods. */
export function baselineRunner({ strategy, release, seed }: World, pool: Pool): Runner {
  let now = release;
  const nothing: Came = { ok: true, says: [] };
  return {
    began: nothing,
    create: () => nothing,
    release: () => nothing,
    happen: (event) => {
      if (event.type === "restart" && event.release !== undefined) now = event.release;
      return { ok: true, says: [inBoth((words) => words.noDisk(strategy))] };
    },
    nodeOptions: () => ({ strategy, pool, seed, release: now }),
    pool: () => pool,
    past: { kind: "baseline", pool },
  };
}
