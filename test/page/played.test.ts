import * as fc from "fast-check";
import { rangeSources } from "userns-sim/node";
import { describe, expect, it } from "vitest";
import * as changes from "../../docs/page/state/play/changes.ts";
import { DEFAULTS, EXAMPLE, LIMITS, type Play } from "../../docs/page/state/play/play.ts";
import { createPlayer, played } from "../../docs/page/state/play/played.ts";
import type { Played } from "../../docs/page/state/play/shown.ts";
import { anyPlay, PODS } from "./support/plays.ts";

const CREATE_C = { type: "create", pod: "c", like: "default_b" } as const;

function following(play: Play, ...events: Play["events"]): Play {
  return { ...play, events, position: events.length };
}

function says({ why }: Played): readonly string[] {
  return why.says.map(({ en }) => en);
}

describe("what is shown of the example", () => {
  const shown = played(EXAMPLE);

  it("has two pods in two slots of the page's pool", () => {
    expect(shown.faults).toEqual([]);
    expect(shown.pool).toEqual({ start: 65_536, idsPerPod: 65_536, slots: 110 });
    expect(shown.pods.map(({ label, state, shares }) => [label, state, shares])).toEqual([
      ["a", "runs", []],
      ["b", "runs", []],
    ]);
    expect(shown.slots?.taken.map(({ slot, label }) => [slot, label])).toEqual(
      shown.pods.map(({ slot, label }) => [slot, label]),
    );
  });

  it("has an escape that reaches no other pod", () => {
    expect(shown.escape.chosen?.label).toBe("a/main");
    expect(shown.escape.from.map(({ label }) => label)).toEqual(["a/main", "b/main"]);
    expect(shown.escape.pods.map(({ label, withUserns, of, beyond }) => [label, withUserns, of, beyond])).toEqual([
      ["b", 0, 19, false],
    ]);
    expect(shown.escape.host.find(({ name }) => name === "/etc/passwd")?.cells[0]).toEqual({
      cell: "/etc/passwd:read",
      operation: "read",
      withUserns: { allowed: true, errno: null },
      withoutUserns: { allowed: true, errno: null },
      beyond: false,
      disputed: false,
    });
  });

  it("explains the cell with the sources of its rules", () => {
    expect(shown.why.title).toBe("/etc/shadow:read");
    const [with_, without, stranger] = shown.why.decisions;
    expect([with_?.errno, without?.allowed, stranger?.errno]).toEqual(["EACCES", true, "EACCES"]);
    expect(with_?.lines.filter(({ decides }) => decides).map(({ text }) => text)).toEqual([
      { en: expect.stringContaining("has no mapping there"), de: expect.any(String) },
    ]);
    expect(with_?.lines.every(({ sources }) => sources.every(({ source }) => source !== ""))).toBe(true);
  });
});

