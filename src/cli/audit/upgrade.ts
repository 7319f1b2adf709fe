import { explain } from "../../core/explain/node.ts";
import { checkUpgrade, type UpgradeCheck } from "../../core/node/audit/check-upgrade.ts";
import { startMessage } from "../../core/node/audit/pod-file.ts";
import type { PodOnDisk } from "../../core/node/audit/pod-on-disk.ts";
import type { PodInTheWay, UpgradeChange } from "../../core/node/audit/upgrade-change.ts";
import { fixerOf } from "../../core/node/check/fixes/fix-of.ts";
import { nodeFinding } from "../../core/node/check/node-finding.ts";
import { nodePool } from "../../core/node/check/pool.ts";
import { RELEASES, type Release } from "../../core/releases/releases.ts";
import { Failure } from "../base/failure.ts";
import { nameText } from "../base/names.ts";
import { rangeText } from "../base/words.ts";
import type { RunningNamespaces } from "../inputs/proc.ts";
import type { KubeletFacts } from "../kubelet/kubelet-facts.ts";
import { type FindingFacts, finding } from "../output/findings.ts";
import { type Audit, audit, nameWith, type PodNames, withFixText } from "./audit.ts";

/** Audits the directory as the kubelet of another release would find it, and says who must be gone before. */
export function auditUpgrade(
  facts: KubeletFacts,
  to: Release,
  disk: readonly PodOnDisk[],
  names: PodNames,
  running: RunningNamespaces | undefined,
): Audit {
  const from = facts.kubelet.release;
  if (RELEASES.indexOf(to) <= RELEASES.indexOf(from))
    throw new Failure(`--upgrade-to: ${to} is no newer than ${from}, the release that runs`);
  const upgrade = checkUpgrade(disk, facts.kubelet, to, names === undefined ? {} : { pods: names.keys() });
  const kubelet = { ...facts.kubelet, release: to };
  // Who stands in the way is told at once, not file by file.
  const told =
    upgrade.inTheWay.length === 0
      ? upgrade.next.findings
      : upgrade.next.findings.filter(({ code }) => code !== "file-refused");
  // What nobody named is the release that runs.
  const assumed = facts.assumed.filter((about) => about !== "release");
  const next = audit({ ...facts, kubelet, assumed }, upgrade.next, names, running, told);
  return {
    ...next,
    upgrade: {
      from,
      poolBefore: nodePool(facts.kubelet),
      inTheWay: upgrade.inTheWay.map(({ podUid, cause: { code }, isCertain }) => {
        return { podUid: nameText(podUid), name: names?.get(podUid) ?? null, code, certain: isCertain };
      }),
    },
    findings: [
      ...inTheWay(upgrade.inTheWay, kubelet, nameWith(names), next.nextStart.outcome === "refused"),
      ...upgrade.changes.map((change) => changeFinding(change, upgrade)),
      ...(assumed.length === facts.assumed.length
        ? []
        : [withFixText(nodeFinding("release-not-given", { release: from }), fixerOf(facts))]),
      ...next.findings,
    ],
  };
}

/** One finding for all of which the same is said but for who it is and where its range begins; a range that two have is a finding of its own. */
function inTheWay(
  pods: readonly PodInTheWay[],
  settings: KubeletFacts["kubelet"],
  nameOf: (podUid: string) => string,
  isDecided: boolean,
): readonly FindingFacts[] {
  const groups = new Map<string, PodInTheWay[]>();
  for (const pod of pods) {
    if (pod.cause.code === "already-taken") continue;
    const alike = { ...pod.cause, podUid: "", hostId: 0 };
    const key = `${explain(alike)} ${pod.isCertain}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pod]);
    else group.push(pod);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { podUid, cause, isCertain } = first;
    const isRefused = isCertain && isDecided;
    return [
      {
        ...finding(isRefused ? "refused" : "undecided", cause.code, "", {
          says: isRefused ? startMessage(podUid, cause, settings) : null,
          why: explain(cause),
          fix: DRAIN,
          source: "MakeUserNsManager, pkg/kubelet/userns/userns_manager.go",
        }),
        about: group.map((pod) => nameOf(pod.podUid)),
      },
    ];
  });
}

const DRAIN =
  "Drain the node while the present kubelet runs: it removes the files of pods that are gone. kubectl drain leaves the pods of DaemonSets and static pods; delete those, too.";

function changeFinding(change: UpgradeChange, { to }: UpgradeCheck): FindingFacts {
  const why = explain(change);
  if (change.code === "pool-changes")
    return finding("warning", change.code, `the pool ${rangeText(change.after)}`, {
      why,
      fix: "Nothing, where no pod stands in the way: each keeps the range of its file.",
      source: "MakeUserNsManager, pkg/kubelet/userns/userns_manager.go",
    });
  return finding("warning", change.code, "userNamespaces.idsPerPod", {
    why,
    fix: `Let no pod have a range when ${to} starts, or leave the setting out of its configuration for as long as some have.`,
    source: "kubernetes/kubernetes issue 133144, PR 133373",
  });
}
