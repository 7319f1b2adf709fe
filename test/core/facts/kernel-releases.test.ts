import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { capabilitySet } from "../../../src/core/kernel/credentials/capability.ts";
import { createProcess } from "../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../src/core/kernel/credentials/user-namespace.ts";
import {
  DEFAULT_SETTINGS,
  type KernelSettings,
  type KernelVersion,
} from "../../../src/core/kernel/decision/kernel-settings.ts";
import { execFile } from "../../../src/core/kernel/exec/exec-file.ts";
import { existingFile } from "../../../src/core/kernel/inode/file.ts";
import { idmapMount } from "../../../src/core/kernel/mounts/idmap-mount.ts";
import { mountFilesystem } from "../../../src/core/kernel/mounts/mount-filesystem.ts";
import { accessProcess } from "../../../src/core/kernel/processes/access-process.ts";
import { writeIdMap } from "../../../src/core/kernel/userns/write-id-map.ts";
import { inA, mapsA, podA, user, volumeA } from "../kernel/support/cast.ts";
import { releaseBefore } from "./release-before.ts";

interface Fact {
  readonly what: string;
  readonly since: KernelVersion;
  /** The commit of Linux, and where else it says from when on. */
  readonly source: string;
  /** Whether the newer behaviour is met. */
  readonly isMet: (settings: KernelSettings) => boolean;
}

const SIX_LINES = [0, 1, 2, 3, 4, 5].map((id) => `${id} ${65536 + id} 1\n`).join("");

function fresh(): ReturnType<typeof createUserNamespace> {
  return createUserNamespace(initialNamespace(), { id: "new" });
}

const FACTS: readonly Fact[] = [
  {
    what: "a map of more than 5 lines",
    since: [4, 15],
    source:
      "6397fac4915a userns: bump idmap limits to 340; user_namespaces(7): since Linux 4.15, the limit is 340 lines",
    isMet: (settings) => writeIdMap(createProcess(), fresh(), "uid", SIX_LINES, { settings }).allowed,
  },
  {
    what: "mapping user 0 of the parent takes CAP_SETFCAP",
    since: [5, 12],
    source: "db2e718a4798 capabilities: require CAP_SETFCAP to map uid 0; user_namespaces(7): since Linux 5.12",
    isMet: (settings) => {
      const process = { ...createProcess(), effective: capabilitySet(["CAP_SETUID", "CAP_SYS_ADMIN"]) };
      return !writeIdMap(process, fresh(), "uid", "0 0 1", { settings }).allowed;
    },
  },
  {
    what: "CAP_PERFMON on the host reads environ",
    since: [6, 15],
    source: "mm,procfs: allow read-only remote mm access under CAP_PERFMON, in 6.15-rc1; not in 6.12, in 6.18",
    isMet: (settings) => {
      const process = { ...user(), effective: capabilitySet(["CAP_PERFMON", "CAP_DAC_READ_SEARCH"]) };
      return accessProcess(process, createProcess(), "open-environ", { settings }).allowed;
    },
  },
  {
    what: "open_tree_attr replaces the map of a mount",
    since: [6, 15],
    source: "c4a16820d901 fs: add open_tree_attr(), 2462651ffa76 fs: allow changing idmappings",
    isMet: (settings) =>
      idmapMount(createProcess(), { ...volumeA(), attached: false }, podA(), { replace: true, settings }).allowed,
  },
  {
    what: "a user namespace mounts an overlay",
    since: [5, 11],
    source: "459c7c565ac3 ovl: unprivieged mounts, in v5.11-rc1",
    isMet: (settings) =>
      mountFilesystem({ ...inA(), mountNamespace: { id: "pod-a", owner: podA() } }, "overlay", { settings }).allowed,
  },
  {
    what: "a mount takes no maps of which one is not written",
    since: [6, 9],
    source: "dacfd001eaf2 fs/mnt_idmapping.c: Return -EINVAL when no map is written",
    isMet: (settings) => {
      const users = { ...createUserNamespace(initialNamespace(), { id: "new" }), uidMap: mapsA().uid };
      const detached = { ...volumeA(), attached: false, idmap: undefined };
      return !idmapMount(createProcess(), detached, users, { settings, replace: true }).allowed;
    },
  },
  {
    what: "an exec under no_new_privs compares with the effective user before",
    since: [6, 17],
    source: "337490f0007f exec: Correct the permission check for unsafe exec, in caps-pr-20250729 for v6.17-rc1",
    isMet: (settings) => {
      const process = { ...user(), noNewPrivs: true, euid: 5 };
      return execFile(process, existingFile({ mode: 0o755 }), settings).value?.euid === 5;
    },
  },
];

describe("the releases of the kernel", () => {
  it.each(FACTS)("change with $since: $what ($source)", ({ since, isMet }) => {
    const met = [releaseBefore(since), since].map((version) => isMet({ ...DEFAULT_SETTINGS, version }));
    expect(met).toEqual([false, true]);
  });

  it("are told where the settings are documented", () => {
    const source = readFileSync("src/core/kernel/decision/kernel-settings.ts", "utf8");
    const told = [...source.matchAll(/^ \* \| (\d+\.\d+) \|/gm)].map(([, version]) => version);
    // tmpfs has its fact among the filesystems.
    expect(told.sort()).toEqual(["6.3", ...FACTS.map(({ since }) => since.join("."))].sort());
  });
});
