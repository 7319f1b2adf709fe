import { createProcess } from "../../kernel/credentials/process.ts";
import type { UserNamespace } from "../../kernel/credentials/user-namespace.ts";
import type { Refused } from "../../kernel/decision/decision.ts";
import type { KernelSettings } from "../../kernel/decision/kernel-settings.ts";
import type { Mount } from "../../kernel/inode/mount.ts";
import { idmapMount } from "../../kernel/mounts/idmap-mount.ts";
import { err, ok, type Result } from "../../result.ts";

/**
 * Mounts something once more, as host root, with the maps of a namespace, `undefined` to leave it plain; or gives the
 * refusal of a filesystem that cannot be idmapped.
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
