import { describe, expect, it } from "vitest";
import { type CreateEvent, type Kubelet, kubeletUser, type Release, step } from "../../../../src/kubelet.ts";
import { frozen, kubeletAfter, running, small, written } from "../support/kubelets.ts";

const CREATE: CreateEvent = { type: "create", podUid: "a", draw: 0 };

function textOf(kubelet: Kubelet, event: CreateEvent = CREATE): string | undefined {
  const { outcome } = step(kubelet, event);
  return outcome.ok || !("text" in outcome.error) ? undefined : outcome.error.text;
}

function pod(hostId: number, size = 65536) {
  return { ok: true, value: { mode: "POD", mapping: { containerId: 0, hostId, size } } };
}

describe("create, a new pod", () => {
  it("takes a slot, writes the file and starts the sandbox", () => {
    const before = frozen(running());
    const range = { podUid: "a", hostId: 196608, length: 65536 };
    expect(step(before, { type: "create", podUid: "a", draw: 2 })).toEqual({
      kubelet: {
        ...before,
        pods: [{ podUid: "a", kind: "file", raw: written(196608) }],
        manager: { off: 1, slots: 4, idsPerPod: 65536, used: [2], usedBy: [range], adopted: [] },
        sandboxes: [range],
      },
      outcome: pod(196608),
      draws: [2],
    });
  });

  it("takes the next free slot after a used one, around the end", () => {
    const full = running("1.36", [
      { type: "create", podUid: "a", draw: 3 },
      { type: "create", podUid: "b", draw: 0 },
    ]);
    expect(step(full, { type: "create", podUid: "c", draw: 3 })).toMatchObject({ outcome: pod(131072), draws: [3] });
  });

  it("draws by itself from a seed, and goes on from the state", () => {
    const seeded = { ...running(), random: 7 };
    const first = step(seeded, { type: "create", podUid: "a" });
    expect(first.draws).toHaveLength(1);
    expect(first.kubelet.random).not.toBe(7);
    expect(step(seeded, { type: "create", podUid: "a" })).toEqual(first);
    const second = step(first.kubelet, { type: "create", podUid: "b" });
    expect(second.kubelet.random).not.toBe(first.kubelet.random);
  });

  it("uses a draw of the event before its seed, which stays", () => {
    const { kubelet, draws } = step({ ...running(), random: 7 }, { type: "create", podUid: "a", draw: 1 });
    expect([kubelet.random, draws]).toEqual([7, [1]]);
  });

  it("throws when it needs a draw and has none, or one that cannot be drawn", () => {
    expect(() => step(running(), { type: "create", podUid: "a" })).toThrow(
      new TypeError(
        "step: expected the draw of the event, which a kubelet without a seed needs, to be an integer, got undefined",
      ),
    );
    expect(() => step(running(), { type: "create", podUid: "a", draw: 4 })).toThrow(
      new RangeError("step: expected the draw of the event, which a kubelet without a seed needs, from 0 to 3, got 4"),
    );
  });

  it("does not draw when every slot is in use", () => {
    const full = running(
      "1.36",
      ["a", "b", "c", "d"].map((podUid) => ({ type: "create", podUid, draw: 0 })),
    );
    expect(step(full, { type: "create", podUid: "e" })).toEqual({
      kubelet: { ...full, pods: [...(full.pods ?? []), { podUid: "e", kind: "no-file" }] },
      outcome: {
        ok: false,
        error: {
          code: "pool-exhausted",
          slots: 4,
          text: "create user namespace: could not find an empty slot to allocate a user namespace",
        },
      },
      draws: [],
    });
  });

  it("takes the lowest slot in 1.25, without a draw, and leaves the reserved ones", () => {
    const first = step(running("1.25"), { type: "create", podUid: "a" });
    expect(first).toMatchObject({ outcome: pod(131072), draws: [], kubelet: { random: null } });
    expect(step(first.kubelet, { type: "create", podUid: "b" })).toMatchObject({ outcome: pod(196608) });
    expect(step(running("1.26"), { ...CREATE, draw: 1 })).toMatchObject({ outcome: pod(131072), draws: [1] });
    expect(step(running("1.27"), CREATE)).toMatchObject({ outcome: pod(65536), draws: [0] });
  });

  it("gives the last slot of the default pool, whose sandbox the kernel refuses", () => {
    const { kubeletUser: _, ...settings } = small();
    const { kubelet, outcome } = step(kubeletAfter(settings, [{ type: "start" }]), { ...CREATE, draw: 65534 });
    expect(outcome).toEqual(pod(4294901760));
    expect(kubelet.sandboxes).toEqual([]);
    expect(kubelet.manager?.usedBy).toHaveLength(1);
    const below = step(kubeletAfter(settings, [{ type: "start" }]), { ...CREATE, draw: 65533 });
    expect(below.kubelet.sandboxes).toHaveLength(1);
  });

  it("wraps past 2^32, down to the root of the host", () => {
    const settings = { ...small(), kubeletUser: kubeletUser(4294901760, 131072) };
    const { kubelet, outcome } = step(kubeletAfter(settings, [{ type: "start" }]), { ...CREATE, draw: 1 });
    expect(outcome).toEqual(pod(0));
    expect(kubelet.sandboxes).toEqual([{ podUid: "a", hostId: 0, length: 65536 }]);
  });

  it("counts at most 1024 pods before 1.30", () => {
    const many = Array.from(
      { length: 1024 },
      (_, draw) => ({ type: "create", podUid: `q${draw}`, draw: draw + 1 }) as const,
    );
    const full = running("1.29", many);
    const refusal = {
      code: "pod-limit",
      limit: 1024,
      count: 1024,
      text: "limit on count of pods with user namespaces exceeded (limit is 1024, current pods with userns: 1024)",
    };
    expect(step(full, { type: "create", podUid: "more" })).toMatchObject({ outcome: { error: refusal }, draws: [] });
    const file = step(full, { type: "write-file", podUid: "more", raw: written(4294901760) }).kubelet;
    expect(step(file, { type: "create", podUid: "more" }).outcome).toEqual({ ok: false, error: refusal });
    const room = step(file, { type: "release", podUid: "q0" }).kubelet;
    expect(step(room, { type: "create", podUid: "more" }).outcome).toEqual(pod(4294901760));
  });
});

