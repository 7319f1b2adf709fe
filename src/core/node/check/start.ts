import { possibleStarts } from "../../kubelet/history/possible-starts.ts";
import type { StartError } from "../../kubelet/settings/errors.ts";
import { isBlind } from "../../kubelet/settings/mappings.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { evidenceOf } from "../../releases/unread-releases.ts";
import { isNumber, KUBELET } from "./collisions.ts";
import { type NodeFinding, nodeFinding, startFinding } from "./node-finding.ts";
import type { Assumption, NodeToCheck, SubordinateFile } from "./node-to-check.ts";

/** Whether a kubelet would start, and why that is so. */
export interface StartCheck {
  /** As far as user namespaces are concerned, and where no file of a pod stands in the way. */
  readonly starts: "yes" | "no" | "undecided";
  /** Why not, or what is open. */
  readonly findings: readonly NodeFinding[];
}

export function checkStart({ kubelet, assumed = [], subordinateFiles = [] }: NodeToCheck): StartCheck {
  const [outcome, ...others] = possibleStarts(kubelet);
  const open = openAbout(kubelet, assumed);
  // Whoever does not know the account knows nothing about the checks that come after it.
  const isOpen = open !== undefined && (outcome.ok ? outcome.value !== null : !isDecided(outcome.error, open));
  const errors = [outcome, ...others].flatMap((start) => (start.ok ? [] : [start.error]));
  const [error] = errors;
  const isSplit = !isOpen && error !== undefined && errors.length <= others.length;
  const { release } = kubelet;
  return {
    starts: isOpen || isSplit ? "undecided" : outcome.ok ? "yes" : "no",
    findings: [
      ...(error === undefined || isOpen || isSplit ? [] : [refusal(error, errors)]),
      ...(isSplit ? [nodeFinding("fixes-not-known", { release, error })] : []),
      ...(evidenceOf(release) === "not read" ? [nodeFinding("release-not-read", { release })] : []),
      ...(isOpen ? [openFinding(open, subordinateFiles)] : []),
      ...(assumed.includes("release") ? [nodeFinding("release-not-given", { release })] : []),
      ...(assumed.includes("configuration")
        ? [
            nodeFinding("config-not-given", {
              isMaxPodsKnown: kubelet.maxPods !== undefined,
              hasIdsPerPod: traitAt(RELEASE_TABLE.idsPerPod, release) !== "unknown",
            }),
          ]
        : []),
    ],
  };
}

/** Kubelets that say different things leave open what is said. */
function refusal(error: StartError, errors: readonly StartError[]): NodeFinding {
  return startFinding(error, errors.every(({ text }) => text === error.text) ? error.text : null);
}

type AboutAccount = Extract<Assumption, "account" | "entry" | "owners" | "subordinate-ids" | "groups">;

function openAbout(settings: NodeToCheck["kubelet"], assumed: readonly Assumption[]): AboutAccount | undefined {
  // Before 1.30 nobody asks, and who asks a getent that there is not learns nothing.
  if (traitAt(RELEASE_TABLE.pool, settings.release) === "whole" || isBlind(settings)) return undefined;
  return (["account", "entry", "owners", "subordinate-ids", "groups"] as const).find((about) =>
    assumed.includes(about),
  );
}

function isDecided({ code }: StartError, open: AboutAccount): boolean {
  return open === "groups" || code === "configuration-invalid" || code.startsWith("gate-");
}

function openFinding(open: AboutAccount, files: readonly SubordinateFile[]): NodeFinding {
  if (open === "entry") return nodeFinding("entry-not-given", { files: files.map(({ name }) => name) });
  if (open !== "owners") return nodeFinding(`${open}-not-given`, {});
  const owners = new Set(files.flatMap(({ entries }) => entries.map(({ owner }) => owner)));
  return nodeFinding("owner-not-known", { owners: [...owners].filter(isNumber), hasEntry: owners.has(KUBELET) });
}
