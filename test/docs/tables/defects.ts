import { DEFECT_NAMES, DEFECTS } from "../../../src/core/kubelet/defects/defects.ts";
import { code, table } from "./regions.ts";

export function defects(): string {
  const rows = DEFECT_NAMES.map((name) => [code(name), DEFECTS[name].what, DEFECTS[name].fix]);
  return table(["defect", "what goes wrong", "with its fix"], rows);
}
