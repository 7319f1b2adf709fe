import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { readPodList } from "../inputs/pod-list.ts";
import { readKubeletFacts } from "../kubelet/kubelet-facts.ts";
import { readPodsDir } from "../kubelet/pods-dir.ts";
import { KUBELET_OPTIONS, type KubeletOptions } from "../options/kubelet-options.ts";
import { PODS_DIR_OPTIONS, type PodsDirOptions } from "../options/pods-dir-options.ts";
import { isNo } from "../output/findings.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { audit } from "./audit.ts";
import type { AuditDocument } from "./json.ts";
import { readProc } from "./proc.ts";
import { render } from "./render.ts";

interface Options extends KubeletOptions, PodsDirOptions {
  readonly proc?: true;
}

export const auditCommand: CommandRow<Options, AuditDocument> = {
  summary: "Look through a kubelet's pods directory: overlaps, corrupt files, what its next start would say.",
  options: {
    podsDir: { ...PODS_DIR_OPTIONS.podsDir, about: "the directory, /var/lib/kubelet/pods or a copy of it" },
    ...KUBELET_OPTIONS,
    pods: { ...PODS_DIR_OPTIONS.pods, about: "the pods that there are: kubectl get pods -A -o json" },
    proc: { about: "look at the user namespaces of the processes of this machine, too" },
  },
  notes: "Only reads; no symbolic link in the directory is followed.",
  exits: {
    yes: "nothing is wrong",
    no: "something is",
    wrongUse: "wrong use, or input, also a single file, that cannot be read",
  },
  examples: [
    "userns-sim audit --pods-dir /var/lib/kubelet/pods --no-kubelet-user --proc",
    `userns-sim audit --pods-dir copy/pods --subuid copy/subuid \\
--subgid copy/subgid --kubelet-config copy/config.yaml --pods pods.json`,
  ],
  version: 1,
  run: auditDirectory,
  outcomes: { sound: "yes", findings: "no", "unreadable-files": "wrongUse" },
  renderers: { text: render },
};

async function auditDirectory(io: Io, { options }: Asked<Options>): Promise<AuditDocument | UnreadableDocument> {
  const reading = await readKubeletFacts(io, options);
  if ("problems" in reading) return { outcome: "unreadable", ...reading };
  const list = options.pods === undefined ? { names: undefined } : await readPodList(io, options.pods);
  if ("problems" in list) return { outcome: "unreadable", ...list };
  const disk = await readPodsDir(io, options.podsDir);
  const running = options.proc ? await readProc(io) : undefined;
  const audited = audit(reading.facts, disk, list.names, running);
  const isUnreadable = audited.findings.some(({ code }) => code === "file-unreadable");
  const outcome = isNo(audited.findings) ? "findings" : isUnreadable ? "unreadable-files" : "sound";
  return { outcome, podsDir: fileName(options.podsDir), ...audited };
}
