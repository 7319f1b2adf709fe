import { describe, expect, it } from "vitest";
import {
  createIdMap,
  explain,
  FORMS,
  type FormMaps,
  type FormName,
  type FormOptions,
  unwrap,
} from "../../../src/index.ts";

type Line = readonly [container: number, host: number, size: number];

function mapsOf(uid: readonly Line[], gid?: readonly Line[]): FormMaps {
  const map = (lines: readonly Line[]) =>
    unwrap(createIdMap(lines.map(([containerId, hostId, size]) => ({ containerId, hostId, size }))));
  return { uid: map(uid), gid: gid && map(gid) };
}

const NO_OUTER: FormOptions = { outer: mapsOf([]) };

/** What is read, what the form is told, and the mappings of users and of groups; the same where one list is given. */
const ROWS: readonly (readonly [FormName, string, FormOptions, uid: readonly Line[], gid?: readonly Line[]])[] = [
  ["lxc", 'lxc.idmap = "u 0 1 2"', {}, [[0, 1, 2]], []],
  ["lxc", "nsuid 0 - hostid 1 - range 2", {}, [[0, 1, 2]], []],
  ["lxc", "nsgid 0 - hostid 1 - range 2", {}, [], [[0, 1, 2]]],
  ["lxc", "gid mapping: nsuid 0 - hostid 1 - range 2", {}, [], [[0, 1, 2]]],
  ["proxmox", "mp0: /a,idmap=u:0:1:2 g:0:3:4,mp=/b,idmap=u:9:9:9", NO_OUTER, [[0, 1, 2]], [[0, 3, 4]]],
  ["proxmox", "mp0: /a,idmap=u:0:1:2;g:0:3:4\nno_unprivileged: 1", NO_OUTER, [[0, 1, 2]], [[0, 3, 4]]],
  [
    "raw-idmap",
    "uid 5-6 8-9",
    { base: mapsOf([[0, 100, 10]]) },
    [
      [0, 100, 8],
      [8, 5, 2],
    ],
    [[0, 100, 10]],
  ],
  ["raw-idmap", 'raw.idmap: "both 5-6 0-1"', { base: mapsOf([]) }, [[0, 5, 2]]],
  // encoding/json leaves a field as it is that is null, and so does the same key before it.
  ["incus-json", '[{"Isuid":true,"Isuid":null,"Isgid":null,"Hostid":1,"Maprange":2}]', {}, [[0, 1, 2]], []],
  ["podman-json", "- container_id: 0\n  host_id: 1\n  size: 2\n", {}, [[0, 1, 2]]],
  [
    "podman-json",
    "uidmap:\n- container_id: 0\n  host_id: 1\n  size: 2\ngidmap:\nother:\n- size: 9\n",
    {},
    [[0, 1, 2]],
    [],
  ],
  // The user's own ID is looked for in the map of users; that of groups may have no line for 0.
  [
    "podman",
    "keep-id",
    { rootless: 1000, outer: mapsOf([[0, 1000, 1]], [[1, 100000, 10]]) },
    [[1000, 0, 1]],
    [
      [0, 1, 10],
      [1000, 0, 1],
    ],
  ],
  [
    "podman",
    "--userns=keep-id",
    { outer: mapsOf([[1, 100000, 10]]) },
    [
      [0, 0, 1],
      [1, 1, 10],
    ],
  ],
  ["podman", "[Container]\nUIDMap=0:1:2\n", {}, [[0, 1, 2]]],
  ["mount-idmap", "X-mount.idmap=u:0:1:2  g:0:3:2 ", {}, [[0, 1, 2]], [[0, 3, 2]]],
  ["mount-idmap", "X-mount.idmap=u:0:1:2\\040\\040g:0:3:2", {}, [[0, 1, 2]], [[0, 3, 2]]],
  ["userns-remap", "--userns-remap=alice", { subuid: "alice:1:2\n" }, [[0, 1, 2]]],
  ["userns-remap", '{"userns-remap":"alice","userns-remap":null}', { subuid: "alice:1:2\n" }, [[0, 1, 2]]],
  ["userns-remap", "1000", { subuid: "1000:1:2\n" }, [[0, 1, 2]]],
  ["unshare", "--map-subids", { subuid: "a:5:2", subgid: "a:7:3", owner: "a" }, [[5, 5, 2]], [[7, 7, 3]]],
  ["unshare", "--map-user=3 --map-group=4", { rootless: 1000 }, [[3, 1000, 1]], [[4, 1000, 1]]],
  // getopt_long of unshare stops at the program that is run, that of nsjail at the two hyphens.
  ["unshare", "unshare -r sh -c id", { rootless: 1000 }, [[0, 1000, 1]]],
  ["unshare", "unshare -rw / -S 5 -- id -c", { rootless: 1000 }, [[0, 1000, 1]]],
  ["unshare", "unshare --map-root id --map-users=0:5:1", { rootless: 1000 }, [[0, 1000, 1]]],
  ["unshare", "unshare sh --map-users=0:5:1", {}, []],
  ["nsjail", "nsjail -Mo -u 0:1:2 -- id -g", {}, [[0, 1, 2]], []],
  ["nsjail", "nsjail -Nu0:1:2 -c -g id", {}, [[0, 1, 2]], []],
  [
    "unshare",
    "--map-users=all --map-groups=all",
    { outer: mapsOf([[0, 5, 2]], [[0, 7, 3]]) },
    [[0, 0, 2]],
    [[0, 0, 3]],
  ],
];

