import { expect, it } from "vitest";
import {
  FILESYSTEM_TABLE,
  type KernelFacts,
  layerMappability,
  mappability,
} from "../../../../src/core/kubelet/runtime/filesystems.ts";
import {
  hasFix,
  newestPatch,
  RUNTIME_FIXES,
  type RuntimeFixName,
  versionWithFix,
} from "../../../../src/core/kubelet/runtime/runtime-fixes.ts";
import {
  formatVersion,
  isAtLeast,
  newestOf,
  reached,
  releaseOf,
} from "../../../../src/core/kubelet/runtime/version.ts";

const VERSIONS = [
  [1, 7],
  [1, 7, 29],
  [2, 0],
  [2, 0, 6],
  [2, 0, 7, -1],
  [2, 0, 7],
  [2, 1],
  [2, 1, 4],
  [2, 1, 5],
  [2, 1, 7],
  [2, 2, -1],
  [2, 2],
  [2, 2, 1],
  [2, 2, 2],
  [2, 3, -1],
  [2, 3],
  [2, 3, 3],
  [2, 3, 4],
  [2, 4, -1],
  [2, 4],
  [2, 4, 0],
  [3, 0],
];

it("each version of a runtime has the fixes of the golden file", async () => {
  const fixes = [...new Set(RUNTIME_FIXES.map(({ fix }) => fix)), "other" as RuntimeFixName];
  const lines = ["containerd", "cri-o"].flatMap((name) =>
    VERSIONS.map((version) => {
      const told = fixes.map((fix) => {
        const has = hasFix({ name, version }, fix);
        const needed = "changedIn" in has ? ` ${formatVersion(has.changedIn)}` : "";
        return `${fix} ${has.answer}${needed}, from ${formatVersion(versionWithFix({ name, version }, fix))} on`;
      });
      return `${name} ${formatVersion(version)}: ${told.join("; ")}; newest patch ${formatVersion(newestPatch({ name, version }))}`;
    }),
  );
  await expect(lines.join("\n")).toMatchFileSnapshot("golden/fixes.golden.txt");
});

it("versions are compared number by number", async () => {
  const rows = VERSIONS.map((version) => {
    const letters = VERSIONS.map((other) => {
      const answer = reached(version, other);
      expect(isAtLeast(version, other)).toBe(answer === "yes");
      expect(newestOf([version], other)).toBe(answer === "yes" ? version : other);
      return { yes: "+", no: "-", "pre-release": "p", "hangs-on-patch": "h" }[answer];
    });
    return `${letters.join("")} ${formatVersion(version)}, released as ${formatVersion(releaseOf(version))}`;
  });
  await expect(rows.join("\n")).toMatchFileSnapshot("golden/versions.golden.txt");
});

const LETTERS = {
  yes: "+",
  no: "-",
  "not-named": "n",
  "depends-on-kernel": "k",
  "depends-on-backports": "b",
  "depends-on-daemon": "d",
  "not-known": "?",
} as const;

it("each filesystem is mapped by the kernels of the golden file", async () => {
  const kernels = [undefined, [5, 4], [5, 11], [5, 12], [5, 14], [5, 15], [5, 18], [5, 19], [6, 1], [6, 2]];
  const later = [
    [6, 3],
    [6, 6],
    [6, 7],
    [6, 8],
    [6, 9],
    [6, 10],
    [6, 11],
    [6, 12],
    [7, 0],
  ];
  const facts: readonly KernelFacts[] = [
    ...[...kernels, ...later].map((kernel) => (kernel === undefined ? {} : { kernel })),
    { kernelDistribution: "el9" },
    { kernelDistribution: "el9", kernel: [6, 12] },
    { kernelDistribution: "fc40", kernel: [6, 12] },
    { idmappable: [] },
    { idmappable: ["ext4", "fuse", "nfs", "overlay", "strange"], kernel: [5, 4] },
    { idmappable: ["fuse.sshfs"], kernelDistribution: "el9" },
  ];
  const types = [
    ...FILESYSTEM_TABLE.map(({ type }) => type),
    "fuseblk",
    "fuse.sshfs",
    "fuse",
    "fusexblk",
    "strange",
    "",
  ];
  const row = (name: string, answers: readonly ReturnType<typeof mappability>[]): string => {
    const sinces = new Set(answers.flatMap(({ since }) => (since === undefined ? [] : [formatVersion(since)])));
    return `${answers.map(({ answer }) => LETTERS[answer]).join("")} ${name} ${[...sinces].join()}`;
  };
  const lines = [
    ...facts.map((given, i) => `${"|".repeat(i)}${JSON.stringify(given)}`),
    ...types.map((type) =>
      row(
        type,
        facts.map((given) => mappability(type, given)),
      ),
    ),
    row("the layers of an overlay", facts.map(layerMappability)),
    "",
    ...Object.entries(LETTERS).map(([answer, letter]) => `${letter} ${answer}`),
  ];
  await expect(lines.join("\n")).toMatchFileSnapshot("golden/mappable.golden.txt");
});
