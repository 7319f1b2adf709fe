import type { DecodedId, DecodedOwner, DecodedPod } from "./json.ts";

/** Who has an ID: a pod, or somebody else. */
export type Holder = DecodedPod | DecodedOwner;

export function holdersOf({ pods, owners }: DecodedId): readonly Holder[] {
  return [...pods, ...owners];
}

export function holderText(holder: Holder): string {
  if (!("kind" in holder)) return holder.name === null ? holder.podUid : `${holder.name}  ${holder.podUid}`;
  return `${WORDS[holder.kind]}${holder.name}`;
}

const WORDS: Readonly<Record<DecodedOwner["kind"], string>> = {
  user: "user ",
  subordinate: "subordinate IDs of ",
  map: "map ",
  process: "",
};

/** Whether it is the ID of a user outside of all containers. */
export function isOwnId(holder: Holder): boolean {
  return "kind" in holder && holder.kind === "user";
}
