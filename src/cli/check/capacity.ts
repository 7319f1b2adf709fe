import { reservedSlots } from "../../core/kubelet/manager/manager.ts";
import { sandboxError } from "../../core/kubelet/runtime/sandbox-errors.ts";
import { sizeOf } from "../../core/range/queries.ts";
import type { RangeSet } from "../../core/range/range-set.ts";
import { RELEASE_TABLE, traitAt } from "../../core/releases/releases.ts";
import { count, rangeText } from "../base/words.ts";
import type { KubeletFacts } from "../kubelet/kubelet-facts.ts";
import type { NodePoolFacts } from "../kubelet/kubelet-json.ts";
import { type FindingFacts, finding } from "../output/findings.ts";
import type { CapacityFacts } from "./json.ts";

/** Counts how many pods with user namespaces fit on a node, some of whose slots others have IDs of. */
export function capacityOf(kubelet: KubeletFacts, pool: NodePoolFacts, colliding: RangeSet): CapacityFacts {
  const { settings, maxPods } = kubelet;
  const { start, size, idsPerPod, slots } = pool;
  const reserved = reservedSlots(settings.release);
  // The last ID has no mapping, and what comes after it has no number.
  const mappable = Math.floor((Math.min(start + size, NO_ID) - start) / idsPerPod);
  const usableSlots = Math.min(slots, mappable) - reserved;
  const podLimit = traitAt(RELEASE_TABLE.podLimit, settings.release);
  return {
    fits: Math.min(usableSlots, maxPods, podLimit ?? usableSlots),
    usableSlots,
    maxPods,
    podLimit,
    collidingSlots: sizeOf(colliding),
  };
}

const NO_ID = 4294967295;

export function poolFindings({ settings }: KubeletFacts, pool: NodePoolFacts): readonly FindingFacts[] {
  const { start, size, slots } = pool;
  return [
    ...(start + size > NO_ID + 1 ? [wraps(pool)] : []),
    ...(start + size > NO_ID ? [lastSlot(pool, slots)] : []),
    ...idsPerPodIgnored(settings),
  ];
}

function wraps(pool: NodePoolFacts): FindingFacts {
  const past = (pool.start + pool.size - NO_ID - 1) / pool.idsPerPod;
  return finding("unsound", "pool-wraps", `the pool ${rangeText(pool)}`, {
    says: "id 0 is out of range",
    why: `${count(past, "slot")} of it lie past the last ID and become the host IDs from 0 on: the first pod in them is root on the host, and its second container is refused with this message. The kubelet does not notice at the start.`,
    fix: "End the entry of kubelet at or below 4294901760.",
    source: "kubernetes/kubernetes PR 141345",
  });
}

function lastSlot({ source, idsPerPod }: NodePoolFacts, slots: number): FindingFacts {
  const why = `One of the ${slots} slots holds 4294967295, which is no ID, so the kernel refuses its map, and the pod that draws it never starts; it keeps the slot.`;
  const fix = {
    subuid: `End the entry of kubelet at or below ${NO_ID + 1 - idsPerPod}.`,
    default:
      "Give the account kubelet an entry in /etc/subuid and /etc/subgid that ends below, or delete the pod and let it be made anew.",
    whole: "Delete the pod and let it be made anew.",
  }[source];
  return finding("warning", "last-slot", "the last slot of the pool", {
    says: sandboxError("last-slot"),
    why,
    fix,
    source: "kubernetes/kubernetes issue 139916",
  });
}

function idsPerPodIgnored({ release, idsPerPod }: KubeletFacts["settings"]): readonly FindingFacts[] {
  const use = traitAt(RELEASE_TABLE.idsPerPod, release);
  if (idsPerPod === undefined || use === "honoured") return [];
  return [
    finding("warning", "ids-per-pod-ignored", "userNamespaces.idsPerPod", {
      why: `Kubernetes ${release} ${use === "ignored" ? "checks the setting and then ignores it" : "does not know the setting"}: each pod gets 65536 IDs.`,
      fix: "Remove it, or use 1.35 or newer.",
      source: "kubernetes/kubernetes issue 133144",
    }),
  ];
}
