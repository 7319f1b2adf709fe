import { isAboutProcess, isOnIdmappedMount, type Owner, type Question } from "./question.ts";
import type { World } from "./world.ts";

export function sentenceOf(question: Question, { process, target }: World): string {
  const { op, uid, gid, map, targetMap } = question;
  const who = `user ${uid}, group ${gid} ${map === undefined ? "of the host" : `of a pod (kuid ${process.euid})`}`;
  if (isAboutProcess(op))
    return `${op}: ${who}, on a process of kuid ${target.euid} ${targetMap === undefined ? "on the host" : "in a pod"}`;
  return `${op}: ${who}, ${placeText(question)}${isOnIdmappedMount(question) ? " on a mount with the pod's map" : ""}`;
}

function placeText({ op, owner, mode, directory }: Question): string {
  const file = `a file of ${ownedText(owner, mode)}`;
  const place = `a directory of ${ownedText(directory, directory.mode)}`;
  if (op === "create") return `in ${place}`;
  return op === "unlink" ? `on ${file} in ${place}` : `on ${file}`;
}

function ownedText({ uid, gid }: Owner, mode: number): string {
  return `${uid}:${gid}, mode 0${mode.toString(8).padStart(3, "0")}`;
}
