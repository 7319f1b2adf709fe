import type { FixCode } from "../../../findings/finding.ts";
import type { NodeFixCode } from "../node-finding.ts";

/** A fix of which no change can be written. */
export type WordsOnly = Extract<
  FixCode | NodeFixCode,
  | "correct-field"
  | "own-host-path"
  | "no-host-path"
  | "ask-daemon"
  | "say-declared-features"
  | "not-privileged"
  | "no-block-device"
  | "mount-on-host"
  | "repair-name-service"
  | "drain"
  | "read-release-notes"
  | "look-for-fixes"
  | "write-entries"
  | "upgrade-kubelet"
>;

/** Why there is none. */
export const WORDS_ONLY: Readonly<Record<WordsOnly, string>> = {
  "correct-field": "only who wrote the pod knows what the field was to say",
  "own-host-path": "only who wrote the pod knows which of the mounts below it needs",
  "no-host-path": "only who wrote the pod knows what it needs of the host",
  "ask-daemon": "what a daemon negotiates is in its program, and no setting of the node",
  "say-declared-features": "what a node declares is read from its object, which no option stands for",
  "not-privileged": "only who wrote the pod knows which capabilities are enough",
  "no-block-device": "only who wrote the pod knows how else it can have its data",
  "mount-on-host": "what mounts on the host instead is a program that is not there yet",
  "repair-name-service": "what is wrong with a name service is not seen from the kubelet",
  drain: "the pods that have to go are on the node's disk, not in its settings",
  "read-release-notes": "nobody has read them",
  "look-for-fixes": "only the notes of the version that runs say which fixes it has",
  "write-entries": "what a line that cannot be read was to say, nobody knows",
  "upgrade-kubelet": "which release to run is decided for a cluster, not for a limit of one node",
};
