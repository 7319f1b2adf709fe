import { RELEASES } from "userns-sim/kubelet";
import { nextUid } from "./changes.ts";
import type { PlayEvent } from "./play.ts";
import type { Played, PlayedPod } from "./shown.ts";

/** What somebody chooses for what happens next. */
export interface Chosen {
  readonly type: PlayEvent["type"];
  /** The UID of a pod of {@link podsOfEvents}, for what happens to one. */
  readonly pod: string;
  /** What is written into a file. */
  readonly raw: string;
  /** The release that starts; anything else for the same. */
  readonly release: string;
}

export function eventOf({ type, pod, raw, release }: Chosen, shown: Pick<Played, "pods">): PlayEvent {
  switch (type) {
    case "create":
      return { type, pod: nextUid(pod, shown), like: pod };
    case "write-file":
      return { type, pod, raw };
    case "restart": {
      const as = RELEASES.find((each) => each === release);
      return as === undefined ? { type } : { type, release: as };
    }
    case "cleanup":
    case "crash":
    case "remove-pods-directory":
      return { type };
    default:
      return { type, pod };
  }
}

/** Whether it happens to a pod. */
export function isOfPod(type: PlayEvent["type"]): boolean {
  return type !== "restart" && type !== "cleanup" && type !== "crash" && type !== "remove-pods-directory";
}

/** The pods to which something can happen. */
export function podsOfEvents({ pods }: Pick<Played, "pods">): readonly PlayedPod[] {
  return pods.filter(({ isNamed }) => isNamed);
}