describe("create, a pod with a file", () => {
  it("gives what the file says and remembers it", () => {
    const before = running("1.36", [{ type: "write-file", podUid: "a", raw: written(131072) }]);
    const { kubelet, outcome, draws } = step(before, CREATE);
    const range = { podUid: "a", hostId: 131072, length: 65536 };
    expect([outcome, draws]).toEqual([pod(131072), []]);
    expect(kubelet.manager).toMatchObject({ used: [1], usedBy: [range] });
    expect(kubelet.sandboxes).toEqual([range]);
  });

  it("answers the same again, and changes nothing", () => {
    const once = running("1.36", [CREATE]);
    expect(step(once, CREATE)).toEqual({ kubelet: once, outcome: pod(65536), draws: [] });
  });

  it("keeps the map of a sandbox that runs, whatever is given later", () => {
    const twice = running("1.36", [CREATE, { type: "delete-file", podUid: "a" }, { ...CREATE, draw: 2 }]);
    expect(twice.sandboxes).toEqual([{ podUid: "a", hostId: 65536, length: 65536 }]);
    expect(twice.manager?.usedBy).toEqual([{ podUid: "a", hostId: 196608, length: 65536 }]);
  });

  it("takes 0 bytes for no file, and blanks for a broken one", () => {
    const empty = running("1.36", [{ type: "write-file", podUid: "a", raw: "" }]);
    expect(step(empty, CREATE).draws).toEqual([0]);
    const blank = running("1.36", [{ type: "write-file", podUid: "a", raw: " " }]);
    expect(step(blank, CREATE).outcome).toMatchObject({
      error: {
        code: "file-invalid",
        podUid: "a",
        text: "user namespace: invalid user namespace mappings file: line 1, column 2: invalid-json",
        cause: { form: "kubelet-userns" },
      },
    });
  });

  it("refuses what no kubelet writes", () => {
    const file = (raw: string) => {
      const { outcome } = step(running("1.36", [{ type: "write-file", podUid: "a", raw }]), CREATE);
      return outcome.ok ? outcome.value : outcome.error;
    };
    const one = '[{"hostId":131072,"length":65536}]';
    const two = '[{"hostId":131072,"length":65536},{}]';
    const say = (code: string, text: string) => ({
      code,
      podUid: "a",
      text: `user namespace: invalid user namespace configuration: ${text}`,
    });
    const notOne = say("not-one-mapping", "no more than one mapping allowed.");
    expect(file("{}")).toEqual(notOne);
    expect(file(`{"uidMappings":${two},"gidMappings":${two}}`)).toEqual(notOne);
    const notLike = say("gids-not-like-uids", "GID and UID mappings should be identical.");
    expect(file(`{"uidMappings":${one}}`)).toEqual(notLike);
    expect(file(`{"uidMappings":${one},"gidMappings":${two}}`)).toEqual(notLike);
    const differ = say("mappings-differ", "GID and UID mapping should be identical");
    for (const other of [
      '"hostId":65536,"length":65536',
      '"hostId":131072,"length":1',
      '"hostId":131072,"length":65536,"containerId":1',
    ])
      expect(file(`{"uidMappings":${one},"gidMappings":[{${other}}]}`)).toEqual(differ);
    const shifted = '[{"hostId":131072,"length":65536,"containerId":1}]';
    expect(file(`{"uidMappings":${shifted},"gidMappings":${shifted}}`)).toEqual(
      say("root-not-mapped", "UID 0 must be mapped"),
    );
  });

  it("reads a file that was written otherwise as the same", () => {
    const raw = ` ${written(131072).toUpperCase()}\n`;
    expect(step(running("1.36", [{ type: "write-file", podUid: "a", raw }]), CREATE).outcome).toEqual(pod(131072));
  });

  it.each([4294967296, 99999999999])("refuses the number %i in the form that a kubelet writes", (number) => {
    for (const raw of [written(number), written(65536, number)])
      expect(step(running("1.36", [{ type: "write-file", podUid: "a", raw }]), CREATE).outcome).toMatchObject({
        error: { code: "file-invalid" },
      });
  });

  it("refuses a range that cannot be the pod's, with its facts", () => {
    const other = running("1.36", [{ type: "create", podUid: "b", draw: 1 }, CREATE]);
    const file = (hostId: number, length = 65536) => {
      const { outcome } = step(step(other, { type: "write-file", podUid: "c", raw: written(hostId, length) }).kubelet, {
        type: "create",
        podUid: "c",
      });
      return outcome.ok ? outcome.value : outcome.error;
    };
    const say = (code: string, hostId: number, length: number, text: string) => ({
      code,
      podUid: "c",
      hostId,
      length,
      text: `user namespace: ${text}`,
    });
    expect(file(131073, 1)).toEqual(say("wrong-length", 131073, 1, "wrong user namespace length 1"));
    expect(file(131073)).toEqual(say("wrong-offset", 131073, 65536, "wrong user namespace offset specified 131073"));
    expect(file(0)).toEqual(say("out-of-range", 0, 65536, "id 0 is out of range"));
    expect(file(327680)).toEqual(say("out-of-range", 327680, 65536, "id 327680 is out of range"));
    expect(file(131072)).toEqual(say("already-taken", 131072, 65536, 'range picked for pod "c" already taken'));
    expect(file(262144)).toMatchObject({ mode: "POD" });
    const moved = step(other, { type: "write-file", podUid: "a", raw: written(262144) }).kubelet;
    expect(step(moved, CREATE)).toEqual({
      kubelet: moved,
      outcome: {
        ok: false,
        error: {
          code: "different-range",
          podUid: "a",
          hostId: 262144,
          length: 65536,
          text: 'user namespace: different user namespace range already used by pod "a"',
        },
      },
      draws: [],
    });
  });

  it("says less before 1.30", () => {
    const texts = (release: Release) => [
      textOf(running(release, [{ type: "write-file", podUid: "a", raw: written(65537) }])),
      textOf(running(release, [{ type: "write-file", podUid: "a", raw: "{" }])),
      textOf(running(release, [{ type: "directory-becomes-file", podUid: "a" }])),
      textOf(running(release), { ...CREATE, draw: 5, writeError: "disk full" }),
    ];
    expect(texts("1.29")).toEqual([
      "wrong user namespace offset specified 65537",
      "can't parse file: line 1, column 2: invalid-json",
      "mkdir /k/pods/a: not a directory",
      "disk full",
    ]);
    expect(textOf(running("1.30"), { ...CREATE, writeError: "disk full" })).toBe("create user namespace: disk full");
  });
});

