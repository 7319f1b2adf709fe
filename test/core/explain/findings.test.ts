import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/explain/kubelet.ts";
import { type FindingCode, type FindingFacts, finding } from "../../../src/core/findings/finding.ts";
import { FINDING_RULES } from "../../../src/core/findings/finding-rules.ts";

const facts: FindingFacts = {
  "not-decodable": { found: "1", expected: "boolean" },
  "not-valid": {},
  "host-users-dropped": { gate: "user namespaces" },
  "field-dropped": { gate: "ProcMountType" },
  "pod-security": { check: "runAsUser", policy: "restricted:latest", passes: undefined, relaxingGate: undefined },
  "pod-security-anew": { check: "runAsUser", policy: "restricted:latest" },
  "policy-not-given": {},
  "user-namespace-ignored": { runtime: "containerd 1.6" },
  "kubelet-gate-off": { gate: "UserNamespacesSupport" },
  "kubelet-ignores-field": { gate: "UserNamespacesSupport" },
  "user-namespace-unsupported": { runtime: "containerd 1.7" },
  "mappings-ignored": { runtime: "runc 1.1" },
  "mappings-refused": { runtime: "runc 1.1" },
  "runtime-too-old": { runtime: "runc 1.0", needed: "runc 1.1" },
  "runtime-not-given": { kind: "cri" },
  "runtime-unknown": { runtime: "kata 3.0" },
  "mount-not-mappable": { source: "/x", volumeName: undefined, filesystem: "nfs", since: undefined },
  "filesystem-not-given": { source: "/x", volumeName: undefined },
  "filesystem-undecided": { source: "/x", filesystem: "fuse" },
  "mount-not-named": { source: "/x", volumeName: undefined, filesystem: "ext4" },
  "kernel-backports": { source: "/x", filesystem: "tmpfs", distribution: "el9" },
  "daemon-not-known": { source: "/x", filesystem: "fuse" },
  "kernel-not-given": { source: "/x", filesystem: "tmpfs", since: "6.3" },
  "layers-not-mappable": { since: "5.19" },
  "layers-not-named": {},
  "id-not-mapped": { id: 65536, idsPerPod: 65536 },
  "further-group-not-mapped": { id: 65536, idsPerPod: 65536 },
  "image-not-given": { image: "nginx" },
  "image-file-not-mapped": { id: 65536, idsPerPod: 65536 },
  "image-file-refused": { id: 65536, idsPerPod: 65536 },
  "submounts-not-mapped": { source: "/", submount: "/proc" },
  "host-path-as-root": { source: "/srv" },
  "host-network-not-declared": { feature: "UserNamespacesHostNetworkSupport" },
  "host-network-not-admitted": { feature: "UserNamespacesHostNetworkSupport" },
  "host-network-declaration-not-known": { runtime: "cri-o 1.36" },
  "host-network-sysfs": { runtime: "containerd 2.1" },
  "host-network-sysfs-not-known": { runtime: "cri-o 1.35" },
  "privileged-sysfs": {},
  "privileged-sysfs-in-container": {},
  "namespace-limit": { sysctl: "user.max_user_namespaces" },
  "namespace-limit-not-given": {},
  "image-volume-unsupported": { runtime: "containerd 2.0.4" },
  "image-volume-not-mapped": { runtime: "containerd 2.1.0" },
  "image-volume-not-known": { runtime: "cri-o 1.33" },
  "volume-content-refused": { runtime: "containerd 2.1.0", volume: "/run" },
  "volume-content-not-mapped": { runtime: "containerd 2.1.0", volume: "/data" },
  "runtime-patch-not-given": { runtime: "containerd 2.1", changedIn: "2.1.7" },
  "runtime-pre-release": { runtime: "containerd 2.0.0-rc.3", changedIn: "2.0" },
  "block-device-not-mapped": {},
  "cdi-not-mapped": {},
  "cdi-not-known": {},
  "propagation-one-way": {},
  "host-network-rights": {},
  "groups-policy-unsupported": { runtime: "containerd 1.7" },
  "groups-policy-ignored": { runtime: "containerd 1.7" },
};

