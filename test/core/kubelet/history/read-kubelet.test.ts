import { describe, expect, it } from "vitest";
import { releaseRange } from "../../../../src/core/releases/releases.ts";
import { expectationEnglish } from "../../../../src/core/shape/english.ts";
import { createKubelet, DEFECT_NAMES, type Kubelet, kubeletUser, readKubelet, step } from "../../../../src/kubelet.ts";
import { prop } from "../../../support/prop.ts";
import { eventsOf, plans, settingsOf } from "../support/histories.ts";
import { kubeletAfter, running, small, written } from "../support/kubelets.ts";

const FULL: Kubelet = {
  ...kubeletAfter(
    { ...small(), kubeletUser: kubeletUser(131072, 196608) },
    [
      { type: "write-file", podUid: "old", raw: written(65536) },
      { type: "start" },
      { type: "create", podUid: "a", draw: 0 },
      { type: "make-directory", podUid: "b" },
      { type: "file-becomes-directory", podUid: "c" },
      { type: "directory-becomes-file", podUid: "d" },
    ],
    ["start-refused"],
  ),
  random: 7,
};

/** Two pods whose memory names one slot. */
const TWINS = ["a", "b"].map((podUid) => ({ podUid, hostId: 131072, length: 65536 }));

/** What is said about a kubelet in which one place was changed. */
function faultOf(path: string, value: unknown): readonly [string, string] | undefined {
  const copy = JSON.parse(JSON.stringify(FULL)) as Record<string, unknown>;
  const keys = path.split(".");
  const last = String(keys.pop());
  const holder = keys.reduce((inner, key) => inner[key] as Record<string, unknown>, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  const read = readKubelet(copy);
  if (read.ok) return undefined;
  const { error } = read;
  return [error.path, error.code === "mistyped" ? expectationEnglish(error.expected) : "no such field"];
}

describe("readKubelet", () => {
  prop("gives back every kubelet of every history", [plans(12)], (steps) => {
    for (const settings of settingsOf("1.31")) {
      let kubelet = createKubelet(settings, { fixes: DEFECT_NAMES, seed: 1 });
      for (const event of eventsOf(kubelet, steps)) kubelet = step(kubelet, event).kubelet;
      expect(readKubelet(JSON.parse(JSON.stringify(kubelet)))).toEqual({ ok: true, value: kubelet });
    }
  });

  it("gives back kubelets with every setting, and shares nothing with what it was given", () => {
    const run = { output: "x" };
    for (const kubeletUser of [
      { kind: "no-account" },
      { kind: "lookup-fails", text: "no" },
      { kind: "no-getsubids" },
      { kind: "getsubids", uids: run, gids: { failure: "exit status 1" } },
    ] as const) {
      const settings = {
        release: "1.36",
        featureGates: { ProcMountType: true },
        maxPods: -1,
        idsPerPod: 2 ** 63,
        kubeletUser,
        runtimeHandlers: [{ name: "crun", supportsUserNamespaces: true }],
        rootDirectory: "/k",
        skipConfigurationCheck: true,
      } as const;
      const kubelet = createKubelet(settings);
      const read = readKubelet(kubelet);
      expect(read).toEqual({ ok: true, value: kubelet });
      expect(read.ok && read.value).not.toBe(kubelet);
    }
    expect(readKubelet(FULL)).toEqual({ ok: true, value: FULL });
    expect(readKubelet({ ...FULL, pods: null, random: null })).toMatchObject({ ok: true });
  });

  const uint32 = "an integer from 0 to 4294967295";
  const flag = "true or false";
  const order = "pods in the order of their UIDs, each once";
  const slots = "slots in ascending order, those of all pods among them";

  it.each([
    ["settings", undefined, "settings", "an object"],
    ["settings", [], "settings", "an object"],
    ["settings", null, "settings", "an object"],
    ["extra", 1, "extra", "no such field"],
    ["settings.release", "1.24", "settings.release", `a release from ${releaseRange()}`],
    ["settings.featureGates", 5, "settings.featureGates", "an object"],
    ["settings.featureGates.Other", 1, "settings.featureGates.Other", flag],
    ["settings.maxPods", 2147483648, "settings.maxPods", "an integer from -2147483648 to 2147483647"],
    ["settings.maxPods", -2147483649, "settings.maxPods", "an integer from -2147483648 to 2147483647"],
    ["settings.maxPods", null, "settings.maxPods", "an integer from -2147483648 to 2147483647"],
    ["settings.idsPerPod", 1.5, "settings.idsPerPod", "an integer from -9223372036854776000 to 9223372036854776000"],
    [
      "settings.idsPerPod",
      2 ** 64,
      "settings.idsPerPod",
      "an integer from -9223372036854776000 to 9223372036854776000",
    ],
    [
      "settings.kubeletUser",
      { kind: "toString" },
      "settings.kubeletUser.kind",
      "no-account, lookup-fails, no-getsubids or getsubids",
    ],
    ["settings.kubeletUser", 1, "settings.kubeletUser.kind", "no-account, lookup-fails, no-getsubids or getsubids"],
    ["settings.kubeletUser", null, "settings.kubeletUser.kind", "no-account, lookup-fails, no-getsubids or getsubids"],
    ["settings.kubeletUser", { kind: "lookup-fails" }, "settings.kubeletUser.text", "a string"],
    ["settings.kubeletUser.uids", { output: 1 }, "settings.kubeletUser.uids.output", "a string"],
    ["settings.kubeletUser.gids", { failure: 1 }, "settings.kubeletUser.gids.failure", "a string"],
    ["settings.kubeletUser.gids", null, "settings.kubeletUser.gids", "an object"],
    ["settings.kubeletUser.gids", "x", "settings.kubeletUser.gids", "an object"],
    ["settings.runtimeHandlers", {}, "settings.runtimeHandlers", "an array"],
    ["settings.runtimeHandlers", [{ name: "" }], "settings.runtimeHandlers[0].supportsUserNamespaces", flag],
    ["settings.runtimeHandlers", [{ supportsUserNamespaces: true }], "settings.runtimeHandlers[0].name", "a string"],
    ["settings.rootDirectory", 1, "settings.rootDirectory", "a string"],
    ["settings.skipConfigurationCheck", 1, "settings.skipConfigurationCheck", flag],
    ["settings.constructor", 1, "settings.constructor", "no such field"],
    ["fixes", ["last-slot", "nope"], "fixes[1]", "the name of a known defect"],
    ["random", -1, "random", uint32],
    ["random", 4294967296, "random", uint32],
    ["random", "7", "random", uint32],
    ["pods.0.kind", "nope", "pods[0].kind", "no-file, file, directory-for-file or file-for-directory"],
    ["pods.0.raw", 1, "pods[0].raw", "a string"],
    ["pods.0.podUid", 1, "pods[0].podUid", "a string"],
    ["pods.1.podUid", 1, "pods[1].podUid", "a string"],
    ["pods.2.podUid", 1, "pods[2].podUid", "a string"],
    ["pods.3.podUid", 1, "pods[3].podUid", "a string"],
    ["pods.1.raw", "x", "pods[1].raw", "no such field"],
    ["pods.1.podUid", "a", "pods", order],
    ["pods.0.podUid", "z", "pods", order],
    ["started", 1, "started", flag],
    ["started", false, "", "no manager in a kubelet that does not run"],
    ["manager.off", 65537, "manager.off", "an integer from 0 to 65536"],
    ["manager.slots", -1, "manager.slots", "an integer from 0 to 65536"],
    ["manager.idsPerPod", 0, "manager.idsPerPod", "an integer from 1 to 4294967295"],
    ["manager.used", [65536], "manager.used[0]", "an integer from 0 to 65535"],
    ["manager.used", [0, 3], "manager", slots],
    ["manager.used", [0, 0], "manager", slots],
    ["manager.used", [1], "manager", slots],
    ["manager.usedBy", 1, "manager.usedBy", "an array"],
    ["manager.usedBy.0.hostId", 4294967296, "manager.usedBy[0].hostId", uint32],
    ["manager.usedBy.0.length", -1, "manager.usedBy[0].length", uint32],
    ["manager.usedBy.0.podUid", null, "manager.usedBy[0].podUid", "a string"],
    ["manager.adopted.0.hostId", 262144, "manager", slots],
    ["manager.usedBy", TWINS, "manager", slots],
    ["sandboxes.0.hostId", 0.5, "sandboxes[0].hostId", uint32],
    ["sandboxes", undefined, "sandboxes", "an array"],
  ] as const)("refuses %s = %j", (path, value, where, expected) => {
    expect(faultOf(path, value)).toEqual([where, expected]);
  });

  it("needs every field", () => {
    for (const field of ["settings", "fixes", "random", "pods", "started", "manager", "sandboxes"])
      expect(faultOf(field, undefined)?.[0]).toBe(field);
    for (const field of ["off", "slots", "idsPerPod", "used", "usedBy", "adopted"])
      expect(faultOf(`manager.${field}`, undefined)?.[0]).toBe(`manager.${field}`);
    expect(faultOf("settings.maxPods", undefined)).toBeUndefined();
  });

  it("throws nothing, whatever it is given", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no");
        },
      },
    );
    const hostile = {
      ...running(),
      get pods(): never {
        throw new Error("no");
      },
    };
    for (const value of [undefined, null, 1, "x", [], () => 1, 1n, Symbol("x"), cycle, trap, hostile])
      expect(readKubelet(value)).toEqual({
        ok: false,
        error: { code: "mistyped", path: "", expected: { kind: "object" } },
      });
  });
});
