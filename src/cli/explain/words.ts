import type { OwnedMode, Owner } from "./question.ts";

export function ownerText({ uid, gid }: Owner): string {
  return `${uid}:${gid}`;
}

export function ownedText(owned: OwnedMode): string {
  return `${ownerText(owned)}, mode ${modeText(owned.mode)}`;
}

export function modeText(mode: number): string {
  return `0${mode.toString(8).padStart(3, "0")}`;
}
