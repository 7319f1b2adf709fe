import { expectObject, expectOneOf, misuse } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";

/** A level of the Pod Security Standards at a version. */
export interface PodSecurityPolicy {
  /** The level. */
  readonly level: "privileged" | "baseline" | "restricted";
  /** The minor version, 0 and up, or `latest`. */
  readonly version: number | "latest";
}

/** A text that names no policy. */
export interface PolicyError {
  /** Names the cause: the level, or the version. */
  readonly code: "unknown-level" | "bad-version";
  /** What stands there, shortened. */
  readonly found: string;
}

/**
 * Reads `LEVEL:VERSION`, as in `restricted:v1.35` or `baseline:latest`.
 *
 * @param text - the text; the `v` may be left out, and so may the version, which is then `latest`
 * @returns the policy, or what it does not name
 * @remarks `api.ParseLevel` and `api.ParseVersion`, `pod-security-admission/api`: versions are `latest` or `v1.` and a
 * number without leading zeros.
 * @example
 * ```ts
 * import { unwrap } from "userns-sim";
 * import { formatPolicy, parsePolicy } from "userns-sim/kubelet";
 *
 * const policy = unwrap(parsePolicy("restricted:1.35")); // => { level: "restricted", version: 35 }
 * formatPolicy(policy); // => "restricted:v1.35"
 * ```
 */
export function parsePolicy(text: string): Result<PodSecurityPolicy, PolicyError> {
  if (typeof text !== "string") return err({ code: "unknown-level", found: "" });
  const [name = "", ...rest] = text.split(":");
  const level = LEVELS.find((each) => each === name);
  if (level === undefined) return err({ code: "unknown-level", found: shorten(name) });
  const version = rest.length === 0 ? "latest" : rest.join(":");
  const minor = VERSION.exec(version)?.[1];
  if (version !== "latest" && minor === undefined) return err({ code: "bad-version", found: shorten(version) });
  return ok({ level, version: minor === undefined ? "latest" : Number(minor) });
}

/**
 * Writes a policy as messages do.
 *
 * @param policy - a level with its version
 * @returns for example `restricted:v1.35`
 */
export function formatPolicy(policy: PodSecurityPolicy): string {
  expectPolicy("formatPolicy", policy);
  const { level, version } = policy;
  return `${level}:${version === "latest" ? version : `v1.${version}`}`;
}

const LEVELS = ["privileged", "baseline", "restricted"] as const;

const VERSION = /^v?1\.(0|[1-9]\d{0,4})$/;

function shorten(text: string): string {
  return text.slice(0, 40);
}

export function expectPolicy(caller: string, policy: PodSecurityPolicy): void {
  expectObject(caller, "policy", policy, 'an object such as { level: "baseline", version: "latest" }');
  expectOneOf(caller, "the level", policy.level, LEVELS);
  if (policy.version !== "latest" && !Number.isInteger(policy.version))
    throw misuse(caller, "the version", '"latest" or a minor number such as 32', policy.version);
}
