import type { CredentialRow, NamespaceRow } from "../../core/kernel/support/world.ts";
import { HOST_CAPABILITIES } from "../people.ts";
import { type Scene, sceneOf } from "../scene.ts";

export const POD_A = 1;
export const POD_B = 2;
/** Another pod, which was given the range of the first. */
export const TWIN = 3;
/** A namespace that user 1000 of the host made, with one ID: his own. */
export const SINGLE = 4;
/** Another one of his, whose maps nobody has written. */
export const UNMAPPED = 5;
/** A namespace in pod A, whose user 0 is 1000 there. */
export const CHILD = 6;
/** The deepest namespace that may have a child, and that child. */
export const LAST_PARENT = 41;
export const DEEPEST = 42;

/** The first ID of pod A and of pod B on the host. */
export const A = 65536;
export const B = 131072;

/** What lessons speak of. */
export function lessonScene(): Scene {
  const whole = (start: number): string => `0 ${start} 65536`;
  const nested = Array.from({ length: DEEPEST - FIRST_NESTED + 1 }, (_one, at) =>
    namespace(FIRST_NESTED + at, at === 0 ? POD_A : FIRST_NESTED + at - 1, A, whole(0)),
  );
  const scene = sceneOf(
    [
      namespace(POD_A, 0, 0, whole(A)),
      namespace(POD_B, 0, 0, whole(B)),
      namespace(TWIN, 0, 0, whole(A)),
      namespace(SINGLE, 0, 1000, "0 1000 1", "deny"),
      namespace(UNMAPPED, 0, 1000, ""),
      namespace(CHILD, POD_A, A, "0 1000 100"),
      ...nested,
    ],
    [POD_A],
  );
  return { ...scene, mounts: { "0": null, [POD_A]: { idmap_ns: POD_A }, [POD_B]: { idmap_ns: POD_B } } };
}

/** Somebody of one ID, with all capabilities or none. */
export function person(home: number, id: number, has: "all" | "none", groups: readonly number[] = []): CredentialRow {
  const all = home === 0 ? HOST_CAPABILITIES.toString(16) : "1ffffffffff";
  const capabilities = has === "all" ? all : "0";
  return [home, [id, id, id, id], [id, id, id, id], groups, capabilities, capabilities, ""];
}

/** Below pod A, which is one below the host: 32 levels more are 33. */
const FIRST_NESTED = 11;

function namespace(
  id: number,
  parent: number,
  owner: number,
  map: string,
  setgroups: "allow" | "deny" = "allow",
): NamespaceRow {
  return { id, parent, owner, group: owner, setgroups, uid_map: map, gid_map: map };
}
