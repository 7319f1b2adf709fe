import { poolGerman, snapshotGerman, stepGerman } from "./allocate.ts";
import { churnGerman } from "./compare.ts";
import { defectGerman } from "./defects.ts";
import { findingGerman, fixGerman } from "./findings.ts";
import { formGerman } from "./forms.ts";
import { idMapGerman } from "./idmap.ts";
import { factGerman } from "./kernel/facts.ts";
import { ruleGerman } from "./kernel/german.ts";
import { kubeletGerman, runtimeGerman, storedGerman } from "./kubelet.ts";
import type { Language } from "./language.ts";
import { manifestGerman } from "./manifest.ts";
import { nodeFindingGerman, nodeFixGerman } from "./node/check.ts";
import { computedFixGerman } from "./node/fixes.ts";
import { auditGerman, disputeGerman, escapeGerman, nodeGerman, podsGerman, upgradeGerman } from "./node/node.ts";
import { policyGerman } from "./policy.ts";
import { runcGerman } from "./userland.ts";

/**
 * The German of every `explain`: give it as the second argument, whichever entry the function is from.
 *
 * Names, error texts of the real programs and what manuals say stay as they are. So do the test kit and its protocol, which
 * have an `english` of their own.
 *
 * @example
 * ```ts
 * import { german } from "userns-sim/german";
 * import { createProcess, existingFile, explain, openFile } from "userns-sim/kernel";
 * import { explain as explainNode } from "userns-sim/node";
 *
 * const decision = openFile(createProcess({ uid: 1000 }), existingFile({ mode: 0o644 }), "r");
 * explain(decision, german); // => "Eigentümer? 1000 ist nicht 0 → Gruppe? ja, in 0 → ihre Rechte r-- erlauben Lesen → erlaubt"
 *
 * explainNode({ code: "uid-taken", podUid: "web" }, german); // => "Zwei Pods haben die UID \"web\". Gib jedem eine eigene."
 * german.defects["missing-getsubids"].fix; // => "Es gilt der voreingestellte Vorrat."
 * ```
 */
export const german: Language = {
  idMap: idMapGerman,
  forms: formGerman,
  pool: poolGerman,
  steps: stepGerman,
  snapshot: snapshotGerman,
  rules: ruleGerman,
  facts: factGerman,
  runc: runcGerman,
  words: { allowed: "erlaubt", noId: "-1 (keine ID)", yes: "ja", no: "nein" },
  kubelet: kubeletGerman,
  stored: storedGerman,
  runtime: runtimeGerman,
  policy: policyGerman,
  defects: defectGerman,
  findings: findingGerman,
  fixes: fixGerman,
  node: nodeGerman,
  escape: escapeGerman,
  disputes: disputeGerman,
  audit: auditGerman,
  upgrade: upgradeGerman,
  nodeFindings: nodeFindingGerman,
  nodeFixes: nodeFixGerman,
  computedFixes: computedFixGerman,
  pods: podsGerman,
  manifest: manifestGerman,
  churn: churnGerman,
};
