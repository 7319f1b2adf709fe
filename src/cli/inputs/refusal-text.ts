import { explain } from "../../core/explain/node.ts";
import type { NodeError } from "../../core/node/placement/errors.ts";

/** Says why pods cannot be placed, in the kubelet's words too, and which option helps where one does. */
export function refusalText(error: NodeError): string {
  if (error.code !== "kubelet-refused") return explain(error);
  const { cause } = error;
  const says = "text" in cause && typeof cause.text === "string" ? ` It says "${cause.text}".` : "";
  const isGateOff = cause.code === "gate-disabled";
  return explain(error) + (isGateOff ? " These stand in the file that --kubelet-config takes." : says);
}
