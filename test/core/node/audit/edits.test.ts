import { describe, expect, it } from "vitest";
import { german } from "../../../../src/german.ts";
import { formatKubeletUserns } from "../../../../src/index.ts";
import { kubeletUser } from "../../../../src/kubelet.ts";
import { auditPods, checkUpgrade, explain, ownersOf, type PodOnDisk } from "../../../../src/node.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { compact } from "../../../support/compact.ts";
import { editMatrix } from "../support/edit-matrix.ts";
import { type Choices, chosenEdits } from "../support/edits.ts";

function raw(hostId: number, length = 65536): string {
  const mappings = [{ hostId, containerId: 0, length }];
  return formatKubeletUserns({ uidMappings: mappings, gidMappings: mappings });
}

function file(podUid: string, text: string): PodOnDisk {
  return { podUid, found: { kind: "file", raw: text } };
}

const sample = {
  files: [
    file("a", raw(131072)),
    file("b", raw(196608)),
    { podUid: "c", found: { kind: "no-file" } },
    file("d", raw(327680)),
  ] as readonly PodOnDisk[],
  settings: { release: "1.36", maxPods: 10, kubeletUser: kubeletUser(131072, 655360) },
  pods: ["a", "b", "c", "d"],
  to: "1.37",
};

type Sample = typeof sample;

const FOUND = {
  "no file": { kind: "no-file" },
  directory: { kind: "directory" },
  link: { kind: "symbolic-link" },
  special: { kind: "special" },
  "too large": { kind: "too-large" },
  "no pod": { kind: "no-pod" },
  "linked pod": { kind: "linked-pod" },
  unreadable: { kind: "unreadable", reason: "EACCES" },
  empty: { kind: "file", raw: "" },
  broken: { kind: "file", raw: "{" },
  "no map": { kind: "file", raw: "{}" },
  ...Object.fromEntries(
    (
      [
        [0],
        [65536],
        [131072],
        [131073],
        [196608],
        [262144],
        [327680],
        [720896],
        [786432],
        [4294901760],
        [131072, 1],
        [131072, 65535],
        [131072, 131072],
        [196608, 131072],
        [229376, 65536],
      ] as const
    ).map(([hostId, length]) => [
      `${hostId}${length === undefined ? "" : `:${length}`}`,
      { kind: "file", raw: raw(hostId, length) },
    ]),
  ),
  "two mappings": {
    kind: "file",
    raw: '{"uidMappings":[{"hostId":131072,"length":1},{"hostId":131073,"containerId":1,"length":1}],"gidMappings":[{"hostId":131072,"length":1}]}',
  },
  "other groups": {
    kind: "file",
    raw: '{"uidMappings":[{"hostId":131072,"length":65536}],"gidMappings":[{"hostId":196608,"length":65536}]}',
  },
  "not from 0": {
    kind: "file",
    raw: '{"uidMappings":[{"hostId":131072,"containerId":1,"length":65536}],"gidMappings":[{"hostId":131072,"containerId":1,"length":65536}]}',
  },
} as const;

const choices: Choices = {
  "files.0.found": FOUND,
  "files.1.found": FOUND,
  "files.1.podUid": ["c", "B\n"],
  "files.*": [ABSENT],
  pods: [ABSENT, [], ["a", "b"], ["a", "b", "c", "d", "e"]],
  "settings.release": ["1.25", "1.27", "1.28", "1.29", "1.30", "1.33", "1.37", "1.38"],
  "settings.maxPods": [9, 11],
  "settings.idsPerPod": [65536, 131072],
  "settings.kubeletUser": {
    absent: ABSENT,
    "no getsubids": { kind: "no-getsubids" },
    ...Object.fromEntries(
      [
        [65536, 720896],
        [196608, 655360],
        [131072, 720896],
        [131072, 589824],
        [4294311936, 655360],
      ].map(([start = 0, count = 0]) => [`${start}:${count}`, kubeletUser(start, count)]),
    ),
  },
  "settings.getent": [false],
  "settings.featureGates": [{ UserNamespacesSupport: true }, { UserNamespacesSupport: false }],
};

function both(said: Parameters<typeof explain>[0]): string {
  return `${explain(said)} / ${explain(said, german)}`;
}

