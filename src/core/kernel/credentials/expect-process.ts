import { CompiledMap } from "../../idmap/id-map.ts";
import { expectObject, expectText, misuse } from "../../misuse/misuse.ts";
import type { Credentials, OwnedNamespace } from "./process.ts";
import { thingOf } from "./thing.ts";
import { expectNamespace, foreignMaps } from "./user-namespace.ts";

/** Only credentials have secure bits. */
export function expectProcess(caller: string, label: string, process: Credentials): void {
  if (process?.securebits === undefined)
    throw misuse(caller, label, "a process made by createProcess", process, thingOf(process));
  if (!CompiledMap.is(process.userNamespace?.uidMap)) throw foreignMaps(caller, label, process.userNamespace);
}

/** Checks a namespace of another kind, such as a mount namespace. */
export function expectOwned(caller: string, label: string, namespace: OwnedNamespace): void {
  expectObject(caller, label, namespace, 'an object such as { id: "pod-a", owner: userNamespace }');
  expectText(caller, `${label}.id`, namespace.id);
  expectNamespace(caller, `${label}.owner`, namespace.owner);
}
