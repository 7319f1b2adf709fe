import { step } from "../../kubelet/history/step.ts";
import { createKubelet } from "../../kubelet/manager/kubelet.ts";
import type { StartError } from "../../kubelet/settings/errors.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { type NodeFinding, nodeFinding, startFinding } from "./node-finding.ts";
import type { Assumption, NodeToCheck } from "./node-to-check.ts";

/** Whether a kubelet would start, and why that is so. */
export interface StartCheck {
  /** As far as user namespaces are concerned, and where no file of a pod stands in the way. */
  readonly starts: "yes" | "no" | "undecided";
  /** Why not, or what is open. */
  readonly findings: readonly NodeFinding[];
}

export function checkStart({ kubelet, assumed = [], subordinateFiles = [] }: NodeToCheck): StartCheck {
  const { outcome } = step(createKubelet(kubelet), { type: "start" });
  const open = openAbout(kubelet.release, assumed);
  // Whoever does not know the account knows nothing about the checks that come after it.
  const isOpen = open !== undefined && (outcome.ok ? outcome.value !== null : !isDecided(outcome.error, open));
  return {
    starts: isOpen ? "undecided" : outcome.ok ? "yes" : "no",
    findings: [
      ...(outcome.ok || isOpen ? [] : [startFinding(outcome.error)]),
      ...(isOpen
        ? [
            openFinding(
              open,
              subordinateFiles.map(({ name }) => name),
            ),
          ]
        : []),
      ...(assumed.includes("release") ? [nodeFinding("release-not-given", { release: kubelet.release })] : []),
      ...(assumed.includes("configuration")
        ? [nodeFinding("config-not-given", { isMaxPodsKnown: kubelet.maxPods !== undefined })]
        : []),
    ],
  };
}

type AboutAccount = Extract<Assumption, "account" | "entry" | "groups">;

function openAbout(
  release: NodeToCheck["kubelet"]["release"],
  assumed: readonly Assumption[],
): AboutAccount | undefined {
  // Before 1.30 nobody asks.
  if (traitAt(RELEASE_TABLE.pool, release) === "whole") return undefined;
  return (["account", "entry", "groups"] as const).find((about) => assumed.includes(about));
}

function isDecided({ code }: StartError, open: AboutAccount): boolean {
  return open === "groups" || code === "configuration-invalid" || code.startsWith("gate-");
}

function openFinding(open: AboutAccount, files: readonly string[]): NodeFinding {
  return open === "entry" ? nodeFinding("entry-not-given", { files }) : nodeFinding(`${open}-not-given`, {});
}
