import { possibleFixes } from "../../kubelet/history/possible-starts.ts";
import { step } from "../../kubelet/history/step.ts";
import { createKubelet } from "../../kubelet/manager/kubelet.ts";
import { emptyManager } from "../../kubelet/manager/open-manager.ts";
import { record } from "../../kubelet/manager/record.ts";
import type { RecordError } from "../../kubelet/settings/errors.ts";
import type { KubeletPool } from "../../kubelet/settings/pool.ts";
import { checkSettings, DEFAULT_IDS_PER_POD, type KubeletSettings } from "../../kubelet/settings/settings.ts";
import { expectIterable, expectObject, expectOneOf } from "../../misuse/misuse.ts";
import { RELEASE_TABLE, RELEASES, type Release, type ReleasedFix, traitAt } from "../../releases/releases.ts";
import { evidenceOf } from "../../releases/unread-releases.ts";
import { ok } from "../../result.ts";
import { type AuditOptions, auditPods, type PodsAudit } from "./audit-pods.ts";
import { readPodFile } from "./pod-file.ts";
import { expectOnDisk, type PodOnDisk } from "./pod-on-disk.ts";
import type { PodInTheWay, UpgradeChange } from "./upgrade-change.ts";

/** What an upgrade of a kubelet comes to. */
export interface UpgradeCheck {
  /** The release that runs. */
  readonly from: Release;
  /** The release that is to run. */
  readonly to: Release;
  /** Whether somebody read the source of that one; if not, the newest before it that was read stands in. */
  readonly evidence: "read" | "not read";
  /** The pool of the kubelet that runs; `undefined` where it would not start, or gives no pod a range. */
  readonly poolBefore: KubeletPool | undefined;
  /** The pods directory as the next kubelet finds it; `nextStart` says whether that starts. */
  readonly next: PodsAudit;
  /** The pods that must be gone before, with their files, in the order of the directory. None where the settings are refused. */
  readonly inTheWay: readonly PodInTheWay[];
  /** What changes for pods. */
  readonly changes: readonly UpgradeChange[];
}

/**
 * Tells whether the kubelet of another release will start on the pods directory of the one that runs, and which pods must
 * be drained first.
 *
 * @param files - what stands in the directory, in the order of the names byte by byte, as a kubelet looks
 * @param settings - the settings, with the release that runs; the next kubelet gets the same
 * @param to - the release that is to run, which may be an older one
 * @param options - which pods there are
 * @returns the answer: the next kubelet is the model, started on these files
 * @throws TypeError when the files are no list or a number of the settings is not an integer; RangeError when a release is
 * unknown or a number out of range.
 * @remarks `MakeUserNsManager`, `pkg/kubelet/userns/userns_manager.go`: a kubelet takes over the ranges of all files, or does
 * not start. What releases change of that: `RELEASE_TABLE`.
 * @example
 * ```ts
 * import { formatKubeletUserns } from "userns-sim";
 * import { checkUpgrade, explain } from "userns-sim/node";
 *
 * const mappings = [{ hostId: 131072, containerId: 0, length: 65536 }];
 * const raw = formatKubeletUserns({ uidMappings: mappings, gidMappings: mappings });
 * const files = [{ podUid: "web", found: { kind: "file", raw } as const }];
 * const { next, inTheWay, changes } = checkUpgrade(files, { release: "1.34", idsPerPod: 131072 }, "1.35");
 * next.nextStart.says; // => 'record pod mappings for existing pod "web": wrong user namespace length 65536'
 * inTheWay.map(({ podUid }) => podUid); // => ["web"]
 * changes.map((change) => explain(change))[0];
 * // => "Until now userNamespaces.idsPerPod was ignored, and each pod got 65536 IDs. Now each gets 131072, and a range of another length is refused."
 * ```
 */
export function checkUpgrade(
  files: readonly PodOnDisk[],
  settings: KubeletSettings,
  to: Release,
  options: AuditOptions = {},
): UpgradeCheck {
  expectOnDisk("checkUpgrade", files);
  checkSettings("checkUpgrade", settings);
  expectOneOf("checkUpgrade", "to", to, RELEASES);
  expectObject("checkUpgrade", "options", options, "an object such as { pods: [] }");
  if (options.pods !== undefined) expectIterable("checkUpgrade", "pods", options.pods, "an array of UIDs");
  const after: KubeletSettings = { ...settings, release: to };
  const poolBefore = poolOf(settings, []) ?? undefined;
  const next = auditPods(files, after, options);
  return {
    from: settings.release,
    to,
    evidence: evidenceOf(to),
    poolBefore,
    next,
    inTheWay: podsInTheWay(files, after),
    changes: [...idsPerPodChange(settings, to), ...poolChange(poolBefore, next.pool)],
  };
}

function podsInTheWay(files: readonly PodOnDisk[], settings: KubeletSettings): readonly PodInTheWay[] {
  const [first, ...others] = possibleFixes(settings.release).map((fixes) => refusalsOf(files, settings, fixes));
  return files.flatMap(({ podUid }): readonly PodInTheWay[] => {
    const causes = [first, ...others].flatMap((refusals) => refusals?.get(podUid) ?? []);
    const [cause] = causes;
    return cause === undefined ? [] : [{ podUid, cause, isCertain: causes.length > others.length }];
  });
}

/** Whose files are refused when each that is not is taken over. The start ends at the first, and says no more. */
function refusalsOf(
  files: readonly PodOnDisk[],
  settings: KubeletSettings,
  fixes: readonly ReleasedFix[],
): ReadonlyMap<string, RecordError> {
  const refused = new Map<string, RecordError>();
  const pool = poolOf(settings, fixes);
  if (pool === null) return refused;
  let manager = emptyManager(pool, settings.release);
  for (const file of files) {
    const { range, error } = readPodFile(file, settings, null);
    const recorded = range === undefined ? ok(manager) : record(manager, range, settings.release);
    if (recorded.ok) manager = recorded.value;
    const cause = recorded.ok ? error : recorded.error;
    if (cause !== undefined) refused.set(file.podUid, cause);
  }
  return refused;
}

/** The pool of a kubelet that no file stands in the way of. */
function poolOf(settings: KubeletSettings, fixes: readonly ReleasedFix[]): KubeletPool | null {
  const { outcome } = step(createKubelet(settings, { fixes }), { type: "start" });
  return outcome.ok ? outcome.value : null;
}

function idsPerPodChange({ release, idsPerPod }: KubeletSettings, to: Release): readonly UpgradeChange[] {
  const isHonoured = (each: Release): boolean => traitAt(RELEASE_TABLE.idsPerPod, each) === "honoured";
  if (idsPerPod === undefined || idsPerPod === DEFAULT_IDS_PER_POD) return [];
  if (isHonoured(release) || !isHonoured(to)) return [];
  return [{ code: "ids-per-pod-honoured", idsPerPod, before: DEFAULT_IDS_PER_POD }];
}

function poolChange(before: KubeletPool | undefined, after: KubeletPool | undefined): readonly UpgradeChange[] {
  if (before === undefined || after === undefined) return [];
  const idsOf = ({ off, slots, idsPerPod }: KubeletPool) => ({ start: off * idsPerPod, size: slots * idsPerPod });
  const [old, now] = [idsOf(before), idsOf(after)];
  return old.start === now.start && old.size === now.size ? [] : [{ code: "pool-changes", before: old, after: now }];
}
