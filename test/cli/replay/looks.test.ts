import { describe, expect, it } from "vitest";
import { countLooks } from "../../../src/cli/replay/looks.ts";
import type { KubeletEvent } from "../../../src/core/kubelet/history/step.ts";
import { createKubelet, type Kubelet } from "../../../src/core/kubelet/manager/kubelet.ts";
import { openKubelet } from "../../../src/core/kubelet/manager/open-kubelet.ts";

const KUBELET = createKubelet({ release: "1.36" });
const MILLION = 1_000_000;
const directories: Kubelet = {
  ...KUBELET,
  pods: Array.from({ length: MILLION }, (_, i) => ({ podUid: String(i), kind: "no-file" })),
};
const slots: Kubelet = {
  ...KUBELET,
  started: true,
  manager: {
    off: 1,
    slots: MILLION,
    idsPerPod: 65536,
    used: Array.from({ length: MILLION }, (_, i) => i),
    usedBy: [],
    adopted: [],
  },
};
const start: KubeletEvent = { type: "start" };
const cleanup: KubeletEvent = { type: "cleanup", known: [] };
const create: KubeletEvent = { type: "create", podUid: "a" };

/** How many times the steps can be taken, up to seven, and why not once more. */
function timesOf(kubelet: Kubelet, steps: readonly (readonly [event: KubeletEvent, recorded?: unknown])[]): unknown {
  const looks = countLooks();
  const before = openKubelet(kubelet);
  for (let times = 0; times < 7; times++)
    for (const [event, recorded] of steps) {
      const tooMuch = looks(event, recorded, before);
      if (tooMuch !== undefined) return [times, tooMuch];
    }
  return "enough";
}

describe("what the steps of histories look at", () => {
  const TOO_MANY = "steps that look at more than 5000000 pods, all together";

  it.each([
    ["a start", directories, [[start]], [5, TOO_MANY]],
    ["a cleanup", slots, [[cleanup]], [5, TOO_MANY]],
    ["a start and a cleanup", slots, [[start], [cleanup]], [2, TOO_MANY]],
    ["a record of all pods", slots, [[create, { by: [] }]], [5, TOO_MANY]],
    ["a record of something else", slots, [[create, { by: null }]], "enough"],
    ["a create", directories, [[create]], "enough"],
  ] as const)("counts the pods of %s", (_, kubelet, steps, expected) => {
    expect(timesOf(kubelet, steps)).toEqual(expected);
  });

  const TOO_LONG = "steps that read more than 4194304 characters again, all together";
  const pod = (raw: string): Kubelet => ({ ...KUBELET, pods: [{ podUid: "a", kind: "file", raw }] });
  const mapping = '{"hostId":65536,"containerId":0,"length":65536}';
  const written = `{"uidMappings":[${mapping}],"gidMappings":[${mapping}]}`;

  it.each([
    ["a file", pod("x".repeat(MILLION)), [[start]], [5, TOO_LONG]],
    ["a file, by its pod", pod("x".repeat(MILLION)), [[start], [create]], [2, TOO_LONG]],
    ["a file, by another pod", pod("x".repeat(MILLION)), [[{ ...create, podUid: "b" }]], "enough"],
    ["a file of a kubelet", pod(written), Array.from({ length: 10_000 }, () => [start] as const), "enough"],
    [
      "much the same",
      pod(written.replace(",", ", ")),
      Array.from({ length: 10_000 }, () => [start] as const),
      [3, TOO_LONG],
    ],
    [
      "settings that each start brings along",
      KUBELET,
      Array.from({ length: 2 }, () => {
        const user = { kind: "lookup-fails", text: "x".repeat(MILLION) } as const;
        return [{ ...start, settings: { release: "1.36", kubeletUser: user } }] as const;
      }),
      [3, TOO_LONG],
    ],
  ] as const)("counts the characters that are read again of %s", (_, kubelet, steps, expected) => {
    expect(timesOf(kubelet, steps)).toEqual(expected);
  });
});
