import { describe, expect, it } from "vitest";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { existingFile } from "../../../../src/core/kernel/inode/file.ts";
import {
  coursePod,
  coursePool,
  firstOf,
  hostPathSpec,
  podOf,
  reachOf,
  resultOf,
} from "../../../../src/core/lesson/course/worlds.ts";
import { createNode } from "../../../../src/core/node/node.ts";
import { unwrap } from "../../../../src/core/result.ts";

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

  it("have what the kernel says to an escaped root", () => {
    expect(reachOf(node, "a")("walk", "/etc/shadow:read").errno).toBe("EACCES");
    expect(reachOf(node, "a")("idmapped", "/etc/shadow:read", "/etc").allowed).toBe(true);
    expect(() => reachOf(node, "a")("walk", "/etc/shadow:reed")).toThrow("cell-unknown");
  });

  it("say what they are not sure of", () => {
    expect(firstOf([1, 2])).toBe(1);
    expect(() => firstOf([])).toThrow(RangeError);
    expect(resultOf(openFile(createProcess(), file, "r"))).toBe(undefined);
    expect(() => resultOf(openFile(createProcess({ uid: 1, gid: 1 }), file, "r"))).toThrow("EACCES");
  });
});
