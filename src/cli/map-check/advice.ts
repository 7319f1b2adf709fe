import { explain } from "../../core/explain/main.ts";
import { parseProcMap } from "../../core/forms/kernel/proc-map.ts";
import type { Capability } from "../../core/kernel/credentials/capability.ts";
import { mapOf } from "../../core/kernel/credentials/id-map-kind.ts";
import type { UserNamespace } from "../../core/kernel/credentials/user-namespace.ts";
import type { Decision, Step } from "../../core/kernel/decision/decision.ts";
import type { Rule } from "../../core/kernel/rules/rules.ts";
import type { MapCheckAsked } from "./asked.ts";
import type { MapCheckDocument } from "./json.ts";

/** Who writes, and what. */
interface Written extends MapCheckAsked {
  readonly text: string;
  readonly parentNamespace: UserNamespace;
  /** The program that writes for the user. */
  readonly program: "newuidmap" | "newgidmap";
  /** The capability that lets it, by its own name. */
  readonly name: "CAP_SETUID" | "CAP_SETGID";
  /** The same as setcap(8) takes it. */
  readonly capability: "cap_setuid" | "cap_setgid";
}

/** The same, and what the rule looked at. */
interface Asked extends Written {
  readonly facts: Step["facts"];
}

/** Says what to do about a refusal. */
export function adviceOn(
  { steps, decidedAt }: Decision<unknown>,
  text: string,
  call: MapCheckDocument["call"],
  asked: MapCheckAsked,
  parentNamespace: UserNamespace,
): string | null {
  const isGid = asked.gid === true;
  const program = isGid ? "newgidmap" : "newuidmap";
  const known: Written = {
    ...asked,
    text,
    parentNamespace,
    program,
    name: isGid ? "CAP_SETGID" : "CAP_SETUID",
    capability: isGid ? "cap_setgid" : "cap_setuid",
  };
  if (call === "exec")
    return `${program} is not started, because the bounding set lacks a capability that its file has: leave it there.`;
  const asking = steps
    .slice(0, decidedAt + 1)
    .reverse()
    .find(({ rule }) => ADVICE[rule] !== undefined);
  return asking === undefined ? null : (ADVICE[asking.rule]?.({ ...known, facts: asking.facts }) ?? null);
}

/** By the rule that refused, or that asked for the capability that is not held. */
const ADVICE: Readonly<Partial<Record<Rule, (asked: Asked) => string>>> = {
  "map-file": (asked) =>
    `The bounding set lacks CAP_DAC_OVERRIDE, without which user 0 opens no file of user ${asked.uid}: ${keptUser(asked)}.`,
  "setgroups-file-admin": (asked) => notOwner(asked),
  "map-text": ({ text }) => {
    const read = parseProcMap(text);
    return read.ok ? "" : explain(read.error);
  },
  "map-write-length": ({ text }) =>
    `The text has ${text.length} characters. Write less than 4096 bytes: join lines that go on where another ends.`,
  "map-inside-parent": ({ gid, parentNamespace }) =>
    `Map only IDs that the parent has, each line within one of its ranges: ${mapOf(
      parentNamespace,
      gid === true ? "gid" : "uid",
    )
      .mappings.map(({ containerId, size }) => `[${containerId}, ${containerId + size})`)
      .join(", ")}.`,
  "map-opener-admin": (asked) =>
    asked.as === "newuidmap"
      ? notOwner(asked)
      : "Let a process of the parent with CAP_SYS_ADMIN over the namespace write it, or the user that created it.",
  "map-parent-root": (asked) => parentRootAdvice(asked),
  "map-parent-capability": (asked) => capabilityAdvice(asked),
  "helper-overflow": () => "No range ends past 4294967295: make it smaller.",
  "helper-grant": ({ gid, uid, owner = String(uid), facts: { start, end } }) => {
    const size = Number(end) - Number(start);
    return size === 0
      ? "A mapping has one ID at least."
      : `Add the line ${owner}:${start}:${size} to ${gid === true ? "/etc/subgid" : "/etc/subuid"}, or map what its lines grant.`;
  },
};

/** With CAP_SETFCAP alone one may map user 0 of the parent from inside only where that is all, and oneself. */
function parentRootAdvice(asked: Asked): string {
  const { as, uid, text, program, name } = asked;
  const rule = "Since Linux 5.12 user 0 of the parent is mapped by who has CAP_SETFCAP there";
  if (as === "newuidmap") return `${rule}. ${helperAdvice(asked, "CAP_SETFCAP")} Or map another ID.`;
  const read = parseProcMap(text);
  const isOwnAlone = uid === 0 && read.ok && read.value.mappings.every(({ size }, at) => at === 0 && size === 1);
  if (as === "self" && !isOwnAlone)
    return `${rule}. From inside one's own ID can be mapped, alone: map user ${uid}, or let ${program} (--as newuidmap) or a process of the parent with ${name} and CAP_SETFCAP write it.`;
  return `${rule}, or inside by who created the namespace with it: add it to --caps, or map another ID.`;
}

function capabilityAdvice(asked: Asked): string {
  const { as, gid, program, name, denySetgroups } = asked;
  if (as === "parent")
    return `Let a process with ${name} in the parent namespace write it, or ${program} (--as newuidmap).`;
  if (as === "self")
    return gid === true && denySetgroups !== true
      ? `Write "deny" to /proc/self/setgroups first (--deny-setgroups), and map one's own group alone, or let ${program} write it.`
      : `From inside one's own ID can be mapped, alone; let ${program} (--as newuidmap) or a process of the parent with ${name} write more.`;
  return helperAdvice(asked, name);
}

/** All that keeps a capability from the program; user 0 is given the bounding set whatever the file has. */
function helperAdvice({ uid, helper, newPrivs, caps, program, capability }: Written, wanted: Capability): string {
  const files = wanted === "CAP_SETFCAP" ? `${capability},cap_setfcap` : capability;
  const ofFile = uid === 0 ? undefined : helper;
  const sentences = [
    ofFile === "plain" && `Give ${program} back its set-user-ID bit (chmod u+s) or ${files} (setcap ${files}+ep).`,
    ofFile === "file-caps" && wanted === "CAP_SETFCAP" && `Give ${program} cap_setfcap, too (setcap ${files}+ep).`,
    ofFile !== undefined &&
      !newPrivs &&
      `no_new_privs takes the effect from the set-user-ID bit and from file capabilities: run ${program} without it.`,
    !isLeft(caps, wanted) && `The bounding set lacks ${wanted}: leave it there.`,
  ];
  return sentences.filter((sentence) => sentence !== false).join(" ");
}

function notOwner(asked: Written): string {
  return `${asked.program} goes on as user 0, which is not the owner of the namespace, and its bounding set lacks CAP_SYS_ADMIN: ${keptUser(asked)}.`;
}

/** What lets the program go on without a capability that user 0 needs: to stay the user. */
function keptUser({ program, caps, name, capability }: Written): string {
  const instead = `give ${program} ${capability} in the place of its set-user-ID bit (setcap ${capability}+ep)`;
  return `leave it there, or ${isLeft(caps, name) ? instead : `leave ${name} there and ${instead}`}`;
}

/** Whether the bounding set has it: without `--caps` it has all. */
function isLeft(caps: readonly Capability[] | undefined, name: Capability): boolean {
  return caps === undefined || caps.includes(name);
}
