import { OPERATION_VERBS } from "../output/operation-verbs.ts";
import { isAboutProcess, isOnIdmappedMount, type Owner, type Question } from "./question.ts";
import type { World } from "./world.ts";

/** Who asks what of whom. */
export function sentenceOf(question: Question, { process, target }: World): string {
  const { op, uid, gid, map, targetMap } = question;
  const who = `User ${uid}, group ${gid} of ${map === undefined ? "the host" : `a pod, kuid ${process.euid},`}`;
  if (isAboutProcess(op)) {
    const place = targetMap === undefined ? "on the host" : "in a pod";
    return `${who} asks to ${OPERATION_VERBS[op]} a process of kuid ${target.euid} ${place}.`;
  }
  return `${who} asks to ${whatText(question)}${isOnIdmappedMount(question) ? ", on a mount with the pod's map" : ""}.`;
}

function whatText({ op, owner, mode, directory, to }: Question): string {
  const file = `a file of ${ownedText(owner, mode)}`;
  const place = `a directory of ${ownedText(directory, directory.mode)}`;
  switch (op) {
    case "create":
      return `create a file of mode ${modeText(mode)} in ${place}`;
    case "unlink":
      return `remove ${file}, from ${place}`;
    case "chown":
      return `give ${file}, to ${to.uid}:${to.gid}`;
    case "read":
    case "write":
    case "execute":
    case "chmod":
      return `${OPERATION_VERBS[op]} ${file}`;
    default:
      throw new TypeError(`${op} is about a process`);
  }
}

function ownedText({ uid, gid }: Owner, mode: number): string {
  return `${uid}:${gid}, mode ${modeText(mode)}`;
}

function modeText(mode: number): string {
  return `0${mode.toString(8).padStart(3, "0")}`;
}
