import { explain } from "../../core/explain/main.ts";
import { parseProcMap } from "../../core/forms/kernel/proc-map.ts";
import type { UserNamespace } from "../../core/kernel/credentials/user-namespace.ts";
import type { Decision, Step } from "../../core/kernel/decision/decision.ts";
import type { Rule } from "../../core/kernel/rules/rules.ts";
import type { MapCheckAsked } from "./asked.ts";
import type { MapCheckDocument } from "./json.ts";

/** What is known where the advice is given. */
interface Asked extends MapCheckAsked {
  readonly text: string;
  readonly facts: Step["facts"];
  readonly parentNamespace: UserNamespace;
  /** The program that writes for the user. */
  readonly program: "newuidmap" | "newgidmap";
  /** The capability that lets it. */
  readonly capability: "cap_setuid" | "cap_setgid";
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
  const known = { ...asked, text, parentNamespace, program, capability: isGid ? "cap_setgid" : "cap_setuid" } as const;
  if (call === "exec")
    return `${program} is not started, because the bounding set lacks a capability that its file has: leave it there.`;
  if (call === "open" || call === "setgroups")
    return `The bounding set lacks CAP_DAC_OVERRIDE, without which user 0 opens no file of user ${asked.uid}: leave it there, or give ${program} ${known.capability} in the place of its set-user-ID bit.`;
  const asking = steps
    .slice(0, decidedAt + 1)
    .reverse()
    .find(({ rule }) => ADVICE[rule] !== undefined);
  return asking === undefined ? null : (ADVICE[asking.rule]?.({ ...known, facts: asking.facts }) ?? null);
}

/** By the rule that refused, or that asked for the capability that is not held. */
const ADVICE: Readonly<Partial<Record<Rule, (asked: Asked) => string>>> = {
  "map-text": ({ text }) => {
    const read = parseProcMap(text);
    return read.ok ? "" : explain(read.error);
  },
  "map-write-length": ({ text }) =>
    `The text has ${text.length} characters. Write less than 4096 bytes: join lines that go on where another ends.`,
  "map-inside-parent": ({ parentNamespace: { uidMap } }) =>
    `Map only IDs that the parent has, each line within one of its ranges: ${uidMap.mappings
      .map(({ containerId, size }) => `[${containerId}, ${containerId + size})`)
      .join(", ")}.`,
  "map-opener-admin": ({ as, program, capability }) =>
    as === "newuidmap"
      ? `${program} goes on as user 0, which is not the owner of the namespace, and its bounding set lacks CAP_SYS_ADMIN: leave it there, or give ${program} ${capability} in the place of its set-user-ID bit (setcap ${capability}+ep).`
      : "Let a process of the parent with CAP_SYS_ADMIN over the namespace write it, or the user that created it.",
  "map-parent-root": ({ as, helper, program }) =>
    as === "newuidmap"
      ? `Since Linux 5.12 user 0 of the parent is mapped by who has CAP_SETFCAP there: ${helper === "file-caps" ? `give ${program} cap_setfcap, too (setcap cap_setuid,cap_setfcap+ep)` : "leave it in the bounding set"}, or map another ID.`
      : "Since Linux 5.12 user 0 of the parent is mapped by who has CAP_SETFCAP there, or inside by who created the namespace with it: add it to --caps, or map another ID.",
  "map-parent-capability": (asked) => capabilityAdvice(asked),
  "helper-overflow": () => "No range ends past 4294967295: make it smaller.",
  "helper-grant": ({ gid, uid, owner = String(uid), facts: { start, end } }) => {
    const size = Number(end) - Number(start);
    return size === 0
      ? "A mapping has one ID at least."
      : `Add the line ${owner}:${start}:${size} to ${gid === true ? "/etc/subgid" : "/etc/subuid"}, or map what its lines grant.`;
  },
};

function capabilityAdvice({ as, gid, helper, newPrivs, program, capability, denySetgroups }: Asked): string {
  const name = capability.toUpperCase();
  if (as === "parent")
    return `Let a process with ${name} in the parent namespace write it, or ${program} (--as newuidmap).`;
  if (as === "self")
    return gid === true && denySetgroups !== true
      ? `Write "deny" to /proc/self/setgroups first (--deny-setgroups), and map one's own group alone, or let ${program} write it.`
      : `From inside one's own ID can be mapped, alone; let ${program} (--as newuidmap) or a process of the parent with ${name} write more.`;
  if (!newPrivs)
    return `no_new_privs takes the effect from the set-user-ID bit and from file capabilities: run ${program} without it.`;
  if (helper === "plain")
    return `Give ${program} back its set-user-ID bit (chmod u+s) or ${capability} (setcap ${capability}+ep).`;
  return `The bounding set lacks ${name}: leave it there.`;
}
