import { err, ok, type Result } from "../../result.ts";
import { formatVersion, NEVER, type Version } from "./version.ts";

/** A runtime and its version. */
export interface RuntimeVersion {
  /** Its name, such as `containerd` or `runc`. */
  readonly name: string;
  /** Its version. */
  readonly version: Version;
  /** The version as it was written, where more stands there than numbers: `1.7.23-0ubuntu1~24.04.1`. */
  readonly written?: string;
}

/** From which version on a runtime does something, and where that can be read. */
export interface RuntimeCell {
  /** The version; `[Infinity]` where none does. */
  readonly since: Version;
  /** Where it can be read. */
  readonly source: string;
}

/** The names of the runtimes that something is known about. */
export const RUNTIME_NAMES = ["containerd", "cri-o", "cri-dockerd", "docker", "runc", "crun"] as const;

/** What is known about a runtime. */
export interface RuntimeRow {
  /** Its name. */
  readonly name: (typeof RUNTIME_NAMES)[number];
  /** Whether the kubelet talks to it, or whether it starts the containers. */
  readonly kind: "cri" | "oci";
  /** User namespaces as Kubernetes 1.25 and 1.26 ask for them. */
  readonly userNamespaces: RuntimeCell;
  /** Mappings of mounts, which Kubernetes asks for since 1.27: one hands them on to the runtime below, which maps by them. */
  readonly mappedMounts: RuntimeCell;
  /** The refusal of such mounts, before it can do them. */
  readonly refusedMounts?: RuntimeCell;
  /** Mappings of the mounts that it adds itself, whether Kubernetes asks for any or not. */
  readonly ownMounts?: RuntimeCell;
  /** The question whether mounts can be mapped, `features`: one asks the runtime below, which answers. */
  readonly mountFeatures?: RuntimeCell;
  /** The report to the kubelet that user namespaces are supported, which it asks for since 1.30. */
  readonly report?: RuntimeCell;
  /** The policy for supplemental groups. */
  readonly groupsPolicy?: RuntimeCell;
}

/** The runtimes that something is known about. */
export const RUNTIME_TABLE: readonly RuntimeRow[] = [
  {
    name: "containerd",
    kind: "cri",
    userNamespaces: { since: [1, 7], source: "containerd docs/user-namespaces/README.md" },
    mappedMounts: { since: [2, 0], source: "containerd docs/user-namespaces/README.md" },
    refusedMounts: { since: [1, 7, 1], source: "WithMounts, containerd pkg/cri/opts; pull request 8211" },
    ownMounts: { since: [2, 0], source: "containerd docs/user-namespaces/README.md, Kubernetes 1.25 and 1.26" },
    mountFeatures: { since: [2, 0], source: "validateRuntimeFeatures, containerd core/runtime/v2; pull request 9781" },
    report: { since: [2, 0], source: "introspectRuntimeFeatures, containerd internal/cri/server/service.go" },
    groupsPolicy: { since: [2, 0], source: "kubernetes.io, Configure a Security Context" },
  },
  {
    name: "cri-o",
    kind: "cri",
    userNamespaces: { since: [1, 25], source: "kubernetes.io, User Namespaces, Before you begin" },
    mappedMounts: { since: [1, 27], source: "cri-o pull request 6750" },
    mountFeatures: { since: [1, 28, 1], source: "cri-o pull requests 7289 and 7297" },
    report: { since: [1, 30], source: "CRI RuntimeHandlerFeatures.user_namespaces came with Kubernetes 1.30" },
    groupsPolicy: { since: [1, 31], source: "kubernetes.io, Configure a Security Context" },
  },
  {
    name: "cri-dockerd",
    kind: "cri",
    userNamespaces: { since: NEVER, source: "kubernetes.io, User Namespaces: cri-dockerd has no support" },
    mappedMounts: { since: NEVER, source: "kubernetes.io, User Namespaces: cri-dockerd has no support" },
  },
  {
    // The name in a node's status, with the version of Docker Engine, of what cri-dockerd stands above.
    name: "docker",
    kind: "cri",
    userNamespaces: { since: NEVER, source: "kubernetes.io, User Namespaces: cri-dockerd has no support" },
    mappedMounts: { since: NEVER, source: "kubernetes.io, User Namespaces: cri-dockerd has no support" },
  },
  {
    name: "runc",
    kind: "oci",
    userNamespaces: { since: [1, 1], source: "containerd docs/user-namespaces/README.md" },
    mappedMounts: { since: [1, 2], source: "runc pull requests 3717 and 3993" },
    mountFeatures: { since: [1, 2], source: "containerd docs/user-namespaces/README.md" },
  },
  {
    name: "crun",
    kind: "oci",
    userNamespaces: { since: [1, 4, 3], source: "containerd docs/user-namespaces/README.md" },
    mappedMounts: { since: [1, 8, 1], source: "crun NEWS, 1.8.1; containerd issue 8286" },
    mountFeatures: { since: [1, 9], source: "crun NEWS, 1.9: mountExtensions" },
  },
];

