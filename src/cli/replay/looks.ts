import type { PodDirectory, PodEntry } from "../../core/kubelet/disk/disk.ts";
import { writtenByKubelet } from "../../core/kubelet/disk/userns-file.ts";
import type { KubeletEvent } from "../../core/kubelet/history/step.ts";
import { joined } from "../../core/kubelet/lists/pieces.ts";
import { findPod } from "../../core/kubelet/lists/pod-list.ts";
import type { OpenKubelet } from "../../core/kubelet/manager/open-kubelet.ts";

/** As many steps as a history may have would otherwise be the square of that. */
export const MAX_LOOKS = 5_000_000;
/** Characters. A decoder takes a thousand times as long for one as a look at a pod, and a message may quote them all. */
export const MAX_READ_AGAIN = 4_194_304;

/** Says, of each step before it is played, whether the steps so far look at too much all together, and at too much of what. */
export type Looks = (event: KubeletEvent, recorded: unknown, before: OpenKubelet) => string | undefined;

/** Counts what the steps of all histories of a file look at. */
export function countLooks(): Looks {
  const known = new Map<object | string, number>();
  let pods = 0;
  let again = 0;
  /** What was not read before is a part of the file, or as short as what a kubelet writes. */
  const read = <T extends object | string>(source: T, lengthOf: (source: T) => number): void => {
    const length = known.get(source);
    if (length === undefined) known.set(source, lengthOf(source));
    else again += length;
  };
  return (event, recorded, before) => {
    pods += podsOf(event, recorded, before);
    if (pods > MAX_LOOKS) return `steps that look at more than ${MAX_LOOKS} pods, all together`;
    for (const part of settingsReadBy(event, before)) read(part, settingsLength);
    for (const entry of filesReadBy(event, before)) if (entry.kind === "file") read(entry, fileLength);
    return again > MAX_READ_AGAIN
      ? `steps that read more than ${MAX_READ_AGAIN} characters again, all together`
      : undefined;
  };
}

/** A start reads the files of all pods, a cleanup goes through all lists of them, and a record may list them. */
function podsOf({ type }: KubeletEvent, recorded: unknown, { pods, manager, sandboxes }: OpenKubelet): number {
  const remembered = Math.max(manager?.usedBy.length ?? 0, manager?.used.length ?? 0);
  if (type === "start" || type === "cleanup") return Math.max(pods?.length ?? 0, remembered, sandboxes.length);
  return Array.isArray(Object(recorded).by) ? remembered : 0;
}

function filesReadBy(event: KubeletEvent, { pods }: OpenKubelet): readonly PodEntry[] {
  if (pods === null) return [];
  if (event.type === "start") return joined(pods);
  const found = event.type === "create" ? findPod(pods, event.podUid) : undefined;
  return found === undefined ? [] : [found];
}

/** What a kubelet writes is told apart without the decoder. */
function fileLength({ raw }: PodDirectory): number {
  return writtenByKubelet(raw) === undefined ? raw.length : 0;
}

/** What programs say, the handlers, and the path: several settings may share one of these. */
function settingsReadBy(event: KubeletEvent, { settings }: OpenKubelet): readonly (object | string)[] {
  if (event.type !== "start" && event.type !== "create" && event.type !== "cleanup") return [];
  const { kubeletUser, runtimeHandlers, rootDirectory } = (event.type === "start" && event.settings) || settings;
  return [kubeletUser, runtimeHandlers, rootDirectory].filter((part) => part !== undefined);
}

/** What is no longer than usual is a part of the step. */
function settingsLength(part: object | string): number {
  const { length } = JSON.stringify(part);
  return length > USUAL_LENGTH ? length : 0;
}

const USUAL_LENGTH = 1000;
