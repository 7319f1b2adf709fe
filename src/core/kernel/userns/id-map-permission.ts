import type { IdMap } from "../../idmap/id-map.ts";
import { CAP_SETFCAP, CAP_SETGID, CAP_SETUID } from "../credentials/capability-numbers.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { kgidOf, kuidOf } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { sameNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { step, type Trace } from "../decision/decision.ts";
import type { FactWords } from "../decision/fact-word.ts";
import { isAtLeast, type KernelSettings } from "../decision/kernel-settings.ts";
import { namespaceRules as rules } from "../rules/namespace-rules.ts";

export interface IdMapWrite {
  readonly opener: Credentials;
  readonly writer: Credentials;
  readonly namespace: UserNamespace;
  readonly parent: UserNamespace;
  readonly kind: "uid" | "gid" | "projid";
  /** The map as written: the host side holds IDs of the parent. */
  readonly map: IdMap;
  readonly settings: KernelSettings;
}

/** `new_idmap_permitted`: whether these IDs of the parent may be handed to the namespace. */
export function isPermitted(trace: Trace, write: IdMapWrite): boolean {
  const { opener, writer, parent, kind } = write;
  if (kind === "projid") {
    trace?.push(step(rules, "map-projects", "grants", {}));
    return true;
  }
  if (kind === "uid" && !mayMapParentRoot(trace, write)) return false;
  // user_namespaces(7), 5: "One of the following two cases applies": first, one's own ID …
  const why = whyNotOwnId(write);
  trace?.push(
    why === undefined ? step(rules, "map-own-id", "grants", {}) : step(rules, "map-own-id", "skips", { why }),
  );
  if (why === undefined) return true;
  // … second, the writing process has CAP_SETUID (CAP_SETGID) in the parent user namespace. So must have the opener, or a
  // set-user-ID program could be made to write to a file that it was handed.
  const bit = kind === "uid" ? CAP_SETUID : CAP_SETGID;
  const capability = kind === "uid" ? "CAP_SETUID" : "CAP_SETGID";
  trace?.push(step(rules, "map-parent-capability", "passes", { who: "writer", capability, parent: parent.id }));
  if (!nsCapable(trace, writer, parent, bit)) return false;
  trace?.push(step(rules, "map-parent-capability", "passes", { who: "opener", capability, parent: parent.id }));
  return nsCapable(trace, opener, parent, bit);
}

/**
 * `verify_root_map`. user_namespaces(7), 4: "If updating /proc/pid/uid_map to create a mapping that maps UID 0 in the parent
 * namespace, then one of the following must be true": whoever is user 0 of the parent could otherwise, by way of a file with
 * capabilities, lend powers that it does not have itself. Group 0 has no such power.
 */
function mayMapParentRoot(trace: Trace, { opener, namespace, parent, map, settings }: IdMapWrite): boolean {
  if (!isAtLeast(settings, 5, 12) || map.mappings.every(({ hostId }) => hostId !== 0)) return true;
  // "if writing process is in the parent user namespace, then it must have the CAP_SETFCAP capability in that user namespace"
  if (!sameNamespace(opener.userNamespace, namespace)) {
    trace?.push(step(rules, "map-parent-root", "passes", { parent: parent.id }));
    return nsCapable(trace, opener, parent, CAP_SETFCAP);
  }
  // "if the writing process is in the child user namespace, then the process that created the user namespace must have had
  // the CAP_SETFCAP capability when the namespace was created"
  const { creatorHadSetfcap } = namespace;
  trace?.push(step(rules, "map-parent-root", creatorHadSetfcap ? "grants" : "refuses", {}));
  return creatorHadSetfcap;
}

/**
 * user_namespaces(7), 5: "The data written to uid_map (gid_map) must consist of a single line that maps the writing process's
 * effective user ID (group ID) in the parent user namespace", by the creator; for gid_map setgroups(2) "must be denied".
 */
function whyNotOwnId({ opener, namespace, parent, kind, map }: IdMapWrite): FactWords["why"] | undefined {
  const [mapping, ...others] = map.mappings;
  if (others.length > 0 || mapping?.size !== 1) return "several-ids";
  // What the map calls the host is here the parent, and its ID one that still has to be translated.
  const id = mapping.hostId as number;
  if (namespace.owner !== opener.euid) return "opener-not-creator";
  if (kind === "uid") return kuidOf(parent, id) === opener.euid ? undefined : "not-effective-user";
  if (namespace.setgroups === "allow") return "setgroups-allowed";
  return kgidOf(parent, id) === opener.egid ? undefined : "not-effective-group";
}