describe("events", () => {
  it("give a running pod's range away, and name the defect", () => {
    const play = { ...EXAMPLE, pool: "65536:131072" };
    const events = [{ type: "remove-directory", pod: "default_a" }, { type: "cleanup" }, CREATE_C] as const;
    const shown = played(following(play, ...events));
    expect(shown.pods.map(({ label, shares }) => [label, shares])).toEqual([
      ["a", ["c"]],
      ["b", []],
      ["c", ["default_a"]],
    ]);
    expect(shown.timeline.defects.map(({ name, at }) => [name, at])).toEqual([["running-range-given-away", [3]]]);
    expect(shown.escape.pods.map(({ label, beyond }) => [label, beyond])).toEqual([
      ["b", false],
      ["c", true],
    ]);
    const mended = played({ ...following(play, ...events), fixes: ["running-range-given-away"] });
    expect(mended.timeline.defects).toEqual([]);
    expect(mended.pods.map(({ state }) => state)).toEqual(["runs", "runs", "refused"]);
    expect(mended.timeline.events.map(({ outcome }) => outcome)).toEqual(["ok", "ok", "ok", "refused"]);
  });

  it("leak a slot, which is then nobody's", () => {
    const lost = following(EXAMPLE, { type: "delete-file", pod: "default_a" }, { type: "create", pod: "default_a" });
    const shown = played(lost);
    expect(shown.timeline.leaked).toHaveLength(1);
    const [slot = -1] = shown.timeline.leaked;
    expect(says(played(changes.selectSlot(slot, shown)(lost)))).toContain(
      "To the kubelet it is in use, and no pod's: it has leaked.",
    );
  });

  it("crash the kubelet, while the pods run on", () => {
    const shown = played(following(EXAMPLE, { type: "crash" }, CREATE_C));
    expect(shown.pods.map(({ state }) => state)).toEqual(["runs", "runs", "refused"]);
    expect(shown.pods[2]?.says?.en).toContain("not running");
    const again = played(following(EXAMPLE, { type: "crash" }, CREATE_C, { type: "restart" }, CREATE_C));
    expect(again.pods.map(({ state }) => state)).toEqual(["runs", "runs", "runs"]);
  });

  it("end pods, and free their slots", () => {
    const shown = played(following(EXAMPLE, { type: "release", pod: "default_a" }));
    expect(shown.pods.map(({ state, slot }) => [state, slot === null])).toEqual([
      ["gone", true],
      ["runs", false],
    ]);
    expect(shown.escape.chosen?.label).toBe("b/main");
  });

  it("that have not happened change nothing, and are told", () => {
    const play = { ...following(EXAMPLE, { type: "release", pod: "default_a" }), position: 0 };
    const shown = played(play);
    expect(shown.pods).toEqual(played(EXAMPLE).pods);
    expect(shown.timeline.events.map(({ outcome, text }) => [outcome, text.en])).toEqual([
      ["ok", "2 pods are placed"],
      ["later", "a ends"],
    ]);
  });

  it("keep what an allocator remembers, over a restart", () => {
    const play = { ...EXAMPLE, strategy: "first-fit" as const };
    const shown = played(following(play, { type: "release", pod: "default_a" }, { type: "restart" }, CREATE_C));
    expect(shown.pods.map(({ label, state, slot }) => [label, state, slot])).toEqual([
      ["a", "gone", null],
      ["b", "runs", 1],
      ["c", "runs", 0],
    ]);
  });

  it("are at most as many pods as a play may have", () => {
    const many = Array.from({ length: 260 }, (_, i) => ({ ...CREATE_C, pod: `c-${i}` }));
    const shown = played({ ...following(EXAMPLE, ...many), strategy: "first-fit", pool: "" });
    expect(shown.pods).toHaveLength(LIMITS.pods);
    expect(shown.timeline.events.at(-1)?.says[0]?.en).toBe("More than 250 pods.");
  });
});

describe("settings", () => {
  it.each<[Partial<Play>, string, string]>([
    [{ pool: "no pool" }, "pool", ":7208960"],
    [{ pool: "1:2:3:4" }, "pool", ":7208960"],
    [{ pool: "65536:5000000000" }, "pool", "4294967295"],
    [{ pool: "0:65536" }, "pool", "65536"],
    [{ pool: "65536:100000" }, "pool", "100000"],
    [{ release: "1.28" }, "pool", "1.28"],
    [{ release: "1.33", idsPerPod: 131_072, pool: "131072:1310720" }, "idsPerPod", "131072"],
    [{ idsPerPod: 1 }, "idsPerPod", "7208960"],
    [{ idsPerPod: 131_072 }, "idsPerPod", "131072"],
    [{ strategy: "first-fit", idsPerPod: 1 }, "idsPerPod", "4194304"],
    [{ idsPerPod: 1_000, pool: "no pool" }, "pool", ":7208960"],
    [{ gate: "off" }, "gate", "UserNamespacesSupport"],
    [{ pool: "", strategy: "first-fit", idsPerPod: 1 }, "idsPerPod", "1024"],
  ])("%j: says what would be right", (settings, place, text) => {
    const shown = played({ ...EXAMPLE, ...settings });
    expect(shown.faults.map((fault) => fault.place)).toEqual([place]);
    for (const words of Object.values(shown.faults[0]?.says ?? {})) expect(words).toContain(text);
    expect(shown.pods.map(({ state }) => state)).toEqual(["refused", "refused"]);
  });

  it("turn the gate on where the release has it off", () => {
    expect(played({ ...EXAMPLE, release: "1.31" }).pods.map(({ state }) => state)).toEqual(["refused", "refused"]);
    expect(played({ ...EXAMPLE, release: "1.31", gate: "on" }).pods.map(({ state }) => state)).toEqual([
      "runs",
      "runs",
    ]);
    expect(played({ ...EXAMPLE, release: "1.28", pool: "" }).pods.map(({ state }) => state)).toEqual(["host", "host"]);
  });

  it.each([
    ["1.25", 131072, 65534],
    ["1.28", 65536, 65535],
  ] as const)("have no slot that a kubelet of %s never gives", (release, start, slots) => {
    const play: Play = { ...EXAMPLE, release, gate: "on", pool: "" };
    const shown = played(play);
    expect(shown.pool).toEqual({ start, slots, idsPerPod: 65536 });
    const lost = following(play, { type: "delete-file", pod: "default_a" }, { type: "create", pod: "default_a" });
    const range = shown.pods[0]?.range;
    expect(played(lost).timeline.leaked).toEqual([((range?.start ?? 0) - start) / 65536]);
  });

  it.each(rangeSources().filter((name) => name !== "by-index"))("%s runs the example", (strategy) => {
    const shown = played({ ...EXAMPLE, strategy });
    expect(shown.pods.map(({ state }) => state)).toEqual(
      strategy === "host-users" ? ["host", "host"] : ["runs", "runs"],
    );
    const together = ["shared-range", "overlapping-ranges"].includes(strategy);
    expect(shown.pods[0]?.shares).toEqual(together ? ["default_b"] : []);
  });

  it("says whom a strategy refuses", () => {
    const shown = played({ ...EXAMPLE, strategy: "by-index" });
    expect(shown.pods.map(({ state }) => state)).toEqual(["refused", "refused"]);
    expect(shown.pods[0]?.says?.de).toContain("no-index");
  });

  it("say of one pod that it cannot run, and let the others", () => {
    const root = `${EXAMPLE.pods}      securityContext: { runAsNonRoot: true, runAsUser: 0 }\n`;
    const shown = played({ ...EXAMPLE, pods: root });
    expect(shown.pods.map(({ label, state }) => [label, state])).toEqual([
      ["a", "runs"],
      ["b", "refused"],
    ]);
    const outside = `${EXAMPLE.pods}      securityContext: { runAsUser: 70000 }\n`;
    expect(played({ ...EXAMPLE, pods: outside }).pods.map(({ state }) => state)).toEqual(["runs", "refused"]);
  });
});

