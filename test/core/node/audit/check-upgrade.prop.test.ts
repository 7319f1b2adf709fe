import fc from "fast-check";
import { describe, expect } from "vitest";
import type { PodEntry } from "../../../../src/core/kubelet/disk/disk.ts";
import { possibleStarts } from "../../../../src/core/kubelet/history/possible-starts.ts";
import { type KubeletSettings, kubeletUser } from "../../../../src/core/kubelet/settings/settings.ts";
import { checkUpgrade } from "../../../../src/core/node/audit/check-upgrade.ts";
import type { PodOnDisk } from "../../../../src/core/node/audit/pod-on-disk.ts";
import { RELEASES } from "../../../../src/core/releases/releases.ts";
import { prop } from "../../../support/prop.ts";

const range = fc
  .record({
    hostId: fc.constantFrom(65536, 131072, 196608, 65537, 4294836224, 4294901760),
    length: fc.constantFrom(65536, 131072),
  })
  .map(({ hostId, length }) => {
    const mappings = [{ hostId, containerId: 0, length }];
    return JSON.stringify({ uidMappings: mappings, gidMappings: mappings });
  });

const found: fc.Arbitrary<PodOnDisk["found"]> = fc.oneof(
  { weight: 6, arbitrary: range.map((raw) => ({ kind: "file", raw }) as const) },
  { weight: 1, arbitrary: fc.constantFrom("", "{").map((raw) => ({ kind: "file", raw }) as const) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: "no-file" } as const, { kind: "directory" } as const) },
);

const files = fc
  .array(found, { maxLength: 7 })
  .map((all) => all.map((each, i): PodOnDisk => ({ podUid: `p${i}`, found: each })));

const settings = fc.constantFrom<Omit<KubeletSettings, "release">>(
  {},
  { idsPerPod: 131072 },
  { maxPods: 2, kubeletUser: kubeletUser(65536, 131072) },
  { maxPods: 1, kubeletUser: kubeletUser(131072, 4294836224) },
  { kubeletUser: { kind: "no-getsubids" } },
);

/** Starts again and again, and drains at each the pod that the kubelet names; `undefined` where that does not help. */
function drained(all: readonly PodOnDisk[], after: KubeletSettings, world: number): ReadonlySet<string> | undefined {
  const gone = new Set<string>();
  for (;;) {
    const pods = all.flatMap(({ podUid, found: is }): readonly PodEntry[] => {
      if (gone.has(podUid)) return [];
      if (is.kind === "file") return [{ podUid, kind: "file", raw: is.raw } as const];
      return [{ podUid, kind: is.kind === "directory" ? "directory-for-file" : "no-file" } as const];
    });
    const start = possibleStarts(after, pods)[world];
    if (start === undefined || start.ok) return gone;
    if (start.error.code !== "pod-not-recorded") return undefined;
    gone.add(start.error.podUid);
  }
}

describe("the pods in the way of an upgrade", () => {
  prop(
    "are those that the kubelet names, one start after the other",
    [files, settings, fc.constantFrom(...RELEASES), fc.constantFrom(...RELEASES)],
    (all, given, from, to) => {
      const gate = to < "1.28" ? "UserNamespacesStatelessPodsSupport" : "UserNamespacesSupport";
      const before = { release: from, ...given, featureGates: { [gate]: true } };
      const { inTheWay, next } = checkUpgrade(all, before, to);
      const after = { ...before, release: to };
      const worlds = possibleStarts(after).map((_, world) => drained(all, after, world) ?? new Set<string>());
      const expected = all
        .filter(({ podUid }) => worlds.some((world) => world.has(podUid)))
        .map(({ podUid }) => [podUid, worlds.every((world) => world.has(podUid))]);
      expect(inTheWay.map(({ podUid, isCertain }) => [podUid, isCertain])).toEqual(expected);
      if (next.nextStart.outcome === "starts") expect(inTheWay).toEqual([]);
    },
  );
});
