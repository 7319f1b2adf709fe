import { isId } from "../../id/id.ts";
import { toHost } from "../../idmap/translate.ts";
import { capabilitySet } from "../../kernel/credentials/capability.ts";
import { createProcess } from "../../kernel/credentials/process.ts";
import { initialOf, type UserNamespace } from "../../kernel/credentials/user-namespace.ts";
import { createMount } from "../../kernel/inode/mount.ts";
import { containerRoot } from "../../kernel/mounts/container-root.ts";
import { err, ok, type Result } from "../../result.ts";
import type { NodeContainer } from "../pod/container.ts";
import type { NodePod } from "../pod/pod.ts";
import type { IdNotMapped, RootForbidden } from "./errors.ts";
import type { PlacedContainer } from "./placed-pod.ts";

/**
 * Starts a container: its first process, with the IDs and capabilities that the runtime gives it; or what the kubelet
 * says about root, or the runtime about an ID that the namespace does not have.
 *
 * The texts: containerd `internal/cri/server`, and runc, which calls setgroups(2). That non-root gets no capability in
 * effect is the exec of its program: capabilities(7), "Transformation of capabilities during execve()".
 */
export function placeContainer(
  pod: NodePod,
  container: NodeContainer,
  userNamespace: UserNamespace,
): Result<PlacedContainer, RootForbidden | IdNotMapped> {
  const { user: uid, group: gid, groups, capabilities } = container;
  if (container.nonRoot && uid === 0)
    return err({
      code: "root-forbidden",
      podUid: pod.uid,
      container: container.name,
      text: breaksPolicy(pod, container),
    });
  const about = { podUid: pod.uid, container: container.name };
  if (!isMapped(userNamespace.uidMap, uid))
    return err({ code: "user-not-mapped", ...about, id: uid, text: noHostId(uid) });
  if (!isMapped(userNamespace.gidMap, gid))
    return err({ code: "group-not-mapped", ...about, id: gid, text: noHostId(gid) });
  const foreign = groups.find((group) => !isMapped(userNamespace.gidMap, group));
  if (foreign !== undefined)
    return err({ code: "groups-not-mapped", ...about, id: foreign, text: "setgroups: invalid argument" });
  const own = { id: `${pod.uid}/${container.name}`, owner: userNamespace };
  const ofPod = { id: pod.uid, owner: userNamespace };
  const ofHost = { id: "host", owner: initialOf(userNamespace) };
  const process = createProcess({
    userNamespace,
    uid,
    gid,
    groups,
    capabilities: uid === 0 ? capabilities : [],
    mountNamespace: own,
    networkNamespace: pod.hostNetwork ? ofHost : ofPod,
    pidNamespace: pod.hostPID ? ofHost : own,
    ipcNamespace: pod.hostIPC ? ofHost : ofPod,
    // The runtimes' default with cgroup v2 is a namespace for each container.
    cgroupNamespace: own,
    // The host's name goes with the host's network: containerd and CRI-O leave both out. None makes time namespaces.
    utsNamespace: pod.hostNetwork ? ofHost : ofPod,
  });
  const { uidMap, gidMap, parent } = userNamespace;
  return ok({
    container,
    process: { ...process, bounding: capabilitySet(capabilities), noNewPrivs: container.noNewPrivs },
    root:
      parent === undefined
        ? { lower: createMount(), upper: createMount() }
        : containerRoot({ uid: uidMap, gid: gidMap }),
  });
}

/** `verifyRunAsNonRoot`, `pkg/kubelet/kuberuntime/security_context.go`. */
function breaksPolicy({ namespace, name, uid }: NodePod, container: NodeContainer): string {
  return `container's runAsUser breaks non-root policy (pod: "${name}_${namespace}(${uid})", container: ${container.name})`;
}

function isMapped(map: UserNamespace["uidMap"], id: number): boolean {
  return isId(id) && toHost(map, id) !== undefined;
}

function noHostId(id: number): string {
  return `failed to do idmap to get host ID: container ID ${id} cannot be mapped to a host ID`;
}
