import * as fc from "fast-check";
import { formatKubeletUserns, type KubeletIdMapping } from "../../core/forms/kubernetes/kubelet-userns.ts";
import { checkInteger } from "../../core/id/integer.ts";
import type { PodEntry } from "../../core/kubelet/disk/disk.ts";
import { expectObject } from "../../core/misuse/misuse.ts";

/** Which directories are wanted. */
export interface KubeletDiskConstraints {
  /** The most pods; 6 when absent. */
  readonly maxPods?: number;
  /** How many slots the kubelet's pool has; 4 when absent. */
  readonly slots?: number;
}

/** The directory `pods` of a kubelet, and what a kubelet of 1.30 or later must say to each pod's file when it starts. */
export interface KubeletDisk {
  /** What lies there, in the order of the UIDs. */
  readonly pods: readonly PodEntry[];
  /**
   * By UID: the first host ID that the file names, `none` without a file or a directory, or the code of the refusal. A
   * kubelet stops at the first refusal.
   */
  readonly says: Readonly<Record<string, number | "none" | KubeletDiskFault>>;
}

/**
 * All that can be wrong with a pod on the disk.
 *
 * @example
 * ```ts
 * import { KUBELET_DISK_FAULTS } from "userns-sim/testing";
 *
 * KUBELET_DISK_FAULTS.includes("already-taken"); // => true
 * ```
 */
export const KUBELET_DISK_FAULTS = [
  "file-invalid",
  "not-one-mapping",
  "gids-not-like-uids",
  "mappings-differ",
  "root-not-mapped",
  "wrong-length",
  "wrong-offset",
  "already-taken",
  "is-a-directory",
] as const;

/** What is wrong with a pod on the disk: one of {@link KUBELET_DISK_FAULTS}. */
export type KubeletDiskFault = (typeof KUBELET_DISK_FAULTS)[number];

/**
 * Generates what a kubelet finds on its disk when it starts: sound files, no files, and all that can be wrong with one.
 *
 * @param constraints - which directories are wanted
 * @returns directories for a kubelet whose pool starts at 65536 with 65536 IDs a pod; they shrink towards an empty one
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { kubeletDisks } from "userns-sim/testing";
 *
 * fc.check(fc.property(kubeletDisks({ maxPods: 3 }), ({ pods }) => pods.length <= 3)).failed; // => false
 * ```
 */
export function kubeletDisks(constraints: KubeletDiskConstraints = {}): fc.Arbitrary<KubeletDisk> {
  expectObject("kubeletDisks", "constraints", constraints, "an object such as { slots: 4 }");
  const { maxPods = 6, slots = 4 } = constraints;
  checkInteger("kubeletDisks", "maxPods", maxPods, 0, 1_000_000);
  checkInteger("kubeletDisks", "slots", slots, 1, 65534);
  const slot = fc.nat({ max: slots - 1 });
  const state = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant<State>("sound"), weight: 5 },
    { arbitrary: fc.constant<State>("none"), weight: 1 },
    { arbitrary: fc.constantFrom<State>(...faultyStates()), weight: 3 },
  );
  return fc.array(fc.record({ state, slot }), { maxLength: maxPods, size: "max" }).map(layOut);
}

type State = "sound" | "none" | "no-directory" | Exclude<KubeletDiskFault, "already-taken">;

/** A kubelet that starts passes over what is no directory: that is no fault, but looks like one. */
function faultyStates(): readonly State[] {
  return [...KUBELET_DISK_FAULTS.filter((fault) => fault !== "already-taken"), "no-directory"];
}

function layOut(list: readonly { readonly state: State; readonly slot: number }[]): KubeletDisk {
  const taken = new Set<number>();
  const pods: PodEntry[] = [];
  const says: Record<string, number | "none" | KubeletDiskFault> = {};
  for (const [index, { state, slot }] of list.entries()) {
    const podUid = `pod-${String(index).padStart(3, "0")}`;
    const hostId = 65536 * (1 + slot);
    pods.push(entryOf(podUid, state, hostId));
    says[podUid] = wordFor(state, hostId, taken.has(slot));
    if (state === "sound") taken.add(slot);
  }
  return { pods, says };
}

function wordFor(state: State, hostId: number, isTaken: boolean): number | "none" | KubeletDiskFault {
  if (state === "sound") return isTaken ? "already-taken" : hostId;
  return state === "no-directory" ? "none" : state;
}

function entryOf(podUid: string, state: State, hostId: number): PodEntry {
  if (state === "none") return { podUid, kind: "no-file" };
  if (state === "is-a-directory") return { podUid, kind: "directory-for-file" };
  if (state === "no-directory") return { podUid, kind: "file-for-directory" };
  return { podUid, kind: "file", raw: FILES[state]({ hostId, containerId: 0, length: 65536 }) };
}

type FileState = Exclude<State, "none" | "no-directory" | "is-a-directory">;

const FILES: Readonly<Record<FileState, (mapping: KubeletIdMapping) => string>> = {
  sound: (mapping) => write([mapping]),
  "file-invalid": (mapping) => write([mapping]).slice(0, -1),
  "not-one-mapping": (mapping) => write([mapping, mapping]),
  "gids-not-like-uids": (mapping) => write([mapping], []),
  "mappings-differ": (mapping) => write([mapping], [{ ...mapping, hostId: mapping.hostId + 65536 }]),
  "root-not-mapped": (mapping) => write([{ ...mapping, containerId: 1 }]),
  "wrong-length": (mapping) => write([{ ...mapping, length: 1 }]),
  "wrong-offset": (mapping) => write([{ ...mapping, hostId: mapping.hostId + 1 }]),
};

function write(uids: readonly KubeletIdMapping[], gids: readonly KubeletIdMapping[] = uids): string {
  return formatKubeletUserns({ uidMappings: uids, gidMappings: gids });
}
