import { type IdRange, podIdMap } from "../../../src/index.ts";
import {
  createProcess,
  createUserNamespace,
  initialNamespace,
  type Process,
  type UserNamespace,
} from "../../../src/kernel.ts";
import { createKubelet, replay } from "../../../src/kubelet.ts";
import type { OciUser } from "./bundle.ts";

/** Two pods that a kubelet has placed. The second one's range does not begin where the pool does. */
export function placePods(): readonly [IdRange, IdRange] {
  const { kubelet } = replay(createKubelet({ release: "1.36" }), [
    { type: "start" },
    { type: "create", podUid: "a", draw: 6 },
    { type: "create", podUid: "b", draw: 65000 },
  ]);
  const [first, second] = kubelet.sandboxes.map(({ hostId, length }) => ({ start: hostId, size: length }));
  if (first === undefined || second === undefined) throw new Error("the kubelet has not placed both pods");
  return [first, second];
}

/** The user namespace of a pod in the model of the kernel. */
export function namespaceOf(range: IdRange): UserNamespace {
  return createUserNamespace(initialNamespace(), { id: "pod", maps: podIdMap(range) });
}

/** A process in it. */
export function processOf(userNamespace: UserNamespace, { uid, gid, additionalGids }: OciUser): Process {
  return createProcess({ userNamespace, uid, gid, groups: additionalGids });
}