describe("IDs", () => {
  const at = (side: "container" | "host", id: number, play: Play = EXAMPLE) => {
    const shown = played(changes.selectId({ side, id })(play));
    return { ...shown.id, says: says(shown), marks: shown.rulers?.uid.marks };
  };
  const start = played(EXAMPLE).pods[0]?.range?.start ?? 0;

  it("are said in all numberings", () => {
    const { container, host, slot, offset, shown, owners, marks } = at("container", 1_000);
    expect([container, host, shown, offset]).toEqual([1_000, start + 1_000, null, 1_000]);
    expect(slot).toBe(played(EXAMPLE).pods[0]?.slot);
    expect(owners).toEqual([{ pod: "default_a", label: "a", container: 1_000, maps: "uid and gid" }]);
    expect(marks).toEqual([{ containerId: 1_000, hostId: start + 1_000 }]);
    expect(at("host", start + 1_000)).toMatchObject({ container: 1_000, host: start + 1_000 });
  });

  it("have no number where they are not mapped, and another one is shown", () => {
    expect(at("container", 70_000)).toMatchObject({ container: null, host: null, shown: null, owners: [] });
    expect(at("container", 70_000).marks).toEqual([{ containerId: 70_000, hostId: undefined }]);
    expect(at("host", 0)).toMatchObject({ container: null, host: 0, shown: 65_534, slot: null, owners: [] });
    expect(at("host", 0).says[0]).toContain("shown there as 65534");
  });

  it("are those of the pod that escapes, where the selected one is of other manifests", () => {
    const play = { ...EXAMPLE, pods: EXAMPLE.pods.replace("name: a", "name: web") };
    expect(play.selected.pod).toBe("default_a");
    expect(played(play).rulers).toMatchObject({ pod: "default_web", label: "web" });
    expect(at("container", 7, play)).toMatchObject({ container: 7, host: start + 7 });
    const ended = following(EXAMPLE, { type: "release", pod: "default_a" });
    expect(played(ended).rulers).toBeNull();
  });

  it("are the same inside and outside for a pod of the host's users", () => {
    const play = { ...EXAMPLE, pods: PODS, selected: { ...EXAMPLE.selected, pod: "default_h" } };
    expect(at("container", 7, play)).toMatchObject({ container: 7, host: 7, shown: null });
    expect(played(play).rulers).toBeNull();
  });
});

