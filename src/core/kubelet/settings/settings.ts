import { checkInteger } from "../../id/integer.ts";
import { came } from "../../misuse/came.ts";
import { expectObject } from "../../misuse/misuse.ts";
import { RELEASES, type Release, releaseRange } from "../../releases/releases.ts";

/** The settings of a kubelet and what it finds on its node, as far as user namespaces are concerned. */
export interface KubeletSettings {
  /** The release of the kubelet. */
  readonly release: Release;
  /** Feature gates that were set, by name. Only that of user namespaces is looked at here. */
  readonly featureGates?: Readonly<Record<string, boolean>>;
  /** `maxPods` of the kubelet's configuration, an integer of 32 bits; 110 when not given. */
  readonly maxPods?: number;
  /**
   * `userNamespaces.idsPerPod` of the kubelet's configuration, an integer of 64 bits.
   *
   * 2^63 is what `JSON.parse` makes of 9223372036854775807, and is taken for that.
   */
  readonly idsPerPod?: number;
  /** What the node says about the account `kubelet`; no such account when not given. */
  readonly kubeletUser?: KubeletUser;
  /** Whether the node has the program `getent`, which kubelets from 1.38 on ask for the account; it has when not given. */
  readonly getent?: boolean;
  /** The handlers that the container runtime reports; when not given, the default one, which supports user namespaces. */
  readonly runtimeHandlers?: readonly RuntimeHandler[];
  /** The kubelet's directory, which shows in messages; `/var/lib/kubelet` when not given. */
  readonly rootDirectory?: string;
  /** Makes the manager without checking the configuration first, as tests of the kubelet's code do. */
  readonly skipConfigurationCheck?: boolean;
}

/** What the node says about the account `kubelet` and its subordinate IDs. */
export type KubeletUser = NoKubeletUser | FailedLookup | WithoutGetsubids | WithGetsubids;

/** There is no account `kubelet`. */
export interface NoKubeletUser {
  readonly kind: "no-account";
}

/** The account cannot be looked up. */
export interface FailedLookup {
  readonly kind: "lookup-fails";
  /** What the lookup says. */
  readonly text: string;
}

/** There is an account, but the program `getsubids` is not installed. */
export interface WithoutGetsubids {
  readonly kind: "no-getsubids";
}

/** There is an account, and `getsubids` runs. */
export interface WithGetsubids {
  readonly kind: "getsubids";
  /** What `getsubids kubelet` does. */
  readonly uids: ProgramRun;
  /** What `getsubids -g kubelet` does. */
  readonly gids: ProgramRun;
}

/** What running a program gave. */
export type ProgramRun = ProgramOutput | ProgramFailure;

/** A program ran well. */
export interface ProgramOutput {
  /** What it printed. */
  readonly output: string;
}

/** A program failed. */
export interface ProgramFailure {
  /** What Go says about it, as in `exit status 1`. */
  readonly failure: string;
}

/** A handler of the container runtime, as it reports it over the CRI. */
export interface RuntimeHandler {
  /** Its name; empty for the default one. */
  readonly name: string;
  /** Whether it supports user namespaces. */
  readonly supportsUserNamespaces: boolean;
}

/**
 * Describes a node whose account `kubelet` has one range of subordinate IDs, the same for users and groups.
 *
 * @param firstId - the first ID, 0 to 4294967295
 * @param length - how many IDs there are, 0 to 4294967295
 * @returns what the node says, as `getsubids` prints it for `kubelet:<firstId>:<length>` in `/etc/subuid` and `/etc/subgid`
 * @throws TypeError when a number is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @example
 * ```ts
 * import { createKubelet, kubeletUser, step } from "userns-sim/kubelet";
 *
 * const settings = { release: "1.36", kubeletUser: kubeletUser(65536, 7208960) } as const;
 * step(createKubelet(settings), { type: "start" }).outcome;
 * // => { ok: true, value: { off: 1, slots: 110, idsPerPod: 65536 } }
 * ```
 */
export function kubeletUser(firstId: number, length: number): WithGetsubids {
  checkInteger("kubeletUser", "the first ID", firstId, 0, 4294967295);
  checkInteger("kubeletUser", "the length", length, 0, 4294967295);
  const run = { output: `0: kubelet ${firstId} ${length}\n` };
  return { kind: "getsubids", uids: run, gids: run };
}

export function checkSettings(caller: string, settings: KubeletSettings): void {
  expectObject(caller, "settings", settings, 'an object such as { release: "1.36" }');
  const { release, maxPods, idsPerPod } = settings;
  if (!RELEASES.includes(release))
    throw new RangeError(`${caller}: expected a release from ${releaseRange()}, got ${came(release)}`);
  if (maxPods !== undefined) checkInteger(caller, "maxPods", maxPods, -2147483648, 2147483647);
  if (idsPerPod !== undefined) checkInteger(caller, "idsPerPod", idsPerPod, -0x8000000000000000, 0x8000000000000000);
}

/** The kubelet's directory when nobody says anything. */
export const DEFAULT_ROOT_DIRECTORY = "/var/lib/kubelet";

/** `maxPods` when the configuration does not say. Source: `SetDefaults_KubeletConfiguration`. */
export const DEFAULT_MAX_PODS = 110;

/** The only length before 1.35, and the default since. Source: `DefaultKubeletUserNamespacesIDsPerPod`. */
export const DEFAULT_IDS_PER_POD = 65536;