describe("explain, of findings", () => {
  it("has a sentence for every finding", () => {
    const codes = Object.keys(FINDING_RULES) as readonly FindingCode[];
    const lines = codes.map((code) => {
      const found = finding(code, "", facts[code]);
      return `${found.verdict} ${code} [${found.source}]\n  ${explain(found)}\n  ${explain(found.fix)}`;
    });
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "refused not-decodable [k8s.io/api/core/v1/types.go]
        The API server cannot decode this field: expected true or false, found 1.
        Change or remove the field.
      refused not-valid [pkg/apis/core/validation/validation.go]
        The API server's validation refuses the pod.
        Change or remove the field.
      unsound host-users-dropped [dropDisabledFields, pkg/api/pod/util.go]
        The API server drops this field without a word: the feature gate of user namespaces is off. The pod runs, and its root is the host's root.
        Turn the feature gate on in the API server and on every kubelet, or use a newer release.
      warning field-dropped [dropDisabledFields, pkg/api/pod/util.go]
        The API server drops this field without a word: the feature gate of ProcMountType is off in this release unless it is set.
        Turn the feature gate on in the API server and on every kubelet, or use a newer release.
      refused pod-security [pod-security-admission/policy/check_*.go]
        The pod fails the check runAsUser of the policy restricted:latest.
        Change the pod as the message says, or have the namespace enforce another policy.
      warning pod-security-anew [kubernetes.io, Pod Security Admission: it looks at pods when they are made or changed]
        The pod was admitted, and would be refused if it were made anew: it fails the check runAsUser of the policy restricted:latest.
        Change the pod as the message says, or have the namespace enforce another policy.
      undecided policy-not-given [pod-security-admission]
        It is not known which Pod Security Standards the namespace enforces.
        Say which policy is enforced, as in restricted:v1.35.
      unsound user-namespace-ignored [containerd docs/user-namespaces/README.md, Stack requirements]
        containerd 1.6 does not know user namespaces and starts the pod without one: its root is the host's root.
        Use a newer runtime: containerd 2.0 or CRI-O 1.30, with runc 1.2 or crun 1.9.
      fails kubelet-gate-off [GetOrCreateUserNamespaceMappings, pkg/kubelet/userns/userns_manager.go]
        The kubelet refuses to start the pod, because its feature gate UserNamespacesSupport was turned off. Where it is off in the API server, too, the field is dropped there, and the root of the pod is the host's root.
        Turn the feature gate on in the API server and on every kubelet, or use a newer release.
      unsound kubelet-ignores-field [GetOrCreateUserNamespaceMappings, pkg/kubelet/userns_manager.go]
        The kubelet starts the pod without a user namespace, because its feature gate UserNamespacesSupport is off: its root is the host's root.
        Turn the feature gate on in the API server and on every kubelet, or use a newer release.
      fails user-namespace-unsupported [GetOrCreateUserNamespaceMappings, pkg/kubelet/userns/userns_manager.go]
        The kubelet refuses to start the pod, because containerd 1.7 does not report that it supports user namespaces.
        Use a newer runtime: containerd 2.0 or CRI-O 1.30, with runc 1.2 or crun 1.9.
      warning mappings-ignored [OCI runtime specification: unknown fields are ignored; seen with runc 1.1.5]
        runc 1.1 ignores the mappings of mounts without a word: files on volumes belong to 65534, and none can be created.
        Use a newer runtime: containerd 2.0 or CRI-O 1.30, with runc 1.2 or crun 1.9.
      fails mappings-refused [WithMounts, containerd 1.7 pkg/cri/opts; validateRuntimeFeatures, containerd core/runtime/v2; addOCIBindMounts, cri-o server/container_create_linux.go, since 1.28.1 (pull request 7297)]
        The runtime refuses to start the container, because runc 1.1 cannot map mounts.
        Use a newer runtime: containerd 2.0 or CRI-O 1.30, with runc 1.2 or crun 1.9.
      warning runtime-too-old [containerd docs/user-namespaces/README.md, Stack requirements]
        This release needs runc 1.1 or newer for user namespaces, and there is runc 1.0.
        Use a newer runtime: containerd 2.0 or CRI-O 1.30, with runc 1.2 or crun 1.9.
      undecided runtime-not-given [kubernetes.io, User Namespaces, Before you begin]
        It is not known which runtime the kubelet talks to.
        Say which runtime there is, as in containerd@2.1 or runc@1.2.
      undecided runtime-unknown [kubernetes.io, User Namespaces, Before you begin]
        It is not known whether kata 3.0 supports user namespaces and mapped mounts.
        Say which runtime there is, as in containerd@2.1 or runc@1.2.
      fails mount-not-mappable [mount_setattr(2); runc libcontainer/rootfs_linux.go; crun src/libcrun/linux.c]
        The mount of "/x" must be mapped to the pod's IDs, and nfs supports that on no kernel.
        Keep the data on a filesystem that supports mapped mounts, or use a kernel that maps it.
      undecided filesystem-not-given [mount_setattr(2)]
        It is not known which filesystem "/x" is on, so not whether it can be mapped.
        Say which filesystem it is, as in /data=ext4.
      undecided filesystem-undecided [mount_setattr(2)]
        Whether "/x" can be mapped cannot be told from its filesystem "fuse" alone.
        Try with mount_setattr(2), or look it up, and say which filesystems this kernel maps, as in tmpfs,overlay,xfs.
      fails mount-not-named [mount_setattr(2); what was said about this kernel]
        The mount of "/x" must be mapped to the pod's IDs, and this kernel was said not to map ext4.
        Keep the data on a filesystem that supports mapped mounts, or use a kernel that maps it.
      undecided kernel-backports [OpenShift documentation, Running pods in Linux user namespaces; systemd/systemd-centos-ci issue 651]
        Whether "/x" (tmpfs) can be mapped cannot be told from the version of this kernel: those of el9 have features of later ones, and some had none of it.
        Try with mount_setattr(2), or look it up, and say which filesystems this kernel maps, as in tmpfs,overlay,xfs.
      undecided daemon-not-known [FUSE_ALLOW_IDMAP, fs/fuse/inode.c; mountpoint-s3 issue 1835]
        Whether "/x" can be mapped is up to the program behind fuse: it must ask for it, with default_permissions.
        Ask for a version of that program that negotiates FUSE_ALLOW_IDMAP and default_permissions, on Linux 6.12 or newer; or have the data on another filesystem.
      undecided kernel-not-given [mount_setattr(2)]
        The mount of "/x" must be mapped to the pod's IDs, and tmpfs supports that since Linux 6.3; the kernel is not known.
        Say which kernel there is, as in 6.8.
      fails layers-not-mappable [containerd pull request 9117]
        The layers of images can be mapped since Linux 5.19; before, they have to be copied, which must be allowed.
        Use Linux 5.19 or newer, or allow containerd the slow copy with slow_chown.
      fails layers-not-named [containerd pull request 9117; what was said about this kernel]
        The layers of images must be mapped to the pod's IDs, and this kernel was said not to map overlay: they have to be copied, which must be allowed.
        Use a kernel that maps overlay, or allow containerd the slow copy with slow_chown.
      fails id-not-mapped [containerd internal/cri/server; runc libcontainer/init_linux.go, setupUser]
        The pod has the IDs 0 to 65535, and 65536 is none of them: the container does not start.
        Use an ID within the pod's range, or give pods more IDs with userNamespaces.idsPerPod.
      fails further-group-not-mapped [runc libcontainer/init_linux.go, setupUser; setgroups(2)]
        The pod has the IDs 0 to 65535, and the group 65536 is none of them: the container does not start.
        Use an ID within the pod's range, or give pods more IDs with userNamespaces.idsPerPod.
      undecided image-not-given [OCI image specification, config.User]
        The image "nginx" decides about IDs, and it is not known what it says.
        Say what the image contains.
      warning image-file-not-mapped [user_namespaces(7), Unmapped user and group IDs]
        The pod has the IDs 0 to 65535: files of 65536 show 65534 and are open to it only as to others.
        Change the owner of the files in the image, or give pods more IDs with userNamespaces.idsPerPod.
      fails image-file-refused [containerd issue 12329]
        The pod has the IDs 0 to 65535: the image cannot be copied for it, because of files of 65536.
        Change the owner of the files in the image, or give pods more IDs with userNamespaces.idsPerPod.
      warning submounts-not-mapped [OCI runtime specification: idmap without ridmap maps the top mount only]
        Only the mount at "/" is mapped: what is mounted below it, as at "/proc", shows owner 65534.
        Mount what is needed below it as a host path of its own.
      warning host-path-as-root [kubernetes.io, User Namespaces, Limitations]
        The mount of "/srv" maps the pod's root to the host's: in it, the user namespace protects nothing.
        Do without the host path, mount it read-only, or mount only what the pod may own.
      refused host-network-not-declared [pkg/scheduler/framework/plugins/nodedeclaredfeatures; kubernetes/kubernetes PR 135828]
        The scheduler does not place the pod on this node, which does not declare UserNamespacesHostNetworkSupport: the gate and the runtime's report are needed for it.
        Turn the gate on in the kubelet, and use a runtime that reports the feature: containerd 2.3.4 or newer, or a CRI-O that does; or do without hostNetwork, or without hostUsers: false.
      fails host-network-not-admitted [declaredFeaturesAdmitHandler.Admit, pkg/kubelet/lifecycle/handlers.go: PodFeatureUnsupported]
        The kubelet refuses the pod, for its node does not declare UserNamespacesHostNetworkSupport: the gate and the runtime's report are needed for it.
        Turn the gate on in the kubelet, and use a runtime that reports the feature: containerd 2.3.4 or newer, or a CRI-O that does; or do without hostNetwork, or without hostUsers: false.
      undecided host-network-declaration-not-known [kubernetes/kubernetes PR 135828; cri-o PR 9930, whose release is not known]
        The pod runs only where the node declares UserNamespacesHostNetworkSupport, and it is not known whether cri-o 1.36 lets it.
        Look for it in status.declaredFeatures of the Node.
      fails host-network-sysfs [containerd issue 12349 and PR 12518; kobj_ns_current_may_mount, fs/sysfs/mount.c]
        A sysfs belongs to whoever owns the network namespace, here the host: containerd 2.1 may not mount one, and does not take the host's.
        Use containerd 2.3.4 or newer, or crun in the place of runc; or do without hostNetwork, or without hostUsers: false.
      undecided host-network-sysfs-not-known [cri-o PR 9634, whose release is not known; kubernetes/kubernetes PR 134893: CRI-O with crun works before]
        A sysfs belongs to whoever owns the network namespace, here the host, and it is not known whether cri-o 1.35 takes the host's.
        Use containerd 2.3.4 or newer, or crun in the place of runc; or do without hostNetwork, or without hostUsers: false.
      fails privileged-sysfs [runc issue 5309]
        The node is a container, in which a privileged container of the pod may not mount a sysfs.
        Leave out privileged, or run the pod on a node that is a machine.
      warning privileged-sysfs-in-container [runc issue 5309]
        If the node is a container itself, as with kind, the pod does not start: its privileged container may not mount a sysfs there.
        Leave out privileged, or run the pod on a node that is a machine.
      fails namespace-limit [namespaces(7), The /proc/sys/user directory; talos issue 8554]
        The kernel makes no such namespace for anybody: user.max_user_namespaces is 0.
        Set the sysctl to some 10,000 on the node.
      undecided namespace-limit-not-given [namespaces(7), The /proc/sys/user directory; talos issue 8554]
        It is not known whether the kernel makes user namespaces: with user.max_user_namespaces at 0, as some systems come, it makes none.
        Say what sysctl user.max_user_namespaces prints on the node.
      fails image-volume-unsupported [containerd PR 10579; release notes of 2.1]
        containerd 2.0.4 does not know volumes that are images, be it with a user namespace or without.
        Use containerd 2.1.7, 2.2.2 or newer.
      fails image-volume-not-mapped [containerd issue 12812, PR 12816, 12885 and 12894]
        containerd 2.1.0 asks for the volume's overlay to be mapped, which no kernel does, and not for its layers.
        Use containerd 2.1.7, 2.2.2 or newer.
      warning image-volume-not-known [of this runtime nothing was found]
        It is not known whether cri-o 1.33 maps the layers of volumes that are images.
        Use containerd 2.1.7, 2.2.2 or newer.
      fails volume-content-refused [containerd issue 11852, PR 12218, 12241 and 12242]
        containerd 2.1.0 copies what the image has at its VOLUME "/run" and leaves it to the host's root, so that nothing can be mounted in it.
        Use containerd 2.0.7, 2.1.5 or newer; or mount a volume of the pod, such as an emptyDir, at that place.
      warning volume-content-not-mapped [containerd issue 11852, PR 12218, 12241 and 12242]
        containerd 2.1.0 copies what the image has at its VOLUME "/data" and leaves it to the host's root: it shows owner 65534.
        Use containerd 2.0.7, 2.1.5 or newer; or mount a volume of the pod, such as an emptyDir, at that place.
      undecided runtime-patch-not-given [the release notes of the runtimes]
        It depends on the third number of containerd 2.1, which is not known: what matters here changed in 2.1.7.
        Name the version with its three numbers.
      undecided runtime-pre-release [the release notes of the runtimes, which tell what a release has]
        What matters here changed in 2.0, and containerd 2.0.0-rc.3 comes before that release: it is not known whether it has the change already.
        Use the release itself in the place of the pre-release.
      fails block-device-not-mapped [kubevirt issue 14441: the device belongs to 65534, EACCES]
        A block device is not mapped: it shows owner 65534, and the container may not open it.
        Do without volumeDevices, or without hostUsers: false.
      fails cdi-not-mapped [kubernetes/kubernetes issue 134604; container-device-interface issue 287 and PR 288]
        The runtime does not map what CDI mounts for a claimed device: it shows owner 65534, and is open to the container only as to others.
        Use a runtime with CDI that maps mounts, or without hostUsers: false.
      undecided cdi-not-known [kubernetes/kubernetes issue 134604; container-device-interface issue 287 and PR 288]
        It is not known whether the runtime maps what CDI mounts for a claimed device; else it shows owner 65534.
        Look whether the runtime was built with CDI of November 2025 or newer.
      warning propagation-one-way [mount_namespaces(7), Restrictions on mount namespaces]
        The pod runs, but what it mounts there does not reach the host: in a user namespace, a shared mount becomes a slave.
        Mount on the host, or do without hostUsers: false where others must see the mount.
      warning host-network-rights [network_namespaces(7); KEP-5607]
        The host's network does not belong to the pod's user namespace: ports below 1024 and raw sockets are refused.
        Leave out hostNetwork where the pod needs rights over its network.
      fails groups-policy-unsupported [pkg/kubelet/lifecycle/predicate.go; kubernetes.io, Configure a Security Context]
        The kubelet refuses to run the pod, because containerd 1.7 does not know the policy for supplemental groups.
        Use a newer runtime: containerd 2.0 or CRI-O 1.30, with runc 1.2 or crun 1.9.
      warning groups-policy-ignored [kubernetes.io, Configure a Security Context, supplementalGroupsPolicy]
        containerd 1.7 does not know the policy Strict, and adds the image's groups without a word.
        Use a newer runtime: containerd 2.0 or CRI-O 1.30, with runc 1.2 or crun 1.9."
    `);
  });

  it("tells the two kinds of runtimes apart", () => {
    expect(explain(finding("runtime-not-given", "", { kind: "oci" }))).toBe(
      "It is not known which runtime starts the containers.",
    );
  });

  it("shows no control characters of the input", () => {
    const texts = [
      finding("image-not-given", "", { image: "\u001b[31m" }),
      finding("filesystem-undecided", "", { source: "/\t", filesystem: "\n" }),
    ].map((found) => explain(found));
    expect(texts).toEqual([
      'The image "\\x1b[31m" decides about IDs, and it is not known what it says.',
      'Whether "/\\t" can be mapped cannot be told from its filesystem "\\n" alone.',
    ]);
  });
});
