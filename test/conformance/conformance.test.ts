import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { whySkipped } from "./answers/peers/unanswered.ts";
import { checkFile } from "./check-document.ts";
import { type Tally, total } from "./outcome.ts";
import { vectorFiles } from "./vector-files.ts";

const VECTORS = fileURLToPath(new URL("vectors", import.meta.url));

const FORMS = fileURLToPath(new URL("forms", import.meta.url));

/** Rows that nothing answers, and why. A model that is added takes its lines out; nothing else may change here. */
const SKIPPED: Readonly<Record<string, readonly [rows: number, why: string]>> = {
  "alloc.incusIsolated": [9, "no strategy places as Incus does"],
  "format.rangeList.cpuset": [2, "processors, no IDs"],
  "interval.adjoin of IDs below 0": [1, "IDs begin at 0"],
  "interval.intersect of IDs below 0": [1, "IDs begin at 0"],
  "interval.subtract of IDs below 0": [1, "IDs begin at 0"],
  "parse.crioAnnotation": [1, "an annotation of CRI-O alone, which makes no map by itself"],
  "parse.rangeList.cpuset": [4, "processors, no IDs"],
  "validate.containerdImageVolume": [3, "image volumes of containerd are not modelled"],
};

function run(): ReadonlyMap<string, Tally> {
  return new Map(vectorFiles(VECTORS).map((file) => [file.slice(VECTORS.length + 1), checkFile(file)]));
}

describe("the committed vectors", () => {
  let tallies: ReadonlyMap<string, Tally> = new Map();
  beforeAll(() => {
    tallies = run();
  }, 120_000);

  it("agree with the library in every row that is answered", () => {
    expect(total([...tallies.values()]).failures).toEqual([]);
    expect(Object.fromEntries(Array.from(tallies, ([file, { passed }]) => [file, passed]))).toEqual({
      "kernel/access.json.gz": 4340,
      "kernel/live-files.json.gz": 5600,
      "kernel/live.json.gz": 9355,
      "kernel/mapwrite.json.gz": 2707,
      "kernel/ptrace.json.gz": 2060,
      "kernel/setid.json.gz": 4460,
      "kernel/signal.json.gz": 1800,
      "kernel/translate.json.gz": 10849,
      "kubelet/admission-cases.json.gz": 36,
      "kubelet/getsubids-cases.json.gz": 71,
      "kubelet/idsperpod-cases.json.gz": 78,
      "kubelet/make-manager-cases.json.gz": 815,
      "kubelet/mappings-file-cases.json.gz": 90,
      "kubelet/traces-legacy.json.gz": 46,
      "kubelet/traces.json.gz": 245,
      "peers/cases.json.gz": 652,
    });
  });

  it("are skipped by these names only, each for a reason", () => {
    const { skipped } = total([...tallies.values()]);
    const lines = Array.from(skipped, ([name, rows]) => [name, [rows, whySkipped(name)]] as const);
    expect(Object.fromEntries(lines)).toEqual(SKIPPED);
  });
});

describe("the committed rows of forms", () => {
  it.each(vectorFiles(FORMS).map((file) => [file.slice(FORMS.length + 1), file]))("agree with %s", (_, file) => {
    expect(checkFile(file)).toMatchObject({ failures: [], skipped: new Map() });
  });
});
