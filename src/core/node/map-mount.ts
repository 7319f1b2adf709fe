import type { Refused } from "../kernel/decision.ts";
import { idmapMount } from "../kernel/idmap-mount.ts";
import type { KernelSettings } from "../kernel/kernel-settings.ts";
import type { Mount } from "../kernel/mount.ts";
import { createProcess } from "../kernel/process.ts";
import type { UserNamespace } from "../kernel/user-namespace.ts";
import { err, ok, type Result } from "../result.ts";

/**
 * Mounts something once more with the maps of a pod, as host root.
 *
 * @param mount - the mount as the host has it
 * @param maps - the user namespace whose maps it gets; `undefined` to leave it plain
 * @param kernel - the settings of the kernel
 * @returns the mount in the container, or the refusal of a filesystem that cannot be idmapped
 * @internal
 */
export function mapMount(
  mount: Mount,
  maps: UserNamespace | undefined,
  kernel: KernelSettings,
): Result<Mount, Refused> {
  if (maps === undefined) return ok(mount);
  const decision = idmapMount(createProcess(), { ...mount, attached: false }, maps, { settings: kernel });
  return decision.allowed ? ok({ ...decision.value, attached: true }) : err(decision);
}
