import { createPool, defaultPool, type Pool, parseSubid, type Result } from "userns-sim";
import { type KubeletSettings, RELEASE_TABLE, traitAt } from "userns-sim/kubelet";
import type { Words } from "userns-sim/lessons";
import { inBoth, sayMain } from "../in-both.ts";
import type { World } from "../play.ts";

/** The pool that was typed; `undefined` for the default of the kubelet, which it finds for itself. */
export function poolOf({ pool, idsPerPod, strategy }: World): Result<Pool | undefined, Words> {
  const text = pool.trim();
  const fault = (error: Words) => ({ ok: false, error }) as const;
  if (text === "" && strategy === "kubelet") return { ok: true, value: undefined };
  if (text === "") {
    const [least, most] = DEFAULT_POOL_IDS;
    if (idsPerPod < least || idsPerPod > most) return fault(inBoth((words) => words.idsPerPodWithoutPool(least, most)));
    return { ok: true, value: defaultPool(idsPerPod) };
  }
  const line = /^\d+:\d+$/.test(text) ? `kubelet:${text}` : text;
  if (!/^[^:\s]+:\d{1,20}:\d{1,20}$/.test(line)) return fault(inBoth((words) => words.poolForm(text.slice(0, 40))));
  const [entry] = parseSubid(line).entries;
  // What is larger than the reader of such lines takes is no entry.
  const { start, count: size } = entry ?? { start: MAX_ID + 1, count: 0 };
  if (Math.max(start, size) > MAX_ID) return fault(inBoth((words) => words.poolNumbers(MAX_ID)));
  // Whether it is aligned, the kubelet says in its own words; the allocator need not care.
  const made = createPool({ start, size, idsPerPod, aligned: false });
  return made.ok ? { ok: true, value: made.value } : fault(sayMain(made.error));
}

/** What `defaultPool` takes. */
const DEFAULT_POOL_IDS = [1_024, 2_147_483_647] as const;

const MAX_ID = 4_294_967_295;

/** What is set in the kubelet, besides the pool. */
export function settingsOf({ release, gate, idsPerPod, pool }: World): Omit<KubeletSettings, "release"> {
  return {
    ...(gate === "default" ? {} : { featureGates: { [traitAt(RELEASE_TABLE.gate, release)]: gate === "on" } }),
    ...(pool.trim() === "" && idsPerPod !== 65536 ? { idsPerPod } : {}),
  };
}
