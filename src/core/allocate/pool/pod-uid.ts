/** Refuses what is no pod UID. Any string is one; it is compared, and never the key of an object. */
export function checkPodUid(caller: string, podUid: string): void {
  if (typeof podUid !== "string")
    throw new TypeError(`${caller}: expected podUid to be a string, got a value of type ${typeof podUid}`);
}
