import { describe, expect, it } from "vitest";
import { run, systemError } from "../run.ts";
import { audit, directory, FILES, type Pods, userns } from "./support.ts";

const LARGE = {
  config:
    "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nuserNamespaces: {idsPerPod: 1048576}\n",
  subid: "kubelet:1048576:115343360\n",
};
const LAST = userns(4294901760);
const DEFAULT = ["--account", "missing", "--kubelet-config", "config"];
const ENTRY = ["--subuid", "subid", "--subgid", "subid", "--kubelet-config", "config"];

interface Case {
  readonly name: string;
  readonly pods: Pods;
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly code: number;
  readonly outcome: string;
  readonly says?: string | null;
  /** The pods in the way; with a question mark, those that may be. */
  readonly inTheWay?: readonly string[];
  readonly codes?: readonly string[];
}

const NOT_READ = "warning release-not-read";

const cases: readonly Case[] = [
  {
    name: "starts with common pods",
    pods: { a: userns(65536), b: null },
    argv: [...DEFAULT, "--release", "1.34", "--upgrade-to", "1.36"],
    code: 0,
    outcome: "starts",
  },
  {
    name: "does not start where an idsPerPod was ignored",
    pods: { a: userns(5898240), b: null, c: userns(2097152) },
    argv: [...ENTRY, "--release", "1.34", "--upgrade-to", "v1.35.2"],
    files: LARGE,
    code: 1,
    outcome: "starts-not",
    says: 'record pod mappings for existing pod "a": wrong user namespace length 65536',
    inTheWay: ["a", "c"],
    codes: ["refused wrong-length", "warning ids-per-pod-honoured"],
  },
  {
    name: "starts where an idsPerPod was ignored and all is drained",
    pods: { b: null },
    argv: [...ENTRY, "--release", "1.34", "--upgrade-to", "1.35"],
    files: LARGE,
    code: 0,
    outcome: "starts",
    codes: ["warning ids-per-pod-honoured"],
  },
  {
    name: "does not start with the last slot on disk",
    pods: { a: userns(65536), last: LAST },
    argv: [...DEFAULT, "--release", "1.36", "--upgrade-to", "1.38"],
    code: 1,
    outcome: "starts-not",
    says: 'record pod mappings for existing pod "last": id 4294901760 is out of range',
    inTheWay: ["last"],
    codes: ["refused out-of-range", "warning pool-changes", NOT_READ],
  },
  {
    name: "is not decided where the release may have the fixes",
    pods: { a: userns(65536), last: LAST },
    argv: [...DEFAULT, "--release", "1.36", "--upgrade-to", "1.37"],
    code: 0,
    outcome: "undecided",
    inTheWay: ["last?"],
    codes: ["undecided fixes-not-known", "undecided out-of-range", "unsound last-slot", NOT_READ],
  },
  {
    name: "does not start with subordinate IDs that reach the last one",
    pods: { last: LAST },
    argv: [...ENTRY, "--release", "1.36", "--upgrade-to", "1.38"],
    files: { subid: "kubelet:65536:4294901760\n" },
    code: 1,
    outcome: "starts-not",
    codes: ["fails reaches-last-id", "unsound last-slot", NOT_READ],
  },
  {
    name: "starts where getsubids was missing",
    pods: {},
    argv: ["--no-getsubids", "--kubelet-config", "config", "--release", "1.36", "--upgrade-to", "1.38"],
    code: 0,
    outcome: "starts",
    codes: [NOT_READ],
  },
  {
    name: "starts on another pool where getent is missing",
    pods: { a: userns(65536) },
    argv: [...ENTRY, "--no-getent", "--release", "1.37", "--upgrade-to", "1.38"],
    code: 0,
    outcome: "starts",
    codes: ["warning pool-changes", NOT_READ],
  },
  {
    name: "is not decided where the account is not known and a range depends on it",
    pods: { last: LAST },
    argv: ["--kubelet-config", "config", "--release", "1.36", "--upgrade-to", "1.38"],
    code: 0,
    outcome: "undecided",
    inTheWay: ["last"],
    codes: ["undecided account-not-given", "undecided out-of-range", "warning pool-changes", NOT_READ],
  },
  {
    name: "is no answer where a file cannot be read",
    pods: { a: { userns: { kind: "unreadable", error: systemError("EACCES") } } },
    argv: [...DEFAULT, "--release", "1.35", "--upgrade-to", "1.36"],
    code: 2,
    outcome: "unreadable-files",
    codes: ["undecided file-unreadable"],
  },
  {
    name: "does not start with two pods of one range",
    pods: { a: userns(65536), b: userns(65536) },
    argv: [...DEFAULT, "--release", "1.35", "--upgrade-to", "1.36"],
    code: 1,
    outcome: "starts-not",
    says: 'record pod mappings for existing pod "b": range picked for pod "b" already taken',
    inTheWay: ["b"],
    codes: ["unsound duplicate-range"],
  },
];

