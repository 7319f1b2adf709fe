import type { Pool } from "../../allocate/pool/pool.ts";
import type { HostId } from "../../id/id.ts";
import { findPod } from "../../kubelet/lists/pod-list.ts";
import { create } from "../../kubelet/manager/create.ts";
import { createKubelet } from "../../kubelet/manager/kubelet.ts";
import { closeKubelet, type OpenKubelet, openKubelet } from "../../kubelet/manager/open-kubelet.ts";
import { start } from "../../kubelet/manager/start.ts";
import { sandboxError } from "../../kubelet/runtime/sandbox-errors.ts";
import {
  DEFAULT_IDS_PER_POD,
  DEFAULT_MAX_PODS,
  type KubeletSettings,
  kubeletUser,
} from "../../kubelet/settings/settings.ts";
import { endOf, type IdRange } from "../../range/range.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import type { KubeletPoolFault, NodeError } from "./errors.ts";
import type { AskingPod, Given, Giver, RangeRequest } from "./giver.ts";

/** Ranges of a kubelet: of one that goes on, or of a new one, which starts with them. */
export function kubeletGiver({ pool, seed, settings, kubelet: past }: RangeRequest): Result<Giver, NodeError> {
  if (past !== undefined) return ok(after(openKubelet({ ...past, random: past.random ?? seed })));
  const fault = pool && kubeletPoolFault(settings, pool.idsPerPod, pool);
  if (fault !== undefined) return err(fault);
  const kubelet = createKubelet(pool === undefined ? withRoom(settings) : withPool(settings, pool), { seed });
  const started = start(openKubelet(kubelet), { type: "start" });
  if (!started.outcome.ok) return err({ code: "kubelet-refused", podUid: undefined, cause: started.outcome.error });
  return ok(after(started.kubelet));
}

function after(kubelet: OpenKubelet): Giver {
  return {
    get kubelet() {
      return closeKubelet(kubelet);
    },
    give: (pod) => give(kubelet, pod),
  };
}

function give(kubelet: OpenKubelet, pod: AskingPod): Result<Given, NodeError> {
  const { uid: podUid, hostUsers = "unset" } = pod;
  // Its sandbox goes on with the range that it was made with, whatever the kubelet remembers.
  const running = hostUsers === false ? findPod(kubelet.sandboxes, podUid) : undefined;
  if (running !== undefined) return given(podUid, { start: running.hostId, size: running.length }, after(kubelet));
  if (!kubelet.started)
    return hostUsers === false
      ? err({ code: "kubelet-refused", podUid, cause: { code: "not-started" } })
      : ok({ range: undefined, next: after(kubelet) });
  const created = create(kubelet, { type: "create", podUid, hostUsers });
  if (!created.outcome.ok) return err({ code: "kubelet-refused", podUid, cause: created.outcome.error });
  const next = after(created.kubelet);
  const userns = created.outcome.value;
  if (userns?.mode !== "POD") return ok({ range: undefined, next });
  return given(podUid, { start: userns.mapping.hostId, size: userns.mapping.size }, next);
}

function given(podUid: string, range: IdRange<HostId>, next: Giver): Result<Given, NodeError> {
  if (endOf(range) > NO_END)
    return err({ code: "sandbox-failed", podUid, range, errno: "EINVAL", text: sandboxError("last-slot") });
  return ok({ range, next });
}

/** Tells why a kubelet cannot have a pool; for the default one nobody gives a pool. */
export function kubeletPoolFault(
  { release, kubeletUser: user }: KubeletSettings,
  idsPerPod: number,
  pool?: Pool,
): KubeletPoolFault | undefined {
  const fault = (code: KubeletPoolFault["code"]): KubeletPoolFault => ({ code, release, idsPerPod });
  if (pool !== undefined && traitAt(RELEASE_TABLE.pool, release) === "whole") return fault("kubelet-takes-no-pool");
  if (idsPerPod !== DEFAULT_IDS_PER_POD && traitAt(RELEASE_TABLE.idsPerPod, release) !== "honoured")
    return fault("kubelet-fixes-ids-per-pod");
  if (pool === undefined) return undefined;
  if (pool.exclude.length > 0) return fault("kubelet-excludes-no-ids");
  return user === undefined ? undefined : fault("pool-beside-account");
}

function withPool(settings: KubeletSettings, { start, size, idsPerPod, slots }: Pool): KubeletSettings {
  const own = traitAt(RELEASE_TABLE.idsPerPod, settings.release) === "honoured" ? { idsPerPod } : {};
  return { maxPods: mostPods(slots), ...settings, ...own, kubeletUser: kubeletUser(start, size) };
}

/** The default pool has a slot less than there are host IDs for. */
function withRoom(settings: KubeletSettings): KubeletSettings {
  const { kubeletUser: user, idsPerPod = DEFAULT_IDS_PER_POD } = settings;
  return user === undefined ? { maxPods: mostPods(Math.floor(4294967296 / idsPerPod) - 1), ...settings } : settings;
}

/** A kubelet with fewer slots than pods would not start. */
function mostPods(slots: number): number {
  return Math.max(Math.min(DEFAULT_MAX_PODS, slots), 0);
}

/** A map that ends here has 4294967294 as its last ID. */
const NO_END = 4294967295;
