import { describe, expect, it } from "vitest";
import { type KubeletEvent, replay, step } from "../../../../src/core/kubelet/history/step.ts";
import { createKubelet } from "../../../../src/core/kubelet/manager/kubelet.ts";

const stopped = createKubelet({ release: "1.36" }, { seed: 1 });
const started = step(stopped, { type: "start" }).kubelet;

describe.each([
  ["has not started", stopped],
  ["has started", started],
])("an event of a kubelet that %s", (_what, kubelet) => {
  it.each<[object, string]>([
    [{ type: "create", podUid: "a", draw: -1 }, "expected draw from 0 to 4294967295, got -1"],
    [{ type: "create", podUid: "a", draw: "1" }, 'expected draw to be an integer, got "1"'],
    [{ type: "create", podUid: "a", hostUsers: "yes" }, 'expected hostUsers to be true, false or "unset", got "yes"'],
    [{ type: "create", podUid: "a", handler: 5 }, "expected handler to be a string, got 5"],
    [{ type: "create", podUid: "a", writeError: true }, "expected writeError to be a string, got a boolean"],
    [{ type: "cleanup" }, "expected known to be an array of UIDs, got undefined"],
    [{ type: "cleanup", known: "a" }, 'expected known to be an array of UIDs, got "a"'],
    [{ type: "cleanup", known: [5] }, "expected each of known to be a string, got 5"],
    [{ type: "cleanup", known: [], running: "a" }, 'expected running to be an array of UIDs, got "a"'],
    [{ type: "write-file", podUid: "a" }, "expected raw to be a string, got undefined"],
    [{ type: "write-file", podUid: "a", raw: {} }, "expected raw to be a string, got an object"],
  ])("is looked at as a whole: %j", (event, says) => {
    expect(() => step(kubelet, event as KubeletEvent)).toThrow(`step: ${says}`);
    expect(() => replay(kubelet, [event as KubeletEvent])).toThrow(`replay: ${says}`);
  });
});