describe("the map box", () => {
  const box = (map: string) => played({ ...EXAMPLE, map, selected: { ...EXAMPLE.selected, about: "map" } });

  it("knows the form of a map, and asks the kernel", () => {
    const shown = box("0 65536 65536");
    expect(shown.map).toMatchObject({ kind: "map", readings: [{ form: "proc-map", gid: null }] });
    expect(says(shown)).toEqual(["It is read as proc-map.", "As proc-map: the kernel takes it."]);
    expect(shown.why.decisions.map(({ column, allowed }) => [column, allowed])).toEqual([["uid", true]]);
  });

  it("says why the kernel refuses one", () => {
    const shown = box("0 4294901760 65536");
    expect(shown.map).toMatchObject({ kind: "map", readings: [] });
    expect(shown.map.kind === "map" && shown.map.reasons[0]).toMatchObject({ form: "proc-map", errno: "EINVAL" });
    expect(says(shown)[0]).toBe("As proc-map: the kernel refuses it with EINVAL.");
  });

  it("leaves a text in doubt that is two maps", () => {
    const shown = box('[{"hostId":65536,"containerId":0,"length":65536,"size":1}]');
    expect(shown.map).toMatchObject({ readings: [{ form: "cri" }, { form: "oci" }] });
    expect(says(shown)[0]).toContain("cri, oci");
  });

  it("finds the IDs of any other text, and whose they are", () => {
    const start = played(EXAMPLE).pods[0]?.range?.start ?? 0;
    const shown = box(`-rw-r--r-- 1 ${start + 7} 0 12 Nov 29 10:00 report\n`);
    expect(shown.map).toMatchObject({
      kind: "text",
      more: 0,
      ids: [
        { line: 1, id: start + 7, kind: "uid", certain: true, owners: [{ label: "a", container: 7 }] },
        { id: 0, kind: "gid", owners: [] },
      ],
    });
  });

  it("has no more rows than somebody reads", () => {
    const { map } = box(Array.from({ length: 300 }, (_, i) => `uid=${i}`).join("\n"));
    expect(map.kind === "text" && [map.ids.length, map.more]).toEqual([200, 100]);
    expect(box(" ").map).toEqual({ kind: "empty" });
  });
});

describe("all that is shown", () => {
  it("is plain data, in both languages, of any play", () => {
    fc.assert(
      fc.property(anyPlay, (play) => {
        const shown = played(play);
        expect(shown.timeline.events).toHaveLength(play.events.length + 1);
        for (const words of wordsIn(shown)) expect(Object.values(words).every((text) => text !== "")).toBe(true);
        expect(structuredClone(shown)).toEqual(shown);
      }),
      { numRuns: 100 },
    );
  });

  it("is the same with what is remembered as without", () => {
    fc.assert(
      fc.property(fc.array(anyPlay, { minLength: 2, maxLength: 4 }), (plays) => {
        const player = createPlayer();
        for (const play of plays) {
          const selected = { ...play, selected: EXAMPLE.selected, map: "uid=1" };
          expect(player(play)).toEqual(played(play));
          expect(player(selected)).toEqual(played(selected));
        }
      }),
      { numRuns: 30 },
    );
  });

  it("keeps what has not changed", () => {
    const player = createPlayer();
    const first = player(EXAMPLE);
    const second = player(changes.selectCell("/etc/passwd:read")(EXAMPLE));
    expect(second.escape).toBe(first.escape);
    expect(second.pods).toBe(first.pods);
    expect(second.timeline).toBe(first.timeline);
    expect(second.slots).toBe(first.slots);
    expect(second.map).toBe(first.map);
  });

  it.each(["__proto__", "constructor", "toString", "<img src=x onerror=alert(1)>", "</script>", "\u202e"])(
    "takes %j for a name like any other",
    (name) => {
      const pod = {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "a", uid: name },
        spec: { hostUsers: false, containers: [{ name: "main" }] },
      };
      const play = following(
        {
          ...EXAMPLE,
          pods: JSON.stringify(pod),
          strategy: "first-fit",
          escape: { pod: name, container: name, path: "walk", source: name },
        },
        { type: "create", pod: `${name}2`.replace("/", ""), like: name },
        { type: "release", pod: name },
      );
      const shown = played({ ...play, pool: name, map: name, selected: { ...play.selected, pod: name, cell: name } });
      expect(shown.faults.map(({ place }) => place)).toEqual(["pool"]);
      const placed = played({ ...play, map: name, selected: { ...play.selected, pod: name, cell: name } });
      expect(placed.pods.length).toBe(name.includes("/") ? 0 : 2);
    },
  );

  it("is nothing where no pods are", () => {
    const shown = played(DEFAULTS);
    expect(shown.pods).toEqual([]);
    expect(shown.escape.refused?.en).toBe("No pod runs, and so none can escape.");
    expect(shown.rulers).toBeNull();
  });
});

/** All texts in it. */
function wordsIn(value: unknown): readonly { en: string; de: string }[] {
  if (typeof value !== "object" || value === null) return [];
  if ("en" in value && "de" in value) return [value as { en: string; de: string }];
  return Object.values(value).flatMap(wordsIn);
}
