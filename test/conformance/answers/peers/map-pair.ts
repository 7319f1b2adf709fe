import type { IdMapping } from "../../../../src/index.ts";
import type { Fields } from "../../fields.ts";
import { type Answer, gives, type Operations, refuses } from "./answer.ts";
import { integer, mappings } from "./input.ts";
import { firstToContainer, firstToHost } from "./lookup.ts";

/** Translates one ID by the mappings of one side. */
type Translate = (side: readonly IdMapping[], id: number) => number | undefined;

/** The operations `map.*Pair*`: a user and a group ID, each by its own map. */
export const mapPairOperations: Operations = {
  "map.toHostPair": (input) => bothOrRefusal(translatePair(input, firstToHost)),
  "map.toHostPair.containerd": (input) => bothOrRefusal(translatePair(input, firstToHost)),
  "map.toHostPair.moby": (input) => {
    const root = translatePair(rootOf(input), identityOr(firstToHost));
    const { uid, gid } = translatePair(input, identityOr(firstToHost));
    if (root.uid === undefined || root.gid === undefined) return bothOrRefusal({ uid, gid });
    // moby leaves the IDs of the remapped root as they are, wherever they stand.
    return bothOrRefusal({
      uid: integer(input, "uid") === root.uid ? root.uid : uid,
      gid: integer(input, "gid") === root.gid ? root.gid : gid,
    });
  },
  "map.rootPair.moby": (input) => bothOrRefusal(translatePair(rootOf(input), identityOr(firstToHost))),
  "map.rootPair.containerd": (input) => bothOrRefusal(translatePair(rootOf(input), firstToHost)),
  // To storage the only ID of a map is the root, whatever its container ID is.
  "map.rootPair.storage": (input) => bothOrRefusal(translatePair(rootOf(input), identityOr(onlyOr(firstToHost)))),
  "map.toHostPairOverflow": (input) => {
    const { uid, gid } = translatePair(input, firstToHost);
    return gives({ uid: uid ?? integer(input, "overflowUid"), gid: gid ?? integer(input, "overflowGid") });
  },
  "map.toHostPairPartial": (input) => gives(orNull(translatePair(input, firstToHost))),
  "map.toContainerPairPartial": (input) => gives(orNull(translatePair(input, firstToContainer))),
};

interface Pair {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** The two maps are given as `uids` and `gids`, or as one `map` whose mappings have a kind. */
function translatePair(input: Fields, translate: Translate): Pair {
  const [uids, gids] =
    "map" in input
      ? [mappings(input, "map", "uid"), mappings(input, "map", "gid")]
      : [mappings(input, "uids"), mappings(input, "gids")];
  return { uid: translate(uids, integer(input, "uid")), gid: translate(gids, integer(input, "gid")) };
}

function bothOrRefusal({ uid, gid }: Pair): Answer {
  return uid === undefined || gid === undefined ? refuses() : gives({ uid, gid });
}

function orNull({ uid, gid }: Pair): { readonly uid: number | null; readonly gid: number | null } {
  return { uid: uid ?? null, gid: gid ?? null };
}

/** To moby the empty map is the identity; to the kernel and to the library it maps nothing. */
function identityOr(translate: Translate): Translate {
  return (side, id) => (side.length === 0 ? id : translate(side, id));
}

function rootOf(input: Fields): Fields {
  return { ...input, uid: 0, gid: 0 };
}

function onlyOr(translate: Translate): Translate {
  return (side, id) => (side.length === 1 && side[0]?.size === 1 ? side[0].hostId : translate(side, id));
}