/** A text that names no runtime and version. */
export interface RuntimeError {
  readonly code: "not-a-runtime";
  /** What stands there, shortened. */
  readonly found: string;
}

/**
 * Reads a runtime and its version as people have them: `containerd@2.1.3`, `containerd://2.1.4-k3s2` of a node's status,
 * `crun-1.23.1-1.el9.x86_64` of rpm, `containerd 1.7.23-0ubuntu1~24.04.1` of dpkg, `runc version 1.2.6` of the program itself.
 *
 * What follows the numbers says who packed it, and does not count; but a pre-release (`-rc.3`, `~beta1`, `-dev`) is not its
 * release, and comes before it. `crio` is CRI-O, and `containerd.io` containerd.
 *
 * @param text - the text: a name in lower case, and two or three numbers, perhaps after an epoch and a `v`
 * @returns the runtime, known or not; or the refusal of anything else
 * @example
 * ```ts
 * import { unwrap } from "userns-sim";
 * import { parseRuntime } from "userns-sim/kubelet";
 *
 * unwrap(parseRuntime("runc@1.2.6")); // => { name: "runc", version: [1, 2, 6] }
 * unwrap(parseRuntime("containerd://2.1.4-k3s2"));
 * // => { name: "containerd", version: [2, 1, 4], written: "2.1.4-k3s2" }
 * unwrap(parseRuntime("containerd@2.0.0-rc.3")).version; // => [2, 0, 0, -1]
 * parseRuntime("runc").ok; // => false
 * ```
 */
export function parseRuntime(text: string): Result<RuntimeVersion, RuntimeError> {
  if (typeof text !== "string") return err({ code: "not-a-runtime", found: "" });
  const match = OF_CONTAINERD.exec(text) ?? RUNTIME.exec(text);
  if (match === null) return err({ code: "not-a-runtime", found: text.slice(0, 40) });
  const [, name = "", numbers = "", more = ""] = match;
  const version = numbers.split(".").map(Number);
  return ok({
    name: ALIASES.find(([alias]) => alias === name)?.[1] ?? name,
    version: PRE_RELEASE.test(more) ? [...version, -1] : version,
    ...(more === "" ? {} : { written: numbers + more }),
  });
}

export function showRuntime({ name, version, written }: RuntimeVersion): string {
  return `${name} ${written ?? formatVersion(version)}`;
}

export function runtimeRow(name: string): RuntimeRow | undefined {
  return RUNTIME_TABLE.find((row) => row.name === name);
}

/** `containerd --version` names where it was built, and its commit. */
const OF_CONTAINERD =
  /^(containerd) [\w.-]{1,40}(?:\/[\w.-]{1,40}){0,4} v?(\d{1,5}\.\d{1,5}\.\d{1,5})([-+~][\w.+~-]{1,100})?(?: [\w.-]{0,60})?$/;

/** The package of Docker Inc. is called containerd.io, the program of CRI-O crio. */
const ALIASES: readonly (readonly [alias: string, name: RuntimeRow["name"]])[] = [
  ["crio", "cri-o"],
  ["containerd.io", "containerd"],
];

/** Each part has a greatest length, so that a long text cannot take long. */
const RUNTIME =
  /^([a-z][a-z0-9.-]{0,30}?)(?:@|:\/\/|=|-| version |[ \t]{1,60})(?:\d{1,3}:)?v?(\d{1,5}\.\d{1,5}(?:\.\d{1,5})?)((?:[-+~^]|\.(?=[a-z]))[\w.+~^-]{1,100})?$/;

/** Behind the numbers: `-rc.3` and `-dev`, `~rc3` of dpkg and rpm, and `-0.1.rc3` as Fedora wrote it before. */
const PRE_RELEASE = /^[-~.](?:0\.\d{1,3}\.)?(?:alpha|beta|rc|pre|dev)(?![a-z])/;
