import { RUNTIME_FIXES } from "../../../../src/core/kubelet/runtime/runtime-fixes.ts";
import { RUNTIME_NAMES, RUNTIME_TABLE, type RuntimeVersion } from "../../../../src/core/kubelet/runtime/runtimes.ts";
import type { Version } from "../../../../src/core/kubelet/runtime/version.ts";

/** The versions of a runtime around each from which on it does something: the one before, a pre-release, itself, the next. */
function versionsOf(name: string): readonly RuntimeVersion[] {
  const cells = RUNTIME_TABLE.filter((row) => row.name === name).flatMap(
    ({ userNamespaces, mappedMounts, refusedMounts, ownMounts, mountFeatures, report, groupsPolicy }) => [
      userNamespaces,
      mappedMounts,
      refusedMounts,
      ownMounts,
      mountFeatures,
      report,
      groupsPolicy,
    ],
  );
  const fixes = RUNTIME_FIXES.filter(({ runtime }) => runtime === name);
  const sinces = [
    ...cells.flatMap((cell) => (cell === undefined ? [] : [cell.since])),
    ...fixes.flatMap(({ since, backports }) => [since, ...backports]),
  ].filter(([major]) => major !== Number.POSITIVE_INFINITY);
  const versions = sinces.flatMap(around);
  const distinct = new Map([...versions, [9, 0]].map((version) => [version.join("."), version]));
  return [...distinct.values()].map((version) => ({ name, version }));
}

function around(since: Version): readonly Version[] {
  const [major = 0, minor = 0, patch] = since;
  if (patch !== undefined) return [[major, minor], [major, minor, patch - 1], [...since, -1], since];
  return [minor === 0 ? [major - 1, 99] : [major, minor - 1], [major, minor, -1], since, [major, minor, 1]];
}

const [containerd, crio, dockershim, docker, runc, crun] = RUNTIME_NAMES.map((name) => versionsOf(name));

/** Every version above a few that start containers, every one of those below a few, and what is missing or not known. */
export function runtimePairs(): readonly (readonly RuntimeVersion[])[] {
  const newest = (versions: readonly RuntimeVersion[] = []): readonly RuntimeVersion[] => versions.slice(-1);
  const cris = [containerd, crio, dockershim, docker].flatMap((versions = []) => versions);
  const ocis = [runc, crun].flatMap((versions = []) => versions);
  const kata: RuntimeVersion = { name: "kata", version: [3, 0], written: "3.0-x" };
  const above: readonly (readonly RuntimeVersion[])[] = [
    newest(containerd),
    [{ name: "containerd", version: [1, 7, 0] }],
    [{ name: "containerd", version: [1, 7, 1] }],
    [{ name: "containerd", version: [1, 7] }],
    [{ name: "containerd", version: [2, 0, -1] }],
    [{ name: "cri-o", version: [1, 28, 0] }],
    [{ name: "cri-o", version: [1, 28] }],
    newest(crio),
    [],
  ];
  return [
    ...cris.flatMap((cri) => [
      [cri, ...newest(runc)],
      [...newest(crun), cri],
    ]),
    ...ocis.flatMap((oci) => above.map((cri) => [...cri, oci])),
    ...[containerd, crio].map((versions) => newest(versions)),
    [kata],
    [kata, ...newest(runc)],
    [...newest(containerd), kata],
    [kata, kata],
    [],
  ];
}
