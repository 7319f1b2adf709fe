import { err, ok, type Result } from "../../result.ts";
import { formatVersion, type Version } from "./version.ts";

/** A runtime and its version. */
export interface RuntimeVersion {
  /** Its name, such as `containerd` or `runc`. */
  readonly name: string;
  /** Its version. */
  readonly version: Version;
}

/** From which version on a runtime does something, and where that can be read. */
export interface RuntimeCell {
  /** The version. */
  readonly since: Version;
  /** Where it can be read. */
  readonly source: string;
}

/** The names of the runtimes that something is known about. */
export const RUNTIME_NAMES = ["containerd", "cri-o", "cri-dockerd", "runc", "crun"] as const;

/** What is known about a runtime. */
export interface RuntimeRow {
  /** Its name. */
  readonly name: (typeof RUNTIME_NAMES)[number];
  /** Whether the kubelet talks to it, or whether it starts the containers. */
  readonly kind: "cri" | "oci";
  /** User namespaces as Kubernetes 1.25 and 1.26 ask for them; absent where no version has them. */
  readonly userNamespaces?: RuntimeCell;
  /** Mappings of mounts, which Kubernetes asks for since 1.27. */
  readonly mappedMounts?: RuntimeCell;
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
    report: { since: [2, 0], source: "introspectRuntimeFeatures, containerd internal/cri/server/service.go" },
    groupsPolicy: { since: [2, 0], source: "kubernetes.io, Configure a Security Context" },
  },
  {
    name: "cri-o",
    kind: "cri",
    userNamespaces: { since: [1, 25], source: "kubernetes.io, User Namespaces, Before you begin" },
    mappedMounts: { since: [1, 25], source: "kubernetes.io, User Namespaces, Before you begin" },
    report: { since: [1, 30], source: "CRI RuntimeHandlerFeatures.user_namespaces came with Kubernetes 1.30" },
    groupsPolicy: { since: [1, 31], source: "kubernetes.io, Configure a Security Context" },
  },
  // kubernetes.io, User Namespaces, Before you begin: no version supports them.
  { name: "cri-dockerd", kind: "cri" },
  {
    name: "runc",
    kind: "oci",
    userNamespaces: { since: [1, 1], source: "containerd docs/user-namespaces/README.md" },
    mappedMounts: { since: [1, 2], source: "runc pull requests 3717 and 3993" },
  },
  {
    name: "crun",
    kind: "oci",
    userNamespaces: { since: [1, 4, 3], source: "containerd docs/user-namespaces/README.md" },
    mappedMounts: { since: [1, 9], source: "kubernetes.io, User Namespaces, Before you begin" },
  },
];

/** A text that names no runtime and version. */
export interface RuntimeError {
  readonly code: "not-a-runtime";
  /** What stands there, shortened. */
  readonly found: string;
}

/**
 * Reads `NAME@VERSION`, as in `containerd@2.1.3`.
 *
 * @param text - the text: a name in lower case, and two or three numbers, perhaps after a `v`
 * @returns the runtime, known or not; or the refusal of anything else, such as a release candidate
 * @example
 * ```ts
 * import { unwrap } from "userns-sim";
 * import { parseRuntime } from "userns-sim/kubelet";
 *
 * unwrap(parseRuntime("runc@1.2.6")); // => { name: "runc", version: [1, 2, 6] }
 * parseRuntime("runc").ok; // => false
 * ```
 */
export function parseRuntime(text: string): Result<RuntimeVersion, RuntimeError> {
  if (typeof text !== "string") return err({ code: "not-a-runtime", found: "" });
  const match = RUNTIME.exec(text);
  if (match === null) return err({ code: "not-a-runtime", found: text.slice(0, 40) });
  const [, name = "", version = ""] = match;
  return ok({ name, version: version.split(".").map(Number) });
}

export function showRuntime({ name, version }: RuntimeVersion): string {
  return `${name} ${formatVersion(version)}`;
}

export function runtimeRow(name: string): RuntimeRow | undefined {
  return RUNTIME_TABLE.find((row) => row.name === name);
}

const RUNTIME = /^([a-z][a-z0-9-]{0,30})@v?(\d{1,5}\.\d{1,5}(?:\.\d{1,5})?)$/;
