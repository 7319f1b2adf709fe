import { checkInteger } from "../../id/integer.ts";
import { expectArray, expectObject, expectOneOf, expectText, misuse } from "../../misuse/misuse.ts";
import type { CleanupEvent } from "../manager/cleanup.ts";
import type { CreateEvent } from "../manager/create-event.ts";
import type { KubeletEvent, ReleaseEvent } from "./step.ts";

/** All of an event is looked at, whatever state the kubelet is in: what is wrong would stay unseen, or on the disk. */
export function expectEvent(caller: string, event: KubeletEvent): void {
  expectObject(caller, "event", event, 'an event such as { type: "start" }');
  expectOneOf(caller, "the type of the event", event.type, [...PLAIN_EVENTS, ...POD_EVENTS]);
  if (event.type === "cleanup") expectCleanup(caller, event);
  if (PLAIN_EVENTS.includes(event.type)) return;
  expectPodUid(caller, (event as ReleaseEvent).podUid);
  if (event.type === "create") expectCreate(caller, event);
  if (event.type === "write-file") expectText(caller, "raw", event.raw);
}

/** The name of a directory below `pods`. Go would follow `..` out of it; no pod has such a UID. */
function expectPodUid(caller: string, podUid: string): void {
  expectText(caller, "podUid", podUid);
  if (/^\.{0,2}$|[/\0]/.test(podUid))
    throw new RangeError(`${caller}: expected a UID that can name a directory, got ${JSON.stringify(podUid)}`);
}

function expectCleanup(caller: string, { known, running }: CleanupEvent): void {
  expectUids(caller, "known", known);
  if (running !== undefined) expectUids(caller, "running", running);
}

function expectUids(caller: string, label: string, uids: readonly string[]): void {
  expectArray(caller, label, uids, "an array of UIDs");
  for (const uid of uids) expectText(caller, `each of ${label}`, uid);
}

/** How many slots the draw is from is known when it is used. */
function expectCreate(caller: string, { hostUsers, handler, draw, writeError }: CreateEvent): void {
  if (hostUsers !== undefined && typeof hostUsers !== "boolean" && hostUsers !== "unset")
    throw misuse(caller, "hostUsers", 'true, false or "unset"', hostUsers);
  if (handler !== undefined) expectText(caller, "handler", handler);
  if (draw !== undefined) checkInteger(caller, "draw", draw, 0, 4294967295);
  if (writeError !== undefined) expectText(caller, "writeError", writeError);
}

const POD_EVENTS: readonly string[] = [
  "create",
  "release",
  "write-file",
  "delete-file",
  "make-directory",
  "remove-directory",
  "file-becomes-directory",
  "directory-becomes-file",
];

/** What happens to no pod in particular. */
const PLAIN_EVENTS: readonly string[] = ["start", "cleanup", "remove-pods-directory"];
