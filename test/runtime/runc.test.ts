import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type IdRange, parseOciConfig, podIdMap, toHost, unwrap } from "../../src/index.ts";
import { createFile, existingFile, initialNamespace, processStatus, showIdMap, statFile } from "../../src/kernel.ts";
import { ociConfig } from "../../src/kubelet.ts";
import { type Bundle, createBundle, type OciUser, putFile, writeConfig } from "./support/bundle.ts";
import { compileProbe, type Program } from "./support/compile.ts";
import { type Container, runContainer } from "./support/container.ts";
import { namespaceOf, placePods, processOf } from "./support/pods.ts";
import { obstacle, warnSkipped } from "./support/tools.ts";
import { tryRunc } from "./support/try-runc.ts";

const ROOT: OciUser = { uid: 0, gid: 0, additionalGids: [] };
const USER: OciUser = { uid: 1000, gid: 3000, additionalGids: [2000, 65535] };

describe("a pod that runc runs", () => {
  let probe: Program | undefined;
  let reason: string | undefined;

  beforeAll(async () => {
    reason = obstacle("runc", "gcc");
    if (reason === undefined) {
      probe = compileProbe();
      reason = await tryRunc(probe.path);
    }
    if (reason !== undefined) warnSkipped("the tests that run pods with runc", reason);
  });

  afterAll(() => probe?.remove());

  beforeEach(({ skip }) => skip(reason !== undefined, reason));

  const users: readonly (readonly [string, OciUser])[] = [
    ["its root", ROOT],
    ["a user of its own", USER],
  ];

  it.each(users)("has the IDs of the model as %s", async (_who, user) => {
    const [, range] = placePods();
    const process = processOf(namespaceOf(range), user);
    const inside = processStatus(process, process.userNamespace);
    const outside = processStatus(process, initialNamespace());
    await inPod(range, user, ({ pid, said, complaints }) => {
      expect(complaints).toBe("");
      expect(said).toMatchObject({
        uids: inside.uids.slice(0, 3),
        gids: inside.gids.slice(0, 3),
        groups: inside.groups,
      });
      expect(statusOf(pid)).toEqual(outside);
    });
  });

  it.each(users)("has the maps of the model as %s", async (_who, user) => {
    const [, range] = placePods();
    const namespace = namespaceOf(range);
    const host = initialNamespace();
    await inPod(range, user, ({ pid, said }) => {
      for (const kind of ["uid", "gid"] as const) {
        expect(said[`${kind}_map`]).toEqual(numbers(showIdMap(namespace, namespace, kind)));
        expect(readFileSync(`/proc/${pid}/${kind}_map`, "utf8")).toBe(showIdMap(namespace, host, kind));
      }
    });
  });

  it.each(users)("creates files with the owner of the model as %s", async (_who, user) => {
    const [, range] = placePods();
    const process = processOf(namespaceOf(range), user);
    const made = createFile(process, existingFile({ type: "directory", mode: 0o777 }), 0o644).value;
    if (made === undefined) throw new Error("the model lets nobody create a file there");
    await inPod(range, user, ({ said }, { data }) => {
      expect(said["made"]).toEqual(ownerOf(statFile(process, made).value));
      expect(ownerOf(statSync(join(data, "made")))).toEqual(ownerOf(made));
    });
  });

  it("shows a file of the host as the overflow ID, and a file of its range as its own", async () => {
    const [range] = placePods();
    const process = processOf(namespaceOf(range), ROOT);
    const ofPod = existingFile({ uid: range.start + 5, gid: range.start + 7, mode: 0o644 });
    expect(ownerOf(statFile(process, existingFile({ mode: 0o644 })).value)).toEqual([65534, 65534]);
    expect(ownerOf(statFile(process, ofPod).value)).toEqual([5, 7]);
    await inPod(range, ROOT, ({ said }) => {
      expect(said).toMatchObject({ "of-host": [65534, 65534], "of-pod": [5, 7] });
    });
  });

  it("does not get a user that its range does not have", async () => {
    const [range] = placePods();
    expect(toHost(podIdMap(range).uid, 65536)).toBeUndefined();
    // runc before 1.2, and since.
    await expect(inPod(range, { ...ROOT, uid: 65536 }, () => undefined)).rejects.toThrow(
      /cannot set uid to unmapped user in user namespace|cannot setuid to unmapped uid 65536 in user namespace/,
    );
  });

  it("is another user on the host than the same user of a pod that runs beside it", async () => {
    const [first, second] = placePods();
    await inPod(first, USER, (one) =>
      inPod(second, USER, (other) => {
        const [a] = statusOf(one.pid).uids;
        const [b] = statusOf(other.pid).uids;
        expect([a, b]).toEqual([first.start + 1000, second.start + 1000]);
      }),
    );
  });

  /** Runs a pod, asks about it, and leaves nothing behind. */
  async function inPod(
    range: IdRange,
    user: OciUser,
    ask: (container: Container, bundle: Bundle) => void | Promise<void>,
  ): Promise<void> {
    const bundle = createBundle(String(probe?.path));
    try {
      putFile(bundle, "of-host", 0, 0);
      putFile(bundle, "of-pod", range.start + 5, range.start + 7);
      const config = ociConfig(range, [{ source: bundle.data, destination: "/data", mapped: false }]);
      expect(JSON.stringify(unwrap(parseOciConfig(config)))).toBe(JSON.stringify(podIdMap(range)));
      writeConfig(bundle, config, user);
      const container = await runContainer(bundle, `userns-sim-${range.start}`);
      try {
        await ask(container, bundle);
      } finally {
        await container.end();
      }
    } finally {
      bundle.remove();
    }
  }
});

/** The IDs of a process as the host sees them. */
function statusOf(pid: number): Record<"uids" | "gids" | "groups", readonly number[]> {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const line = (name: string): readonly number[] => numbers(new RegExp(`^${name}:(.*)$`, "m").exec(status)?.[1] ?? "");
  return { uids: line("Uid"), gids: line("Gid"), groups: line("Groups") };
}

function ownerOf(file: { readonly uid: number; readonly gid: number } | undefined): readonly number[] {
  return file === undefined ? [] : [file.uid, file.gid];
}

function numbers(text: string): readonly number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}
