import { describe, expect, it } from "vitest";
import { audit, type Pods, userns } from "./support.ts";

const LAST = userns(4294901760);
const NO_ACCOUNT = ["--account", "missing", "--kubelet-config", "config"];
const ENTRY = ["--subuid", "mine", "--subgid", "mine", "--kubelet-config", "config"];
const WITHOUT = ["--no-getsubids", "--kubelet-config", "config"];

type Answer = readonly [code: number, outcome: string, says: string | null, ...codes: string[]];

const STARTS: Answer = [0, "starts", null];
const OPEN: Answer = [0, "undecided", null, "undecided fixes-not-known"];
const GONE = 'record pod mappings for existing pod "p": id 4294901760 is out of range';

/** What a directory and an account come to in 1.36, in 1.37, of which not all is known, and in 1.38. */
const cases: readonly (readonly [string, readonly string[], entry: string, Pods, Answer, Answer, Answer])[] = [
  ["the default pool", NO_ACCOUNT, "", { p: userns(65536) }, STARTS, STARTS, STARTS],
  [
    "the last slot on disk",
    NO_ACCOUNT,
    "",
    { p: LAST },
    [1, "starts", null, "unsound last-slot"],
    [1, "undecided", null, "undecided fixes-not-known", "unsound last-slot"],
    [1, "refused", GONE, "refused out-of-range"],
  ],
  [
    "no getsubids",
    WITHOUT,
    "",
    {},
    [
      1,
      "refused",
      'kubelet mappings: exec: "getsubids": executable file not found in $PATH',
      "fails getsubids-missing",
    ],
    OPEN,
    STARTS,
  ],
  [
    "an entry up to the last ID",
    ENTRY,
    "kubelet:65536:4294901760\n",
    {},
    STARTS,
    OPEN,
    [1, "refused", null, "fails reaches-last-id"],
  ],
  [
    "an entry past it",
    ENTRY,
    "kubelet:327680:4294836224\n",
    {},
    STARTS,
    OPEN,
    [1, "refused", null, "fails past-last-id"],
  ],
  [
    "no getent, and an entry elsewhere",
    [...ENTRY, "--no-getent"],
    "kubelet:65536:262144\n",
    { p: userns(6553600) },
    [1, "refused", 'record pod mappings for existing pod "p": id 6553600 is out of range', "refused out-of-range"],
    [1, "refused", 'record pod mappings for existing pod "p": id 6553600 is out of range', "refused out-of-range"],
    STARTS,
  ],
  [
    "no getent, and nothing said of the account",
    ["--no-getent", "--kubelet-config", "config"],
    "",
    {},
    [0, "undecided", null, "undecided account-not-given"],
    [0, "undecided", null, "undecided account-not-given"],
    STARTS,
  ],
];

describe("audit, of a release that nobody read", () => {
  it.each(cases)("tells of %s", async (_name, argv, entry, pods, ...answers) => {
    for (const [i, release] of ["1.36", "1.37", "1.38"].entries()) {
      const { code, document, codes } = await audit(pods, [...argv, "--release", release], { files: { mine: entry } });
      const { outcome, says } = document.nextStart;
      const told = codes.filter((each) => each !== "warning release-not-read");
      expect([code, outcome, says, ...told.sort()], release).toEqual(answers[i]);
      expect(codes.includes("warning release-not-read")).toBe(release !== "1.36");
    }
  });

  it("says what would stop it, and what helps", async () => {
    const { document } = await audit({ p: LAST }, [...NO_ACCOUNT, "--release", "1.37"]);
    const found = document.findings.find(({ code }) => code === "fixes-not-known");
    expect(found).toMatchObject({
      why: 'It depends on whether this 1.37 has the fixes of PR 141345 (last-slot, pool-wraps, missing-getsubids), of which nobody knows. What would stop it: The kubelet does not start because of the file userns of pod "p". The file of pod "p" names host ID 4294901760, which is outside the pool. Drain the node before changing that.',
      source: "kubernetes/kubernetes PR 141345",
    });
    expect(found?.fix).toContain("no pod left that has IDs above");
  });

  it("takes the settings that a newer kubelet has, and looks at none of them", async () => {
    const config =
      "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: 4\nmemoryThrottlingFactor: null\ndefaultPodSysctls:\n- name: net.ipv4.tcp_notsent_lowat\n  value: '16384'\n";
    const { code, document } = await audit(
      {},
      ["--account", "missing", "--kubelet-config", "config", "--release", "1.37"],
      {
        files: { config },
      },
    );
    expect([code, document.nextStart.outcome]).toEqual([0, "starts"]);
  });
});