describe("create, when the disk is in the way", () => {
  it("makes the directory of the pod even when it then fails", () => {
    const bare = running("1.36", [{ type: "remove-pods-directory" }]);
    const failed = step(bare, { ...CREATE, writeError: "disk full" });
    expect(failed).toEqual({
      kubelet: { ...bare, pods: [{ podUid: "a", kind: "no-file" }] },
      outcome: { ok: false, error: { code: "write-failed", podUid: "a", text: "create user namespace: disk full" } },
      draws: [0],
    });
  });

  it("forgets the first slot of a pod when the second cannot be written", () => {
    const lost = running("1.36", [CREATE, { type: "delete-file", podUid: "a" }]);
    const { kubelet } = step(lost, { ...CREATE, draw: 2, writeError: "disk full" });
    expect(kubelet.manager).toMatchObject({ used: [0], usedBy: [] });
  });

  it("does not write what is there", () => {
    const once = running("1.36", [CREATE]);
    expect(step(once, { ...CREATE, writeError: "disk full" })).toEqual({
      kubelet: once,
      outcome: pod(65536),
      draws: [],
    });
  });

  it("crashes when it takes back a slot that wrapped", () => {
    const settings = { ...small(), kubeletUser: kubeletUser(4294901760, 131072) };
    const started = kubeletAfter(settings, [{ type: "start" }]);
    const { kubelet, outcome, draws } = step(started, { ...CREATE, draw: 1, writeError: "disk full" });
    expect([outcome, draws]).toEqual([{ ok: false, error: { code: "panic", text: "negative bit index" } }, [1]]);
    expect(kubelet.manager).toMatchObject({ used: [1], usedBy: [] });
  });

  it("stops at a directory in the place of the file, and at a file in the place of the directory", () => {
    const directory = running("1.36", [{ type: "file-becomes-directory", podUid: "a" }]);
    expect(step(directory, CREATE)).toEqual({
      kubelet: directory,
      outcome: {
        ok: false,
        error: { code: "is-a-directory", podUid: "a", text: "read /k/pods/a/userns: is a directory" },
      },
      draws: [],
    });
    const file = running("1.36", [{ type: "directory-becomes-file", podUid: "a" }]);
    expect(step(file, CREATE)).toEqual({
      kubelet: file,
      outcome: {
        ok: false,
        error: {
          code: "not-a-directory",
          podUid: "a",
          text: "create user namespace store: mkdir /k/pods/a: not a directory",
        },
      },
      draws: [],
    });
    const { rootDirectory: _, ...settings } = small();
    const root = kubeletAfter(settings, [{ type: "start" }, { type: "file-becomes-directory", podUid: "a" }]);
    expect(textOf(root)).toBe("read /var/lib/kubelet/pods/a/userns: is a directory");
  });
});

