import type { ContainerId, HostId } from "../id/id.ts";
import type { IdRange } from "../range/range.ts";

/**
 * One line of a map: `size` container IDs from `containerId` on stand for as many host IDs from `hostId` on.
 *
 * ```
 * container  [containerId, containerId + size)
 *                 │ + (hostId - containerId)
 * host       [hostId, hostId + size)
 * ```
 */
export interface IdMapping {
  /** The first ID inside the container. */
  readonly containerId: ContainerId;
  /** The ID on the host that it stands for. */
  readonly hostId: HostId;
  /** How many IDs are mapped, 1 to 4294967295. */
  readonly size: number;
}

/**
 * One line of a map in the words of whoever wrote it: `size` as OCI has it, `length` as CRI and the kubelet, or `count`
 * as the kernel. It has one of the three.
 */
export type WrittenMapping =
  | (IdMapping & { readonly length?: never; readonly count?: never })
  | (Omit<IdMapping, "size"> & { readonly length: number; readonly size?: never; readonly count?: never })
  | (Omit<IdMapping, "size"> & { readonly count: number; readonly size?: never; readonly length?: never });

/**
 * How many mappings a map can have, 340.
 *
 * Source: user_namespaces(7), "Since Linux 4.15, the limit is 340 lines"; the kernel's `UID_GID_MAP_MAX_EXTENTS`.
 */
export const MAX_MAPPINGS = 340;

/** A side of a map: the IDs inside the container, or those on the host. */
export type MapSide = "container" | "host";

/** Why a list of mappings is no map. The kernel's errno is EINVAL in every case. */
export type IdMapError = TooManyMappings | EmptyMapping | ReachesNoId | WrappingMapping | OverlappingMappings;

/** There are more mappings than a map can have. */
export interface TooManyMappings {
  readonly code: "too-many-mappings";
  readonly errno: "EINVAL";
  /** How many mappings there are. */
  readonly count: number;
  /** How many there can be, 340. */
  readonly limit: number;
}

/** A mapping maps no ID at all. */
export interface EmptyMapping {
  readonly code: "empty-mapping";
  readonly errno: "EINVAL";
  /** The position of the mapping, from 0. */
  readonly index: number;
  /** The mapping, whose size is 0. */
  readonly mapping: IdMapping;
}

/** A mapping starts at or reaches 4294967295, which is no ID. */
export interface ReachesNoId {
  readonly code: "reaches-no-id";
  readonly errno: "EINVAL";
  /** The side that does. */
  readonly side: MapSide;
  /** The position of the mapping, from 0. */
  readonly index: number;
  /** The mapping. */
  readonly mapping: IdMapping;
}

/** A mapping goes on past 4294967295, where 32-bit numbers begin again at 0. */
export interface WrappingMapping {
  readonly code: "wraps";
  readonly errno: "EINVAL";
  /** The side that does. */
  readonly side: MapSide;
  /** The position of the mapping, from 0. */
  readonly index: number;
  /** The mapping. */
  readonly mapping: IdMapping;
}

/** Two mappings have IDs in common on one side. */
export interface OverlappingMappings {
  readonly code: "overlapping-mappings";
  readonly errno: "EINVAL";
  /** The side on which they do. */
  readonly side: MapSide;
  /** The position of the later mapping, from 0. */
  readonly index: number;
  /** The later mapping. */
  readonly mapping: IdMapping;
  /** The position of the earlier mapping, from 0. */
  readonly otherIndex: number;
  /** The earlier mapping. */
  readonly other: IdMapping;
  /** The IDs in common. */
  readonly overlap: IdRange<number>;
}
