import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkFile } from "./check-document.ts";
import { type Tally, total } from "./outcome.ts";
import { vectorFiles } from "./vector-files.ts";

const VECTORS = fileURLToPath(new URL("vectors", import.meta.url));

const FORMS = fileURLToPath(new URL("forms", import.meta.url));

/** Rows that no model answers yet. A model that is added takes its lines out; nothing else may change here. */
const SKIPPED: Readonly<Record<string, number>> = {
  "alloc.incusIsolated": 9,
  "buddy.new": 2,
  "format.containerd": 2,
  "format.lxc": 2,
  "format.lxcFromMatches": 4,
  "format.newuidmapArgv": 2,
  "format.rangeList.cpuset": 2,
  "interval.adjoin": 10,
  "interval.before": 20,
  "interval.encompass": 10,
  "interval.intersect": 10,
  "interval.isEmpty": 2,
  "interval.length": 2,
  "interval.subtract": 20,
  "map.containerIds with negative numbers": 2,
  "map.fill": 1,
  "map.firstHostOfContainer0": 3,
  "map.fromSubids": 1,
  "map.hostIds with negative numbers": 2,
  "map.hostIdsCoveredBy": 22,
  "map.hostIdsIntersect.incus": 1,
  "map.hostRoot.runc": 2,
  "map.insert.incus": 6,
  "map.insert.podman": 2,
  "map.insertMany.incus": 1,
  "map.intersects.incus": 5,
  "map.keepId": 4,
  "map.rootPair.containerd": 2,
  "map.rootPair.moby": 2,
  "map.rootPair.storage": 2,
  "map.split.incus": 2,
  "map.unshare": 9,
  "parse.crioAnnotation": 1,
  "parse.idmap.containerd": 6,
  "parse.idmap.containerdMount": 4,
  "parse.idmap.incusEntry": 4,
  "parse.idmap.incusRaw": 6,
  "parse.idmap.lxdRaw": 12,
  "parse.idmap.podman": 9,
  "parse.idmap.podmanAuto": 2,
  "parse.idmap.podmanMount": 4,
  "parse.idmap.podmanMountOption": 4,
  "parse.idmap.storage": 7,
  "parse.procMap.lxd": 4,
  "parse.range.shadow": 6,
  "parse.range.systemd": 15,
  "parse.rangeList.cpuset": 4,
  "parse.rangeList.nomadDenied": 6,
  "range.contains": 3,
  "set.take with negative numbers": 3,
  "subid.edit": 19,
  "subid.list": 2,
  "subid.newRange": 2,
  "subid.owners": 3,
  "subid.removeOwner": 2,
  "subid.shouldAssign": 2,
  "validate.containerdImageVolume": 3,
  "validate.deniedRanges": 2,
};

function run(): ReadonlyMap<string, Tally> {
  return new Map(vectorFiles(VECTORS).map((file) => [file.slice(VECTORS.length + 1), checkFile(file)]));
}

describe("the committed vectors", () => {
  it("agree with the library in every row that is answered", () => {
    const tallies = run();
    expect(total([...tallies.values()]).failures).toEqual([]);
    expect(Object.fromEntries(Array.from(tallies, ([file, { passed }]) => [file, passed]))).toEqual({
      "kernel/access.json.gz": 4340,
      "kernel/attributes.json.gz": 800,
      "kernel/entries.json.gz": 800,
      "kernel/layers.json.gz": 800,
      "kernel/lists.json.gz": 800,
      "kernel/live.json.gz": 6226,
      "kernel/mapwrite.json.gz": 2707,
      "kernel/programs.json.gz": 800,
      "kernel/ptrace.json.gz": 2060,
      "kernel/setid.json.gz": 4460,
      "kernel/signal.json.gz": 1800,
      "kernel/sticky.json.gz": 800,
      "kernel/translate.json.gz": 10849,
      "kernel/types.json.gz": 800,
      "kubelet/admission-cases.json.gz": 36,
      "kubelet/getsubids-cases.json.gz": 71,
      "kubelet/idsperpod-cases.json.gz": 78,
      "kubelet/make-manager-cases.json.gz": 815,
      "kubelet/mappings-file-cases.json.gz": 90,
      "kubelet/traces-legacy.json.gz": 46,
      "kubelet/traces.json.gz": 245,
      "peers/cases.json.gz": 373,
    });
  });

  it("are skipped by these names only", () => {
    expect(Object.fromEntries(total([...run().values()]).skipped)).toEqual(SKIPPED);
  });
});

describe("the committed rows of forms", () => {
  it.each(vectorFiles(FORMS).map((file) => [file.slice(FORMS.length + 1), file]))("agree with %s", (_, file) => {
    expect(checkFile(file)).toMatchObject({ failures: [], skipped: new Map() });
  });
});