function audited({ files, settings, pods }: Sample): readonly string[] {
  const options = pods === undefined ? {} : { pods };
  const { pool, nextStart, counts, findings, ranges } = auditPods(files, settings as never, options);
  const { outcome, dependsOn, error, says } = nextStart;
  return [
    `pool ${compact(pool)}`,
    `next start ${compact([outcome, dependsOn, error?.code, says])}`,
    `counts ${compact(counts)}`,
    `ranges ${ranges.map(({ podUid, hostId, length }) => `${podUid} ${hostId}:${length}`).join(", ")}`,
    ...findings.map(({ code, ...facts }) => {
      const { cause, ...others } = facts as { readonly cause?: { readonly code: string } };
      return `${code} ${compact({ ...others, cause: cause?.code })}`;
    }),
  ];
}

function upgraded({ files, settings, pods, to }: Sample): readonly string[] {
  const options = pods === undefined ? {} : { pods };
  const check = checkUpgrade(files, settings as never, to as never, options);
  const { poolBefore, next, inTheWay, changes, evidence } = check;
  return [
    `${evidence}, before ${compact(poolBefore)}, after ${compact(next.pool)}, ${next.nextStart.outcome}`,
    ...inTheWay.map(({ podUid, cause, isCertain }) => `in the way ${compact([podUid, cause.code, isCertain])}`),
    ...changes.map(both),
  ];
}

describe("a small change of a directory, or of the settings", () => {
  it("changes what an audit finds as the golden file says", async () => {
    const edits = chosenEdits(sample, choices);
    await expect(editMatrix(sample, edits, audited)).toMatchFileSnapshot("golden/audit.golden.txt");
  });

  it("changes what an audit finds where no kubelet starts", async () => {
    const edits = chosenEdits(sample, {
      "files.0.found": {
        ...FOUND,
        ...Object.fromEntries(
          [
            [4294901759, 65536],
            [4294967294, 1],
            [4294967295, 1],
          ].map(([hostId = 0, length = 0]) => [`${hostId}:${length}`, { kind: "file", raw: raw(hostId, length) }]),
        ),
      },
    });
    const settings = { ...sample.settings, kubeletUser: { kind: "no-getsubids" } } as never;
    const told = (each: Sample) => audited({ ...each, settings });
    await expect(editMatrix(sample, edits, told)).toMatchFileSnapshot("golden/audit-without-pool.golden.txt");
  });

  it("changes what an upgrade does as the golden file says", async () => {
    const edits = chosenEdits(sample, {
      ...choices,
      to: ["1.25", "1.28", "1.29", "1.30", "1.34", "1.35", "1.38"],
    });
    await expect(editMatrix(sample, edits, upgraded)).toMatchFileSnapshot("golden/upgrade.golden.txt");
  });

  it("changes whose an ID is as the golden file says", async () => {
    const edits = chosenEdits(sample.files, { "0.found": FOUND });
    const asked = [
      ...[131071, 131072, 131073, 196607, 196608, 4294901760].map((id) => id),
      { start: 131072, size: 1 },
      { start: 100000, size: 100000 },
      { start: 0, size: 4294967295 },
    ];
    const told = (files: readonly PodOnDisk[]) =>
      asked.flatMap((ids) => {
        const { owners, unread } = ownersOf(files, ids);
        return [
          ...owners.map(
            ({ podUid, maps, host, container }) =>
              `${compact(ids)}: ${podUid} ${maps} ${host.start}:${host.size} is ${container.start}:${container.size}`,
          ),
          ...(unread.length === 0 ? [] : [`${compact(ids)}: unread ${unread.join(" ")}`]),
        ];
      });
    await expect(editMatrix(sample.files, edits, told)).toMatchFileSnapshot("golden/owners.golden.txt");
  });
});

describe("pairs of pods that overlap", () => {
  /** So many pods with one range, and so many with another. */
  function pairsTold(ones: number, others: number): readonly number[] {
    const files = [
      ...Array.from({ length: ones }, (_, at) => file(`a${at}`, raw(131072))),
      ...Array.from({ length: others }, (_, at) => file(`b${at}`, raw(196608))),
    ];
    const { findings } = auditPods(files, { release: "1.36" });
    return ["duplicate-range", "more-overlaps"].map((code) => findings.filter((found) => found.code === code).length);
  }

  it("are told up to a thousand, and that there are more only where there are", () => {
    expect([pairsTold(45, 4), pairsTold(45, 5), pairsTold(46, 0)]).toEqual([
      [996, 0],
      [1000, 0],
      [1000, 1],
    ]);
  });
});
