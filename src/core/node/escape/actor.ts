import type { ContainerId } from "../../id/id.ts";
import { gidIn, uidIn } from "../../kernel/credentials/kernel-ids.ts";
import { createProcess, type Process } from "../../kernel/credentials/process.ts";
import type { UserNamespace } from "../../kernel/credentials/user-namespace.ts";
import type { KernelSettings } from "../../kernel/decision/kernel-settings.ts";
import { createMount } from "../../kernel/inode/mount.ts";
import type { ContainerRoot } from "../../kernel/mounts/container-root.ts";
import type { PlacedContainer, PlacedPod } from "../placement/placed-pod.ts";
import type { AccessPath } from "./access-path.ts";

/** Who asks in one column of the matrix. */
export interface Actor {
  /** The process that does something to processes. */
  readonly process: Process;
  /** The process that opens files: the same, or its deputy. */
  readonly opener: Process;
  /** The user that takes files over, as the opener's namespace sees it. */
  readonly uid: ContainerId;
  readonly gid: ContainerId;
  readonly path: AccessPath;
  /** The directory or file that is mounted, for `bind` and `idmapped`. */
  readonly source: string | undefined;
  readonly maps: UserNamespace | undefined;
  /** The layers of the root filesystem. */
  readonly root: ContainerRoot;
  readonly kernel: KernelSettings;
}

export function escaped(
  pod: PlacedPod,
  placed: PlacedContainer,
  path: AccessPath,
  source: string | undefined,
  kernel: KernelSettings,
): Actor {
  const { process, container, root } = placed;
  const maps = pod.mapsMounts ? pod.userNamespace : undefined;
  const common = { process, path, source, maps, root, kernel };
  const host = createProcess();
  if (path === "deputy") {
    const { userNamespace } = host;
    return {
      ...common,
      opener: host,
      uid: uidIn(userNamespace, process.euid),
      gid: gidIn(userNamespace, process.egid),
    };
  }
  // Who walks the host's paths has come into its mount namespace; who only holds a descriptor has not, and so no set-user-ID
  // bit of the host counts for him: `mnt_may_suid` in `fs/namespace.c`.
  const opener = path === "walk" ? { ...process, mountNamespace: host.mountNamespace } : process;
  return { ...common, opener, uid: container.user, gid: container.group };
}

/** A process of the host that owns nothing and has no capabilities, on the same way as far as a stranger can go it. */
export function strangerLike(other: Actor): Actor {
  const process = createProcess({ uid: NOBODYS_ID, gid: NOBODYS_ID });
  const root = { lower: createMount(), upper: createMount() };
  return { ...other, process, opener: process, uid: NOBODYS_ID, gid: NOBODYS_ID, maps: undefined, root };
}

/** The last ID there is. No range has it that is cut into slots of 65536: the slot would end at 4294967295, which no map may have. */
const NOBODYS_ID = 4294967294;
