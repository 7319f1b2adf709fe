import { explain } from "../../core/explain/kubelet.ts";
import { possibleStarts } from "../../core/kubelet/history/possible-starts.ts";
import type { KubeletOutcome } from "../../core/kubelet/history/step.ts";
import type { StartError } from "../../core/kubelet/settings/errors.ts";
import { accountSeen } from "../../core/kubelet/settings/mappings.ts";
import type { KubeletSettings } from "../../core/kubelet/settings/settings.ts";
import { DEFAULT_RELEASE, RELEASE_TABLE, type Release, traitAt } from "../../core/releases/releases.ts";
import { releaseNote, UNREAD_RELEASES } from "../../core/releases/unread-releases.ts";
import { listed } from "../base/words.ts";
import { type FindingFacts, finding } from "../output/findings.ts";
import type { KubeletFacts } from "./kubelet-facts.ts";
import type { CheckedKubelet } from "./kubelet-json.ts";

export interface StartVerdict {
  readonly starts: CheckedKubelet["starts"];
  readonly findings: readonly FindingFacts[];
}

export function startVerdict(kubelet: KubeletFacts): StartVerdict {
  const { settings, account } = kubelet;
  const [outcome, ...others] = possibleStarts(settings);
  const unknown = asksForAccount(settings) ? account.unknown : "nothing";
  // Whoever does not know the account knows nothing about the checks that come after it.
  const isOpen = unknown !== "nothing" && (outcome.ok ? outcome.value !== null : !isDecided(outcome.error, unknown));
  const other = others.find(({ ok }) => ok !== outcome.ok);
  const error = outcome.ok ? (other?.ok === false ? other.error : undefined) : outcome.error;
  const isSplit = !isOpen && other !== undefined;
  const findings = [
    ...(isOpen || isSplit || error === undefined ? [] : [refusal(error, others)]),
    ...(isOpen ? [openPoint(unknown, kubelet)] : []),
    ...(isSplit && error !== undefined ? [fixesNotKnown(settings.release, error)] : []),
    ...unreadRelease(settings.release),
    ...(kubelet.releaseGiven ? [] : [releaseNotGiven()]),
    ...(kubelet.configGiven ? [] : [configNotGiven()]),
  ];
  return { starts: isOpen || isSplit ? "undecided" : outcome.ok ? "yes" : "no", findings };
}

/** Whether the account decides about the pool: neither before 1.30, nor where a kubelet looks for it without getent. */
function asksForAccount(settings: KubeletSettings): boolean {
  if (traitAt(RELEASE_TABLE.pool, settings.release) === "whole") return false;
  const user = { kind: "no-getsubids" } as const;
  return accountSeen({ ...settings, kubeletUser: user }) === user;
}

function isDecided({ code }: StartError, unknown: "account" | "entry" | "groups"): boolean {
  return unknown === "groups" || code === "configuration-invalid" || code.startsWith("gate-");
}

function refusal(error: StartError, others: readonly KubeletOutcome<"start">[]): FindingFacts {
  const isSaid = others.every((other) => !other.ok && other.error.text === error.text);
  return finding("refused", error.code, "the kubelet does not start", {
    says: isSaid ? error.text : null,
    why: explain(error),
    fix: START_FIXES[error.code],
  });
}

const CONFIG_FIX = "Correct the setting in the kubelet's configuration.";
const SUBID_FIX =
  "Give the account kubelet one line in /etc/subuid and the same in /etc/subgid: kubelet:FIRST:COUNT, with FIRST and COUNT multiples of idsPerPod, FIRST at least idsPerPod, and COUNT at least idsPerPod times maxPods; for 110 pods of 65536 IDs kubelet:65536:7208960.";

/** What would let a kubelet start. */
export const START_FIXES: { readonly [Code in StartError["code"]]: string } = {
  "gate-unrecognized": "Use the name of the gate that the release knows, or leave it out.",
  "gate-locked": "Leave the gate out of featureGates.",
  "configuration-invalid": CONFIG_FIX,
  "ids-per-pod-misaligned": CONFIG_FIX,
  "lookup-failed": "Repair the name service, so that the account kubelet can be looked up or is known not to exist.",
  "getsubids-missing":
    "Install getsubids (Debian and Ubuntu: uidmap; Fedora: shadow-utils-subid), or remove the account kubelet.",
  "getsubids-failed": SUBID_FIX,
  "uids-and-gids-differ": SUBID_FIX,
  "too-many-lines": SUBID_FIX,
  "not-four-fields": SUBID_FIX,
  "not-a-number": SUBID_FIX,
  "first-id-misaligned": SUBID_FIX,
  "first-id-too-low": SUBID_FIX,
  "length-misaligned": SUBID_FIX,
  "too-few-ids": SUBID_FIX,
  "reaches-last-id": SUBID_FIX,
  "past-last-id": SUBID_FIX,
  "pod-not-recorded":
    "Drain the node and let its pods go before settings change. Where only this file is wrong: remove the pod, and then its directory.",
  panic: CONFIG_FIX,
};

function openPoint(unknown: "account" | "entry" | "groups", { account }: KubeletFacts): FindingFacts {
  const files = listed(
    account.files.map(({ name }) => name),
    2,
  );
  const texts = {
    account: {
      why: "It is not known whether the node has an account kubelet, whose subordinate IDs would be the pool. The default pool is taken for it here.",
      fix: "Say which it is: --subuid and --subgid with the node's files, or --no-kubelet-user (id kubelet tells).",
    },
    entry: {
      why: `There is no entry of kubelet in ${files}. With an account kubelet and getsubids the kubelet would not start; without, it uses the default pool, which is taken for it here.`,
      fix: "Say --no-kubelet-user if the node has no account kubelet, and else give it an entry.",
    },
    groups: {
      why: "It is not known whether the group IDs of kubelet are the same as its user IDs, without which the kubelet does not start.",
      fix: "Give the node's /etc/subgid with --subgid.",
    },
  };
  return finding("undecided", `${unknown}-not-given`, "whether the kubelet starts", texts[unknown]);
}

/** That the start depends on fixes of which nobody knows, and what would stop it. */
export function fixesNotKnown(release: Release, error: StartError): FindingFacts {
  const names = listed(traitAt(RELEASE_TABLE.fixesNotKnown, release), 3);
  return finding("undecided", "fixes-not-known", "whether the kubelet starts", {
    why: `It depends on whether this ${release} has the fixes of PR 141345 (${names}), of which nobody knows. What would stop it: ${explain(error)}`,
    fix: `Look for PR 141345 in the notes of the patch release, or be safe in either case. ${START_FIXES[error.code]}`,
    source: "kubernetes/kubernetes PR 141345",
  });
}

function unreadRelease(release: Release): readonly FindingFacts[] {
  const why = releaseNote(release);
  if (why === undefined) return [];
  return [
    finding("warning", "release-not-read", `the release ${release}`, {
      why,
      fix: "Read its release notes, and try it on one node first.",
      source: UNREAD_RELEASES[release]?.source ?? null,
    }),
  ];
}

function releaseNotGiven(): FindingFacts {
  return finding("undecided", "release-not-given", "the release", {
    why: `No release was named, and ${DEFAULT_RELEASE} is taken for it; others behave and speak differently.`,
    fix: "Name it with --release.",
  });
}

function configNotGiven(): FindingFacts {
  return finding("undecided", "config-not-given", "the kubelet's configuration", {
    why: "Defaults are taken for maxPods (110), userNamespaces.idsPerPod (65536) and featureGates (none set).",
    fix: "Give the file with --kubelet-config.",
  });
}