describe("a text of the form", () => {
  for (const [form, text, options, uid, gid = uid] of ROWS)
    it(`${form}: ${JSON.stringify(text)}`, () => {
      const read = unwrap(FORMS[form].read(text, options));
      const lines = (map: FormMaps["uid"]) => map.mappings.map((line) => [line.containerId, line.hostId, line.size]);
      expect({ uid: lines(read.uid), gid: lines(read.gid ?? read.uid) }).toEqual({ uid, gid });
    });
});

describe("lines of raw.idmap", () => {
  it("are those that a base has not, wherever that begins", () => {
    const base = mapsOf([[10, 100010, 20]]);
    const maps = mapsOf([
      [10, 100010, 5],
      [15, 1000, 1],
      [16, 100016, 14],
    ]);
    expect(FORMS["raw-idmap"].write?.(maps, { base })).toEqual({ ok: true, value: "both 1000 15\n" });
  });
});

describe("a number that is no ID", () => {
  it.each<[FormName, string, FormOptions, code: string]>([
    ["unshare", "--map-user=4294967296", { rootless: 1 }, "wraps"],
    ["raw-idmap", "both 0-4294967295 0-4294967295", { base: mapsOf([]) }, "reaches-no-id"],
  ])("is refused in %s %j where the kernel would stop, at the container's side", (form, text, options, code) => {
    expect(FORMS[form].read(text, options)).toMatchObject({
      error: { code: "bad-map", errno: "EINVAL", cause: { code, side: "container", index: 0 } },
    });
  });
});

describe("the words of a program", () => {
  it.each<[FormName, string]>([
    ["lxc", "lxc.idmap = \ufeffu 0 1 2"],
    ["nspawn", "PrivateUsers=5:\u202e1"],
    ["unshare", "--map-users=a\u200bb"],
    ["nsjail", "-u \u2028:1:1"],
    ["raw-idmap", "b\u009fth 1 2"],
  ])("of %s hide nothing of %j that one cannot see", (form, text) => {
    const read = FORMS[form].read(text, { base: mapsOf([]) });
    const said = read.ok ? "" : explain(read.error);
    expect(said).toMatch(/\\u\{/);
    expect(said).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

describe("recognise", () => {
  it("takes a blank text for no option of a volume or of mount(8), and for podman without one", () => {
    const blank = (form: FormName): boolean => FORMS[form].recognise(" \n");
    expect([blank("podman-idmap"), blank("mount-idmap"), blank("podman")]).toEqual([false, false, true]);
  });
});
