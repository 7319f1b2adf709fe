import { DEFAULT_RELEASE, type DefectName, type Release } from "userns-sim/kubelet";
import type { AccessPath, RangeSource } from "userns-sim/node";

/** What somebody plays with: all that they chose, and nothing that follows from it. Plain data. */
export interface Play {
  /** The manifests, YAML or JSON, as they were typed. */
  readonly pods: string;
  readonly release: Release;
  /** The feature gate of user namespaces: as the release has it, or set. */
  readonly gate: Gate;
  /** `START:SIZE`, or a line of /etc/subuid; empty for the default of the strategy. As it was typed. */
  readonly pool: string;
  readonly idsPerPod: number;
  readonly strategy: RangeSource;
  /** Where the draws begin, 0 to 4294967295. */
  readonly seed: number;
  /** The defects of the kubelet that are mended. */
  readonly fixes: readonly DefectName[];
  /** What stands in the map box: a map in any form, or any text with IDs. */
  readonly map: string;
  /** What happens once the pods of the manifests are placed. */
  readonly events: readonly PlayEvent[];
  /** How many of the events have happened, 0 to all. */
  readonly position: number;
  readonly escape: EscapeQuestion;
  readonly selected: Selected;
}

/** The part of a play that decides what the node is like. */
export type World = Omit<Play, "pods" | "map" | "escape" | "selected">;

export const GATES = ["default", "on", "off"] as const;
export type Gate = (typeof GATES)[number];

/** Something that happens to the node. Pods go by their UIDs. */
export type PlayEvent = NewPodEvent | PodEvent | WriteFileEvent | RestartEvent | NodeEvent;

/** A pod comes: one of the manifests, or another one like it, with a UID that is then its name. */
export interface NewPodEvent {
  readonly type: "create";
  readonly pod: string;
  readonly like?: string;
}

/** Something happens to a pod, or to its directory. */
export type PodEvent = {
  readonly [Type in (typeof POD_EVENTS)[number]]: { readonly type: Type; readonly pod: string };
}[(typeof POD_EVENTS)[number]];

export const POD_EVENTS = [
  "release",
  "delete-file",
  "make-directory",
  "remove-directory",
  "file-becomes-directory",
  "directory-becomes-file",
] as const;

/** Somebody writes the file `userns` of a pod. */
export interface WriteFileEvent {
  readonly type: "write-file";
  readonly pod: string;
  readonly raw: string;
}

/** What gives the ranges starts again, perhaps as another release. */
export interface RestartEvent {
  readonly type: "restart";
  readonly release?: Release;
}

/** Something happens that is about no pod in particular. After a crash, only a restart brings the kubelet back. */
export type NodeEvent = {
  readonly [Type in (typeof NODE_EVENTS)[number]]: { readonly type: Type };
}[(typeof NODE_EVENTS)[number]];

export const NODE_EVENTS = ["cleanup", "crash", "remove-pods-directory"] as const;

/** All types of events, in the order in which they are offered. */
export const EVENT_TYPES = ["create", "restart", "write-file", ...POD_EVENTS, ...NODE_EVENTS] as const;

/** The question of the matrix: who escapes, and how he comes to files. */
export interface EscapeQuestion {
  /** The UID of the pod; empty for the first that runs. */
  readonly pod: string;
  /** The container; empty for the first regular one. */
  readonly container: string;
  readonly path: AccessPath;
  /** What of the host is mounted, for the ways `bind` and `idmapped`; empty for each file by itself. */
  readonly source: string;
}

/** What all panes point at. The event is the last that has happened; the map is what stands in the map box. */
export interface Selected {
  /** What Why is about. */
  readonly about: (typeof ABOUT)[number];
  /** The UID of a pod, whose rulers are shown; null for the one that escapes. */
  readonly pod: string | null;
  /** A slot, from 0. */
  readonly slot: number | null;
  readonly id: PlayId | null;
  /** A cell of the matrix, such as `/etc/shadow:read`. */
  readonly cell: string | null;
  /** The column of the matrix; null for the name of the row. */
  readonly column: (typeof COLUMNS)[number] | null;
  /** Whether it was pointed at in the row of all that is done to its file, process or pod. */
  readonly whole: boolean;
}

export const COLUMNS = ["withUserns", "withoutUserns"] as const;

export const ABOUT = ["slot", "id", "cell", "map", "event"] as const;

/** An ID that was typed or pointed at: inside of the selected pod, or on the host. */
export interface PlayId {
  readonly side: "container" | "host";
  readonly id: number;
}

const NOTHING_SELECTED: Selected = {
  about: "event",
  pod: null,
  slot: null,
  id: null,
  cell: null,
  column: "withUserns",
  whole: false,
};

/** What counts where nothing is said. */
export const DEFAULTS: Play = {
  pods: "",
  release: DEFAULT_RELEASE,
  gate: "default",
  pool: "kubelet:65536:7208960",
  idsPerPod: 65536,
  strategy: "kubelet",
  seed: 1,
  fixes: [],
  map: "",
  events: [],
  position: 0,
  escape: { pod: "", container: "", path: "walk", source: "" },
  selected: NOTHING_SELECTED,
};

/** What the view opens with: two pods as root, of which one escapes and walks the host's paths. */
export const EXAMPLE: Play = {
  ...DEFAULTS,
  pods: `apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  hostUsers: false
  containers:
    - name: main
---
apiVersion: v1
kind: Pod
metadata:
  name: b
spec:
  hostUsers: false
  containers:
    - name: main
`,
  selected: { ...NOTHING_SELECTED, about: "cell", pod: "default_a", cell: "/etc/shadow:read" },
};

/** From where to where the whole numbers of a play go. */
export const NUMBERS = { idsPerPod: [1, 2_147_483_647], seed: [0, 4_294_967_295] } as const;

/** What bounds the work, wherever a play comes from. */
export const LIMITS = {
  pods: 250,
  /** Containers and mounts of all pods together: each has processes and files, and each of these a row of decisions. */
  targets: 2_000,
  events: 1_000,
  /** Characters of the manifests. */
  manifest: 200_000,
  /** Characters of the map box. */
  map: 50_000,
  /** Characters of all else that is typed, such as a pool, and of the UIDs of events, which are many. */
  text: 1_000,
  /** Characters of a name that is selected. It comes from the manifests. */
  name: 400_000,
  /** Characters of a file that is written, since it goes to the kubelet's reader. */
  raw: 5_000,
} as const;
