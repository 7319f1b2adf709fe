import { describe, expect, it } from "vitest";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { existingFile } from "../../../../src/core/kernel/inode/file.ts";
import {
  containerRoot,
  coursePod,
  coursePool,
  errorOf,
  fileOf,
  firstIdFor,
  firstOf,
  hostPathSpec,
  podOf,
  processOf,
  reachOf,
  resultOf,
  runningKubelet,
  sure,
  usernsFileOf,
  withPods,
} from "../../../../src/core/lesson/course/worlds.ts";
import { createNode } from "../../../../src/core/node/node.ts";
import { err, ok, unwrap } from "../../../../src/core/result.ts";

const pods = [coursePod("a", hostPathSpec("/etc")), coursePod("h", { hostUsers: undefined })];
const node = unwrap(createNode({ pods, pool: coursePool() }));
const file = existingFile({ mode: 0o600 });

describe("the worlds of the course", () => {
  it("have pods with a range in the pool, and such on host users", () => {
    expect(podOf(node, "a").range?.size).toBe(65536);
    expect(podOf(node, "h").range).toBe(undefined);
    expect(podOf(node, "a").volumes[0]?.volume.hostPath).toBe("/etc");
    expect(() => podOf(node, "b")).toThrow("podOf: there is no pod b");
  });

  it("have root of a container as a node has it, with what a runtime leaves to it", () => {
    const { userNamespace } = podOf(node, "a");
    const { effective, permitted, bounding } = containerRoot(userNamespace);
    const placed = processOf(node, "a");
    expect({ effective, permitted, bounding }).toEqual({
      effective: placed.effective,
      permitted: placed.permitted,
      bounding: placed.bounding,
    });
    expect(effective).not.toBe(createProcess({ userNamespace }).effective);
  });

  it("have kubelets, whose pods have a range and a file that says so", () => {
    const kubelet = withPods(runningKubelet({ release: "1.36" }, { seed: 1 }), ["a"]);
    const first = unwrap(firstIdFor(kubelet, "a"));
    expect(JSON.parse(usernsFileOf(kubelet, "a"))).toMatchObject({ uidMappings: [{ hostId: first }] });
    expect(() => usernsFileOf(kubelet, "b")).toThrow(RangeError);
    expect(errorOf(firstIdFor(runningKubelet({ release: "1.30" }), "a")).code).toBe("gate-disabled");
    expect(() => firstIdFor(runningKubelet({ release: "1.25" }), "a")).toThrow("firstIdFor: a has no user namespace");
  });

  it("have what the kernel says to an escaped root", () => {
    expect(reachOf(node, "a")("walk", "/etc/shadow:read").errno).toBe("EACCES");
    expect(reachOf(node, "a")("idmapped", "/etc/shadow:read", "/etc").allowed).toBe(true);
    expect(() => reachOf(node, "a")("walk", "/etc/shadow:reed")).toThrow("cell-unknown");
  });

  it("say what they are not sure of", () => {
    expect(firstOf([1, 2])).toBe(1);
    expect(() => firstOf([])).toThrow(RangeError);
    expect([sure(0), sure("")]).toEqual([0, ""]);
    for (const nothing of [undefined, null]) expect(() => sure(nothing)).toThrow("sure: the world of the lesson lacks");
    expect(() => processOf(node, "a", "b")).toThrow(RangeError);
    expect(() => fileOf(node.host, "/etc/nothing")).toThrow(RangeError);
    expect(errorOf(err("refused"))).toBe("refused");
    expect(() => errorOf(ok(1))).toThrow("errorOf: nothing is wrong");
    expect(resultOf(openFile(createProcess(), file, "r"))).toBe(undefined);
    expect(() => resultOf(openFile(createProcess({ uid: 1, gid: 1 }), file, "r"))).toThrow("EACCES");
  });
});