describe("create, a pod in the namespace of the node", () => {
  it("needs nothing, and gets the mode NODE", () => {
    for (const release of ["1.25", "1.36"] as const)
      for (const hostUsers of [true, "unset"] as const) {
        const kubelet = running(release, [{ type: "file-becomes-directory", podUid: "a" }]);
        expect(step(kubelet, { type: "create", podUid: "a", hostUsers, handler: "nope" })).toEqual({
          kubelet,
          outcome: { ok: true, value: { mode: "NODE" } },
          draws: [],
        });
      }
    expect(step(running(), { ...CREATE, hostUsers: false }).outcome).toEqual(pod(65536));
  });

  it("gets nothing while the gate is off, and may not ask since 1.30", () => {
    const answers = (release: Release) => {
      const kubelet = kubeletAfter({ ...small(release), featureGates: {} }, [{ type: "start" }]);
      return [false, true, "unset" as const].map((hostUsers) => {
        const { outcome } = step(kubelet, { ...CREATE, hostUsers });
        return outcome.ok ? outcome.value : outcome.error;
      });
    };
    expect(answers("1.29")).toEqual([null, null, null]);
    const refusal = {
      code: "gate-disabled",
      gate: "UserNamespacesSupport",
      text: 'the feature gate "UserNamespacesSupport" is disabled: can\'t set spec.HostUsers',
    };
    expect(answers("1.30")).toEqual([refusal, refusal, null]);
  });
});

describe("create, with a runtime handler", () => {
  const handlers = [
    { name: "", supportsUserNamespaces: true },
    { name: "crun", supportsUserNamespaces: true },
    { name: "kata", supportsUserNamespaces: false },
  ];
  const ask = (runtimeHandlers: typeof handlers | undefined, handler?: string, release: Release = "1.36") => {
    const settings = { ...small(release), ...(runtimeHandlers && { runtimeHandlers }) };
    const { outcome } = step(kubeletAfter(settings, [{ type: "start" }]), {
      ...CREATE,
      ...(handler !== undefined && { handler }),
    });
    return outcome.ok ? "POD" : outcome.error;
  };

  it("needs one that supports user namespaces", () => {
    expect([ask(handlers), ask(handlers, "crun"), ask(undefined, "")]).toEqual(["POD", "POD", "POD"]);
    expect(ask(handlers, "kata")).toEqual({
      code: "handler-unsupported",
      handler: "kata",
      text: 'can\'t set `spec.hostUsers: false`, RuntimeClass handler "kata" does not support user namespaces',
    });
    expect(ask(undefined, "crun")).toEqual({
      code: "handler-unknown",
      handler: "crun",
      text: 'can\'t set `spec.hostUsers: false`, RuntimeClass handler "crun" does not support user namespaces: the handler "crun" is not known',
    });
  });

  it("knows an old runtime by its reporting none", () => {
    expect(ask([])).toEqual({
      code: "handler-unsupported",
      handler: "",
      text: "can't set `spec.hostUsers: false`, runtime does not support user namespaces",
    });
    expect(ask([], "crun")).toMatchObject({ code: "handler-unsupported" });
  });

  it("is not asked before 1.30", () => {
    expect(ask([], "crun", "1.27")).toBe("POD");
  });
});
