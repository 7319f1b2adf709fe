import { auditPods } from "../../core/node/audit/audit-pods.ts";
import type { Release } from "../../core/releases/releases.ts";
import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { readPodList } from "../inputs/pod-list.ts";
import { readProc } from "../inputs/proc.ts";
import { readKubeletFacts } from "../kubelet/kubelet-facts.ts";
import { readPodsDir } from "../kubelet/pods-dir.ts";
import { KUBELET_OPTIONS, type KubeletOptions } from "../options/kubelet-options.ts";
import { PODS_DIR_OPTIONS, type PodsDirOptions } from "../options/pods-dir-options.ts";
import { RELEASE } from "../options/release-option.ts";
import { isNo } from "../output/findings.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { type Audit, audit } from "./audit.ts";
import type { AuditDocument } from "./json.ts";
import { render } from "./render.ts";
import { auditUpgrade } from "./upgrade.ts";

interface Options extends KubeletOptions, PodsDirOptions {
  readonly upgradeTo?: Release;
  readonly proc?: true;
}

export const auditCommand: CommandRow<Options, AuditDocument> = {
  summary: "Look through a kubelet's pods directory: overlaps, corrupt files, what its next start would say.",
  options: {
    podsDir: { ...PODS_DIR_OPTIONS.podsDir, about: "the directory, /var/lib/kubelet/pods or a copy of it" },
    ...KUBELET_OPTIONS,
    pods: { ...PODS_DIR_OPTIONS.pods, about: "the pods that there are: kubectl get pods -A -o json" },
    upgradeTo: {
      ...RELEASE,
      about:
        "ask whether the kubelet of that release would start here, with these settings, and who must be drained first",
    },
    proc: { about: "look at the user namespaces of the processes of this machine, too" },
  },
  notes: "Only reads; no symbolic link in the directory is followed.",
  exits: {
    yes: "nothing is wrong, or with --upgrade-to the kubelet would start",
    no: "something is, or with --upgrade-to the kubelet would not start",
    wrongUse: "wrong use, or input, also a single file, that cannot be read",
  },
  examples: [
    "userns-sim audit --pods-dir /var/lib/kubelet/pods --account missing --proc",
    `userns-sim audit --pods-dir copy/pods --subuid copy/subuid \\
--subgid copy/subgid --kubelet-config copy/config.yaml --pods pods.json`,
    `userns-sim audit --pods-dir /var/lib/kubelet/pods --account missing \\
--kubelet-config /var/lib/kubelet/config.yaml \\
--release 1.34 --upgrade-to 1.35`,
  ],
  version: 1,
  run: auditDirectory,
  outcomes: {
    sound: "yes",
    findings: "no",
    "unreadable-files": "wrongUse",
    starts: "yes",
    "starts-not": "no",
    undecided: "yes",
  },
  renderers: { text: render },
};

async function auditDirectory(io: Io, { options }: Asked<Options>): Promise<AuditDocument | UnreadableDocument> {
  const reading = await readKubeletFacts(io, options);
  if ("problems" in reading) return { outcome: "unreadable", ...reading };
  const list = options.pods === undefined ? { names: undefined } : await readPodList(io, options.pods);
  if ("problems" in list) return { outcome: "unreadable", ...list };
  const disk = await readPodsDir(io, options.podsDir);
  const running = options.proc ? await readProc(io) : undefined;
  const { facts } = reading;
  const { names } = list;
  const audited =
    options.upgradeTo === undefined
      ? audit(facts, auditPods(disk, facts.kubelet, names === undefined ? {} : { pods: names.keys() }), names, running)
      : auditUpgrade(facts, options.upgradeTo, disk, names, running);
  return { outcome: outcomeOf(audited), podsDir: fileName(options.podsDir), ...audited };
}

function outcomeOf({ upgrade, nextStart, findings }: Audit): AuditDocument["outcome"] {
  const isUnreadable = findings.some(({ code }) => code === "file-unreadable");
  if (upgrade === null) return isNo(findings) ? "findings" : isUnreadable ? "unreadable-files" : "sound";
  if (nextStart.outcome === "refused") return "starts-not";
  return isUnreadable ? "unreadable-files" : nextStart.outcome;
}
