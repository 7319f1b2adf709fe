import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { checkFile } from "./check-document.ts";
import { type Tally, total } from "./outcome.ts";
import { vectorFiles } from "./vector-files.ts";

const VECTORS = fileURLToPath(new URL("vectors", import.meta.url));

const FORMS = fileURLToPath(new URL("forms", import.meta.url));

/** Rows that no model answers yet. A model that is added takes its lines out; nothing else may change here. */
const SKIPPED: Readonly<Record<string, number>> = {
  "alloc.incusIsolated": 9,
  "format.containerd": 2,
  "format.lxc": 2,
  "format.lxcFromMatches": 4,
  "format.newuidmapArgv": 2,
  "format.rangeList.cpuset": 2,
  "interval.adjoin of IDs below 0": 1,
  "interval.intersect of IDs below 0": 1,
  "interval.subtract of IDs below 0": 1,
  "map.fill": 1,
  "map.hostIdsIntersect.incus": 1,
  "map.insert.incus": 6,
  "map.insert.podman": 2,
  "map.insertMany.incus": 1,
  "map.intersects.incus": 5,
  "map.keepId": 4,
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
  "parse.rangeList.cpuset": 4,
  "validate.containerdImageVolume": 3,
};

function run(): ReadonlyMap<string, Tally> {
  return new Map(vectorFiles(VECTORS).map((file) => [file.slice(VECTORS.length + 1), checkFile(file)]));
}

describe("the committed vectors", () => {
  let tallies: ReadonlyMap<string, Tally> = new Map();
  beforeAll(() => {
    tallies = run();
  });

  it("agree with the library in every row that is answered", () => {
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
      "peers/cases.json.gz": 549,
    });
  });

  it("are skipped by these names only", () => {
    expect(Object.fromEntries(total([...tallies.values()]).skipped)).toEqual(SKIPPED);
  });
});

describe("the committed rows of forms", () => {
  it.each(vectorFiles(FORMS).map((file) => [file.slice(FORMS.length + 1), file]))("agree with %s", (_, file) => {
    expect(checkFile(file)).toMatchObject({ failures: [], skipped: new Map() });
  });
});
