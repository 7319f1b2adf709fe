import type { FindingCode, FindingOf } from "./finding.ts";

export const FINDING_RULES: {
  readonly [Code in FindingCode]: Pick<FindingOf<Code>, "verdict" | "fix" | "source">;
} = {
  "not-decodable": { verdict: "refused", fix: "correct-field", source: "k8s.io/api/core/v1/types.go" },
  "not-valid": { verdict: "refused", fix: "correct-field", source: "pkg/apis/core/validation/validation.go" },
  "field-dropped": { verdict: "warning", fix: "turn-gate-on", source: "dropDisabledFields, pkg/api/pod/util.go" },
  "pod-security": { verdict: "refused", fix: "meet-policy", source: "pod-security-admission/policy/check_*.go" },
  "policy-not-given": { verdict: "undecided", fix: "say-policy", source: "pod-security-admission" },
  "user-namespace-ignored": {
    verdict: "warning",
    fix: "upgrade-runtime",
    source: "containerd docs/user-namespaces/README.md, Stack requirements",
  },
  "user-namespace-unsupported": {
    verdict: "fails-later",
    fix: "upgrade-runtime",
    source: "GetOrCreateUserNamespaceMappings, pkg/kubelet/userns/userns_manager.go",
  },
  "mappings-ignored": {
    verdict: "warning",
    fix: "upgrade-runtime",
    source: "OCI runtime specification: unknown fields are ignored; seen with runc 1.1.5",
  },
  "mappings-refused": {
    verdict: "fails-later",
    fix: "upgrade-runtime",
    source: "validateIDMapMounts, containerd cmd/containerd-shim-runc-v2/process/init.go",
  },
  "runtime-too-old": {
    verdict: "warning",
    fix: "upgrade-runtime",
    source: "containerd docs/user-namespaces/README.md, Stack requirements",
  },
  "runtime-not-given": {
    verdict: "undecided",
    fix: "say-runtime",
    source: "kubernetes.io, User Namespaces, Before you begin",
  },
  "runtime-unknown": {
    verdict: "undecided",
    fix: "say-runtime",
    source: "kubernetes.io, User Namespaces, Before you begin",
  },
  "mount-not-mappable": {
    verdict: "fails-later",
    fix: "other-filesystem",
    source: "mount_setattr(2); runc libcontainer/rootfs_linux.go; crun src/libcrun/linux.c",
  },
  "filesystem-not-given": { verdict: "undecided", fix: "say-filesystem", source: "mount_setattr(2)" },
  "filesystem-undecided": { verdict: "undecided", fix: "say-filesystem", source: "mount_setattr(2)" },
  "kernel-not-given": { verdict: "undecided", fix: "say-kernel", source: "mount_setattr(2)" },
  "layers-not-mappable": {
    verdict: "fails-later",
    fix: "upgrade-kernel",
    source: "containerd pull request 9117",
  },
  "id-not-mapped": {
    verdict: "fails-later",
    fix: "mapped-id",
    source: "containerd internal/cri/server; runc libcontainer/init_linux.go, setupUser",
  },
  "group-not-mapped": {
    verdict: "fails-later",
    fix: "mapped-id",
    source: "runc libcontainer/init_linux.go, setupUser; setgroups(2)",
  },
  "image-not-given": { verdict: "undecided", fix: "say-image", source: "OCI image specification, config.User" },
  "image-file-not-mapped": {
    verdict: "warning",
    fix: "rebuild-image",
    source: "user_namespaces(7), Unmapped user and group IDs",
  },
  "image-file-refused": { verdict: "fails-later", fix: "rebuild-image", source: "containerd issue 12329" },
  "submounts-not-mapped": {
    verdict: "warning",
    fix: "own-host-path",
    source: "OCI runtime specification: idmap without ridmap maps the top mount only",
  },
  "host-path-as-root": {
    verdict: "warning",
    fix: "no-host-path",
    source: "kubernetes.io, User Namespaces, Limitations",
  },
  "host-network-rights": { verdict: "warning", fix: "own-network", source: "network_namespaces(7); KEP-5607" },
  "groups-policy-unsupported": {
    verdict: "fails-later",
    fix: "upgrade-runtime",
    source: "pkg/kubelet/lifecycle/predicate.go; kubernetes.io, Configure a Security Context",
  },
  "groups-policy-ignored": {
    verdict: "warning",
    fix: "upgrade-runtime",
    source: "kubernetes.io, Configure a Security Context, supplementalGroupsPolicy",
  },
};
