import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdMapping } from "../../../../src/core/idmap/id-mapping.ts";
import { createUserNamespace, initialNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { chownFile } from "../../../../src/core/kernel/fs/chown-file.ts";
import { existingFile } from "../../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { ownerNumbers, ownerSeenBy } from "../../../../src/core/kernel/inode/owner-numbers.ts";
import { throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { prop } from "../../../support/prop.ts";
import { idMap, smallMappings, world } from "../../idmap/arbitraries.ts";
import { inA, podA, volumeA } from "../support/cast.ts";

describe("ownerNumbers", () => {
  it("counts the owner and the group apart, and ends with what the settings show", () => {
    const file = existingFile({ uid: 1000, gid: 70000, mode: 0, mount: volumeA() });
    expect(ownerNumbers(podA(), file, { ...DEFAULT_SETTINGS, overflowUid: 7, overflowGid: 8 })).toEqual({
      uid: { onDisk: 1000, inInode: 1000, throughMount: 66536, asShown: 1000 },
      gid: { onDisk: 70000, inInode: 70000, throughMount: undefined, asShown: 8 },
    });
  });

  it("has none for what the filesystem's namespace does not map: the kernel has forgotten what it read", () => {
    const mount = createMount({ superblock: { userNamespace: podA() } });
    const { uid } = ownerNumbers(initialNamespace(), existingFile({ onDisk: { uid: 70000 }, mode: 0, mount }));
    expect(uid).toEqual({ onDisk: undefined, inInode: undefined, throughMount: undefined, asShown: 65534 });
  });

  it("looks below overlays for the disk", () => {
    const inLayer = existingFile({ uid: 1000, gid: 70000, mode: 0, mount: volumeA() });
    const overlays = [throughOverlay(inLayer), throughOverlay(throughOverlay(inLayer))];
    for (const file of overlays)
      expect(ownerNumbers(podA(), file)).toEqual({
        uid: { onDisk: 1000, inInode: 66536, throughMount: 66536, asShown: 1000 },
        gid: { onDisk: 70000, inInode: undefined, throughMount: undefined, asShown: 65534 },
      });
  });

  it("knows no disk for what an overlay has copied up", () => {
    const merged = throughOverlay(existingFile({ uid: 65536, gid: 65536, mode: 0o644 }), inA());
    const { value } = chownFile(inA(), merged, 5, 6);
    expect(value && ownerNumbers(podA(), value)).toEqual({
      uid: { onDisk: undefined, inInode: 65541, throughMount: 65541, asShown: 5 },
      gid: { onDisk: undefined, inInode: 65542, throughMount: 65542, asShown: 6 },
    });
  });

  prop(
    "is three look-ups, one after the other",
    [smallMappings(0, 0), fc.option(smallMappings(0, 0), { nil: undefined }), smallMappings(0, 0)],
    (filesystem, mount, reader) => {
      const namespace = (id: string, mappings: readonly IdMapping[]) =>
        createUserNamespace(initialNamespace(), { id, maps: { uid: idMap(mappings), gid: idMap([]) } });
      const superblock = { userNamespace: namespace("filesystem", filesystem) };
      const on = createMount({
        superblock,
        ...(mount === undefined ? {} : { idmap: { uid: idMap(mount), gid: idMap([]) } }),
      });
      const who = namespace("reader", reader);
      for (const uid of world(0)) {
        const inInode = down(filesystem, uid);
        const onDisk = inInode === undefined ? undefined : uid;
        const throughMount = mount === undefined ? inInode : down(mount, onDisk);
        const asShown = up(reader, throughMount) ?? 65534;
        const file = existingFile({ onDisk: { uid }, mode: 0, mount: on });
        expect(ownerNumbers(who, file).uid).toEqual({ onDisk, inInode, throughMount, asShown });
        expect(ownerSeenBy(who, file).uid).toBe(asShown);
      }
    },
  );
});

function down(mappings: readonly IdMapping[], id: number | undefined): number | undefined {
  if (id === undefined) return undefined;
  const found = mappings.find(({ containerId, size }) => id >= containerId && id < containerId + size);
  return found && found.hostId + (id - found.containerId);
}

function up(mappings: readonly IdMapping[], id: number | undefined): number | undefined {
  if (id === undefined) return undefined;
  const found = mappings.find(({ hostId, size }) => id >= hostId && id < hostId + size);
  return found && found.containerId + (id - found.hostId);
}
