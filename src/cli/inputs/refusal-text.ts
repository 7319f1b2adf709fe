import { explain } from "../../core/explain/node.ts";
import type { NodeError } from "../../core/node/placement/errors.ts";

/** Says why pods cannot be placed, and which option helps where one does. */
export function refusalText(error: NodeError): string {
  const isGateOff = error.code === "kubelet-refused" && error.cause.code === "gate-disabled";
  return explain(error) + (isGateOff ? " These stand in the file that --kubelet-config takes." : "");
}
