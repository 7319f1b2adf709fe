import { expectText } from "../../misuse/misuse.ts";
/** Refuses what is no pod UID. Any string is one; it is compared, and never the key of an object. */
export function checkPodUid(caller: string, podUid: string): void {
  expectText(caller, "podUid", podUid);
}
