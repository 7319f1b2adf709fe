import { expect, it } from "vitest";
import {
  checkCriUserns,
  createKubelet,
  defectsMet,
  type Kubelet,
  type KubeletEvent,
  kubeletPool,
  parseKernel,
  parsePolicy,
  parseRuntime,
  readGetsubids,
  replay,
  step,
} from "../../../../src/kubelet.ts";
import { misuseOf } from "../../../support/misuse-of.ts";
import { running, small } from "../support/kubelets.ts";

const EVENTS: readonly KubeletEvent[] = [
  { type: "start", settings: { release: "1.36", maxPods: 2 } },
  { type: "create", podUid: "a", hostUsers: false, handler: "", draw: 1 },
  { type: "create", podUid: "a", hostUsers: "unset", draw: 1, writeError: "no" },
  { type: "release", podUid: "a" },
  { type: "cleanup", known: ["a"], running: ["b"] },
  { type: "write-file", podUid: "a", raw: "" },
  { type: "delete-file", podUid: "a" },
  { type: "make-directory", podUid: "a" },
  { type: "remove-directory", podUid: "a" },
  { type: "file-becomes-directory", podUid: "a" },
  { type: "directory-becomes-file", podUid: "a" },
  { type: "remove-pods-directory" },
];

it("each edit of what is given is taken or told in the words of the golden file", async () => {
  const kubelet: Kubelet = running();
  const events = Object.fromEntries(
    EVENTS.map((event, i) => [`${i} step`, { args: [event], call: (given: never) => step(kubelet, given).outcome }]),
  );
  const userns = { mode: "POD", uids: [{ containerId: 0, hostId: 1, size: 1 }], gids: [] };
  const text = misuseOf({
    ...events,
    replay: { args: [[{ type: "release", podUid: "a" }]], call: (given: never) => replay(kubelet, given) },
    defectsMet: { args: [[{ type: "release", podUid: "a" }]], call: (given: never) => defectsMet(kubelet, given) },
    createKubelet: { args: [small(), { fixes: ["last-slot"], seed: 1, pods: [] }], call: createKubelet },
    kubeletPool: { args: [small(), ["last-slot"]], call: kubeletPool },
    checkCriUserns: { args: [userns, userns], call: checkCriUserns },
    readGetsubids: { args: ["0: kubelet 65536 65536"], call: readGetsubids },
    parseKernel: { args: ["6.8"], call: parseKernel },
    parseRuntime: { args: ["runc@1.2.3"], call: parseRuntime },
    parsePolicy: { args: ["baseline"], call: parsePolicy },
  });
  await expect(text).toMatchFileSnapshot("golden/misuse.golden.txt");
});
