/** The operations that the page of the peers' cases names (`vectors/peers/README.md`), family by family. */
export const NAMED: Readonly<Record<string, string>> = {
  set:
    "normalize subtract union size take zip contains covers nextLower clip partition remove addText equal translate " +
    "commonRanges",
  range: "contains",
  interval: "length isEmpty intersect before subtract adjoin encompass",
  map:
    "hostIds containerIds toHost toContainer toHostPair toHostPairOverflow toHostPairPartial toContainerPairPartial " +
    "hostRoot.runc firstHostOfContainer0 overlaps isContiguous mergeConsecutive insert.podman insert.incus " +
    "insertMany.incus intersects.incus hostIdsIntersect.incus hostIdsCoveredBy split.incus fill keepId fromSubids " +
    "unshare",
  parse:
    "idmap.storage idmap.podman idmap.podmanAuto idmap.podmanMount idmap.podmanMountOption idmap.containerd " +
    "idmap.containerdMount idmap.incusRaw idmap.incusEntry idmap.lxdRaw procMap.lxd procMap.inside subid getsubids " +
    "range.systemd range.shadow rangeList.cpuset rangeList.nomadDenied crioAnnotation kubeletUsernsFile",
  format: "lxc containerd getsubids newuidmapArgv procMap rangeList.cpuset lxcFromMatches",
  convert: "criToOci ociPair",
  alloc:
    "storageAuto incusIsolated shadowFirstFit shadowDeterministic nspawnPick nomadPool sysboxShared sysboxBuddy " +
    "kubeletRecord kubeletCleanup",
  size: "storageAuto fromPasswdGroup",
  subid: "edit removeOwner list owners newRange shouldAssign",
  validate: "kubeletPool runcUserns runcRootless runcIdmapMount criUserns containerdImageVolume newuidmap deniedRanges",
  kernel: "writeMap readMap setgroups",
  userns: "isInUserns",
  idmappedMount: "stat create",
};

/** What the page names only as a family. */
const FAMILY = /^(buddy|map\.rootPair)\.\w+$/;

/** The peers whose way of doing a named operation may be given as the last part of its name. */
const DIALECT = /\.(incus|storage|moby|containerd)$/;

/** Tells whether the page names an operation; one that it does not name is a failure, never a skip. */
export function isNamedOperation(op: string): boolean {
  return FAMILY.test(op) || isListed(op) || isListed(op.replace(DIALECT, ""));
}

function isListed(op: string): boolean {
  const dot = op.indexOf(".");
  const family = op.slice(0, Math.max(dot, 0));
  return Object.hasOwn(NAMED, family) && (NAMED[family] ?? "").split(" ").includes(op.slice(dot + 1));
}
