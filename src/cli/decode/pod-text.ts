import type { DecodedPod } from "./json.ts";

export function podText({ podUid, name }: Pick<DecodedPod, "podUid" | "name">): string {
  return name === null ? podUid : `${name}  ${podUid}`;
}
