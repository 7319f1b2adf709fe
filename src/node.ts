/**
 * One node: a host and its pods, and what a process that got out of one of them can do there.
 *
 * @packageDocumentation
 */

export { ACCESS_PATHS, type AccessPath, leadsThroughMount } from "./core/node/access-path.ts";
export { type BlastRadius, blastRadius } from "./core/node/blast-radius.ts";
export { cellName, findCell } from "./core/node/cell.ts";
export { comparePlacements, type PlacementComparison } from "./core/node/compare-placements.ts";
export { containerCapabilities, type NodeContainer, type NodeContainerMount } from "./core/node/container.ts";
export { defaultHost } from "./core/node/default-host.ts";
export type {
  ContainerUnknown,
  EscapeError,
  IdNotMapped,
  KubeletRefused,
  NodeError,
  PodAmbiguous,
  PodUnknown,
  RootForbidden,
  SandboxFailed,
  UidTaken,
  UidUnusable,
  VolumeNotMapped,
} from "./core/node/errors.ts";
export { escape } from "./core/node/escape.ts";
export { explainEscape, explainNode } from "./core/node/explain.ts";
export type { Host, HostFile, HostProcess } from "./core/node/host.ts";
export type { Escape, EscapeFrom, EscapeOptions, EscapeRow, EscapeTarget } from "./core/node/matrix.ts";
export { createNode, type Node, type NodeOptions } from "./core/node/node.ts";
export {
  type FileOperation,
  type Operation,
  PROCESS_OPERATIONS,
  type ProcessOperation,
} from "./core/node/operations.ts";
export type { PlacedContainer, PlacedPod, PodFile } from "./core/node/placed-pod.ts";
export { PLACEMENTS, type Placement } from "./core/node/placement.ts";
export { type NodePod, type PodToPlace, readPod } from "./core/node/pod.ts";
export type { NodeVolume, PlacedVolume } from "./core/node/volume.ts";
