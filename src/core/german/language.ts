import type { CompareTexts } from "../explain/compare.ts";
import type { KernelTexts } from "../explain/kernel.ts";
import type { KubeletTexts } from "../explain/kubelet.ts";
import type { RefusalTexts } from "../explain/main.ts";
import type { NodeTexts } from "../explain/node.ts";
import type { DefectName } from "../kubelet/defects/defects.ts";
import type { DefectText } from "./defects.ts";

/** What all entry points say in one language: the families of each, side by side, and the known defects of the kubelet. */
export interface Language extends RefusalTexts, KernelTexts, KubeletTexts, NodeTexts, CompareTexts {
  /** What `DEFECTS` says of each defect. */
  readonly defects: Readonly<Record<DefectName, DefectText>>;
}
