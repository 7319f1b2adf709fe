import { ALL_LAWS, LAWS } from "../../../src/testing/laws/laws.ts";
import { code, table } from "./regions.ts";

export function laws(): string {
  const rows = ALL_LAWS.map((law) => [code(law), LAWS[law].sentence, LAWS[law].consequence]);
  return table(["law", "must hold", "without it"], rows);
}