describe("audit --upgrade-to", () => {
  it.each(cases)("$name", async ({ pods, argv, files = {}, code, outcome, says = null, inTheWay = [], codes = [] }) => {
    const answer = await audit(pods, argv, { files });
    const { upgrade, nextStart } = answer.document;
    expect([answer.code, answer.document.outcome, nextStart.says]).toEqual([code, outcome, says]);
    expect(upgrade?.inTheWay.map(({ podUid, certain }) => `${podUid}${certain ? "" : "?"}`)).toEqual(inTheWay);
    expect([...answer.codes].sort()).toEqual([...codes].sort());
  });

  it("names the release that it takes for the one that runs", async () => {
    const { document } = await audit({}, [...DEFAULT, "--upgrade-to", "1.37"]);
    expect(document.upgrade?.from).toBe("1.36");
    expect(document.findings.find(({ code }) => code === "release-not-given")?.why).toContain("and 1.36 is taken");
  });

  it("tells those together of which the same is said", async () => {
    const pods = { a: "{", b: "{", c: '{"uidMappings":1}', d: userns(4294836224), e: userns(4294770688) };
    const { document } = await audit(pods, [...ENTRY, "--release", "1.35", "--upgrade-to", "1.36"]);
    const refused = document.findings.filter(({ verdict }) => verdict === "refused");
    expect(refused.map(({ code, about }) => [code, about])).toEqual([
      ["file-invalid", ["pod a", "pod b"]],
      ["file-invalid", ["pod c"]],
      ["out-of-range", ["pod d", "pod e"]],
    ]);
  });

  it("has the pools of before and after, and the names of pods", async () => {
    const list = JSON.stringify({
      kind: "List",
      apiVersion: "v1",
      items: [
        {
          kind: "Pod",
          apiVersion: "v1",
          metadata: { namespace: "shop", name: "web", uid: "last" },
          spec: { containers: [{ name: "c" }] },
        },
      ],
    });
    const argv = [...DEFAULT, "--release", "1.36", "--upgrade-to", "1.38", "--pods", "list"];
    const { document } = await audit({ last: LAST }, argv, { files: { list } });
    expect(document).toMatchObject({ release: "1.38", evidence: "not read", pool: { slots: 65534 } });
    expect(document.upgrade).toMatchObject({ from: "1.36", poolBefore: { slots: 65535 } });
    expect(document.upgrade?.inTheWay).toEqual([
      { podUid: "last", name: "shop/web", code: "out-of-range", certain: true },
    ]);
  });

  const older: readonly (readonly [string, string])[] = [
    ["1.36", "1.36"],
    ["1.36", "1.34"],
  ];

  it.each(older)("from %s to %s is wrong use", async (from, to) => {
    const argv = ["audit", "--pods-dir", "pods", "--release", from, "--upgrade-to", to];
    expect(await run(argv, { files: FILES, directories: { pods: directory({}) } })).toEqual({
      code: 2,
      stdout: "",
      stderr: `userns-sim: --upgrade-to: ${to} is no newer than ${from}, the release that runs\n`,
    });
  });
});
