import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameFunction, sameLines } from "../../../src/core/idmap/equal.ts";
import {
  emptyIdMap,
  explain,
  FORM_NAMES,
  FORMS,
  type FormMaps,
  type FormName,
  type FormOptions,
  podIdMap,
  unwrap,
} from "../../../src/index.ts";
import { prop } from "../../support/prop.ts";
import { smallMap, smallMaps } from "../idmap/arbitraries.ts";

/** What every form has to show. */
interface FormCases {
  /** A text that maps container IDs from 0 on to the 65536 host IDs from 65536 on. */
  readonly pod: string;
  /** What the form has to be told for that. */
  readonly options?: FormOptions;
  /** Texts that are refused, what the form is told, and the code of the refusal. */
  readonly refusals: readonly (readonly [text: string, options: FormOptions, code: string])[];
}

/** What the forms have to be told: an owner, and that nothing stands below what is punched in. */
const OWNER = { owner: "kubelet", base: { uid: emptyIdMap(), gid: undefined } };

const CASES: Readonly<Record<FormName, FormCases>> = {
  "proc-map": {
    pod: "0 65536 65536\n",
    refusals: [
      ["", {}, "blank-line"],
      ["0 65536", {}, "missing-number"],
      ["0 x 1", {}, "not-a-number"],
      ["0 1 1 1", {}, "trailing-text"],
      [" ".repeat(4096), {}, "too-long"],
      // Too long for two files of a page each, whatever stands between the two.
      [`0 1 1${"\n".repeat(8192)}0 2 1`, {}, "too-long"],
      ["0 1 0", {}, "bad-map"],
    ],
  },
  cri: {
    pod: '[{"host_id":65536,"container_id":0,"length":65536}]',
    refusals: [
      ["{", {}, "invalid-json"],
      ["[1]", {}, "wrong-type"],
      ['{"uids":5}', {}, "wrong-type"],
      ["[".repeat(10001), {}, "too-deep"],
      ['[{"length":0}]', {}, "bad-map"],
      ['{"gids":[{"length":0}]}', {}, "bad-map"],
    ],
  },
  oci: {
    pod: '[{"containerID":0,"hostID":65536,"size":65536}]',
    refusals: [
      ["[", {}, "invalid-json"],
      ['{"linux":5}', {}, "wrong-type"],
      ["[{}]", {}, "missing-field"],
      ['[{"containerID":0,"hostID":1,"size":0}]', {}, "bad-map"],
      ['{"linux":{"namespaces":[{"type":"user","path":"/proc/42/ns/user"}]}}', {}, "not-told"],
    ],
  },
  "kubelet-userns": {
    pod: '{"uidMappings":[{"hostId":65536,"length":65536}],"gidMappings":[{"hostId":65536,"length":65536}]}',
    refusals: [
      [" ", {}, "invalid-json"],
      ["[]", {}, "wrong-type"],
      ['{"uidMappings":[{"hostId":1}]}', {}, "empty-mapping"],
      ['{"gidMappings":[{"hostId":4294967295,"length":1}]}', {}, "reaches-no-id"],
    ],
  },
  subid: {
    pod: "# the kubelet's\nkubelet:65536:65536\n",
    refusals: [
      ["", {}, "no-entry"],
      ["a:1:1", { owner: "b" }, "no-entry"],
      ["a:1:1\nb:2:2\n", {}, "several-entries"],
      ["a:1:1\na:1:1\n", { owner: "a" }, "overlapping-mappings"],
      ["a:1:1", { owner: "a", reader: "incus", rootless: 1000 }, "not-rootless"],
      ["a:1", {}, "field-count"],
      ["+a:1:1", {}, "bad-owner"],
      ["a:b:1", {}, "not-a-number"],
      ["a:1:4294967296", {}, "number-too-large"],
      ["a:1:0", {}, "empty-mapping"],
    ],
  },
  lxc: {
    pod: "lxc.idmap = u 0 65536 65536\nlxc.idmap = g 0 65536 65536\n",
    refusals: [
      ["lxc.idmap = xyz 0 1 2", {}, "unknown-word"],
      ["uid 0 1 1", {}, "unknown-word"],
      ["u 0 1", {}, "missing-number"],
      ["u 0 x 1", {}, "not-a-number"],
      ["u 0 1 4294967296", {}, "number-too-large"],
      ["u 0 1 1 # c", {}, "trailing-text"],
      ["lxc.idmap = u 0 1 1\nlxc.x", {}, "malformed-line"],
      ['lxc.idmap = "u 0 1 1', {}, "malformed-line"],
      ["lxc.include = /etc/lxc/a.conf", {}, "not-told"],
      ["lxc.namespace.share.user = a", {}, "not-told"],
      ["u 0 1 0", {}, "bad-map"],
      ["g 0 1 1\ng 0 2 1", {}, "bad-map"],
      ['lxc.idmap = " "', {}, "unknown-word"],
    ],
  },
  proxmox: {
    pod: "u 0 65536 65536\ng 0 65536 65536",
    refusals: [
      [" u 0 1 1", {}, "malformed-line"],
      ["u 0 1 4294967296", {}, "number-too-large"],
      ["unprivileged: 1\nx", {}, "malformed-line"],
      [" unprivileged: 1", {}, "malformed-line"],
      ["unprivileged = 1", {}, "malformed-line"],
      ["unprivileged: 2", {}, "unknown-word"],
      ["lxc.include: /etc/lxc/a.conf\nunprivileged: 1", {}, "not-told"],
      ["mp0: /a,idmap=", {}, "not-told"],
      ["mp0: /a,idmap=u:0:1:1", {}, "not-told"],
      ["mp0: /a,idmap=passthrough", {}, "not-told"],
      ["mp0: /a,idmap=u:0:1", {}, "malformed-line"],
      ["mp0: /a,idmap=u:0:4294967296:1", {}, "number-too-large"],
      ["mp0: /a,idmap=u:0:1:1;u:0:2:1", {}, "bad-map"],
      ["u 0 4294967295 1", {}, "bad-map"],
    ],
  },
  "raw-idmap": {
    pod: "both 65536-131071 0-65535\n",
    refusals: [
      ["both 1 1 ", {}, "malformed-line"],
      ["both 1-2-3 1", {}, "malformed-line"],
      ["both 2-1 2-1", {}, "malformed-line"],
      ["both x 1", {}, "not-a-number"],
      ["both 4294967296 1", {}, "number-too-large"],
      ["uid 1000-1001 1000", {}, "sizes-differ"],
      ["user 1 1", {}, "unknown-word"],
      ["both 1000000 1", {}, "host-in-base"],
      ["uid 1000 1000\nuid 1000 1001", {}, "bad-map"],
      ["both 0-4294967295 0-4294967295", OWNER, "bad-map"],
      [Array.from({ length: 681 }, (_, i) => `uid ${2 * i} ${i}`).join("\n"), {}, "bad-map"],
    ],
  },
  "incus-json": {
    pod: '[{"Isuid":true,"Isgid":true,"Hostid":65536,"Nsid":0,"Maprange":65536}]',
    refusals: [
      ["[", {}, "invalid-json"],
      ['[{"Isuid":1}]', {}, "wrong-type"],
      ['[{"Hostid":-1}]', {}, "wrong-type"],
      ["{}", {}, "wrong-type"],
      ['[{"Isgid":true}]', {}, "bad-map"],
      ['[{"Isuid":true}]', {}, "bad-map"],
      ["volatile.last_state.idmap: '[]'", {}, "not-told"],
      ["volatile.last_state.idmap=null", {}, "not-told"],
    ],
  },
  podman: {
    pod: "0:65536:65536",
    refusals: [
      ["0:1:1:1", {}, "malformed-line"],
      [":1:1", {}, "malformed-line"],
      ["x0:1:1", {}, "unknown-word"],
      ["+:1", {}, "missing-number"],
      ["0::1", {}, "missing-number"],
      ["0x10:1:1", {}, "not-a-number"],
      ["0:1:4294967296", {}, "number-too-large"],
      ["0:@4294967295", {}, "not-in-outer"],
      ["nomap", {}, "not-here"],
      ["keep-id:uid", {}, "malformed-line"],
      ["--uidmap 0:1:1 --gidmap 0:1:1 --userns keep-id", { rootless: 7 }, "unknown-word"],
      ["auto:id=5", {}, "unknown-word"],
      ["auto:size=x", {}, "not-a-number"],
      ["auto:uidmapping=:1:1", {}, "missing-number"],
      ["auto:uidmapping=0:@4294967295:1", {}, "not-in-outer"],
      ["keep-id:uid=4294967296", {}, "number-too-large"],
      ["--userns=private", {}, "unknown-word"],
      ["--userns=nomap:size=5", {}, "unknown-word"],
      ["--userns=host:size=5", {}, "unknown-word"],
      ["--uidmap 0:1:1 --gidmap x0:1:1", {}, "unknown-word"],
      ["0:1:1 --net=host", {}, "unknown-word"],
      ["0:1:1 0:2:1", {}, "bad-map"],
    ],
  },
  "podman-json": {
    pod: '[{"container_id":0,"host_id":65536,"size":65536}]',
    refusals: [
      ["{", {}, "invalid-json"],
      ['{"uidmap":5}', {}, "wrong-type"],
      ['{"UidMap":["0:1"]}', {}, "wrong-type"],
      ['[{"container_id":0,"host_id":1000}]', {}, "missing-field"],
      ['[{"container_id":0,"host_id":1000,"size":1,"length":1}]', {}, "two-sizes"],
      ["uidmap:\n- container_id: x", {}, "not-a-number"],
      ["uidmap:\n- container_id: 4294967296", {}, "number-too-large"],
      ["uidmap:\n- container_id: 0\n  size: 1", {}, "missing-field"],
      ['["0:0:0"]', {}, "bad-map"],
      ['{"gidmap":["0:0:0"]}', {}, "bad-map"],
      ["- container_id: 0\n  size: 1", {}, "missing-field"],
      ["  size: 1\n- container_id: 0", {}, "missing-field"],
      ["uidmap:\ngidmap:\n- container_id: 0", {}, "missing-field"],
    ],
  },
  "podman-idmap": {
    pod: "idmap=uids=0-65536-65536;gids=0-65536-65536",
    refusals: [
      ["idmap=foobar=bar", {}, "unknown-word"],
      ["uids=", {}, "missing-number"],
      ["uids=0-1", {}, "malformed-line"],
      ["uids=0-1-0", {}, "malformed-line"],
      ["uids=0-4294967296-1", {}, "number-too-large"],
      ["uids=0-1-1#0-2-1", {}, "bad-map"],
      ["idmap", {}, "not-told"],
      ["podman run -v /a:/b:idmap x", {}, "not-told"],
      ["uids=@0-1000-1", {}, "not-told"],
      ["uids=0-1-1#@1-1000-1", {}, "not-told"],
    ],
  },
  getsubids: {
    pod: "0: kubelet 65536 65536\n",
    refusals: [
      ["", {}, "no-entry"],
      ["0: a 1 1", { owner: "b" }, "no-entry"],
      ["0: a 1 1\n1: b 2 2\n", {}, "several-entries"],
      ["kubelet 65536 65536", {}, "malformed-line"],
      ["0: a 1 4294967296", {}, "number-too-large"],
      ["0: a 4294967295 1", {}, "reaches-no-id"],
    ],
  },
  "mount-idmap": {
    pod: "X-mount.idmap=b:0:65536:65536",
    refusals: [
      ["", {}, "malformed-line"],
      ["b:1000:0", {}, "malformed-line"],
      ["B:1000:0:1", {}, "malformed-line"],
      ["/proc/42/ns/user", {}, "malformed-line"],
      ["u:0:1:1 u:0:2:1", {}, "bad-map"],
      ["0:-1:1", {}, "bad-map"],
      ["0:18446744073709551616:1", {}, "bad-map"],
    ],
  },
  newuidmap: {
    pod: "0 65536 65536",
    refusals: [
      ["", {}, "missing-number"],
      ["newuidmap 42 0 1000 1 1 100000", {}, "missing-number"],
      ["newuidmap 42", {}, "missing-number"],
      ["newuidmap x 0 1 1", {}, "malformed-line"],
      ["newuidmap", {}, "malformed-line"],
      ["newuidmap 42 0 1 1\nnothing", {}, "malformed-line"],
      ["0 x 1", {}, "not-a-number"],
      ["0 4294901760 65536", {}, "number-too-large"],
      ["4294967296 0 1", {}, "number-too-large"],
      ["0 1 0", {}, "number-too-small"],
      ["newgidmap 42 0 5 0", {}, "number-too-small"],
      ["newuidmap 42 5 5 0 6 6 0", {}, "number-too-small"],
      // All numbers are read before any range is looked at.
      ["newuidmap 42 5 5 0 0 -1 1", {}, "number-too-large"],
      ["newuidmap 42 0 0 -1", {}, "number-too-large"],
      ["newuidmap 42 0 --1 1", {}, "not-a-number"],
      ["0 1 1 0 2 1", {}, "bad-map"],
      ["newuidmap: uid range [0-2) -> [5-6) not allowed", {}, "malformed-line"],
      ["newuidmap: uid range [0-0) -> [5-5) not allowed", {}, "number-too-small"],
      ["newuidmap: uid range [4294967296-4294967297) -> [5-6) not allowed", {}, "malformed-line"],
      ["newuidmap: uid range [0-1) -> [4294967296-4294967297) not allowed", {}, "malformed-line"],
      ["newuidmap: uid range [0-4294967296) -> [0-4294967296) not allowed", {}, "malformed-line"],
      ["newuidmap: write to uid_map failed: Invalid argument", {}, "malformed-line"],
    ],
  },
  "userns-remap": {
    pod: '{"userns-remap":"default"}',
    options: { owner: "dockremap", subuid: "dockremap:65536:65536\n" },
    refusals: [
      ["default", {}, "not-told"],
      ["a:b:c", {}, "malformed-line"],
      ["3000000000", {}, "malformed-line"],
      ["alice", { passwd: "" }, "malformed-line"],
      ["1000", { passwd: "alice:x:1001:1001::/:/bin/sh" }, "malformed-line"],
      ["default", { subuid: "alice:1:1\n" }, "no-entry"],
      ["default", { subuid: "dockremap:1:0\n" }, "empty-mapping"],
      ["default", { subuid: "dockremap:1:1\n", subgid: "alice:1:1\n" }, "no-entry"],
      ["{}", {}, "wrong-type"],
      ['{"userns-remap":5}', {}, "wrong-type"],
      ["[]", {}, "wrong-type"],
      ["{", {}, "invalid-json"],
    ],
  },
  nspawn: {
    pod: "--private-users=65536",
    refusals: [
      ["", {}, "malformed-line"],
      ["yes", {}, "malformed-line"],
      ["pick", {}, "malformed-line"],
      ["x", {}, "not-a-number"],
      ["0:x", {}, "not-a-number"],
      ["1000:1000:1", {}, "not-a-number"],
      ["65535", {}, "not-a-number"],
      ["4294967296", {}, "not-a-number"],
      ["0:4294967296", {}, "not-a-number"],
      ["100000:0", {}, "number-too-large"],
      ["4294901760", {}, "number-too-large"],
    ],
  },
  unshare: {
    pod: "--map-users=0:65536:65536 --map-groups=65536,0,65536",
    refusals: [
      ["", {}, "malformed-line"],
      ["0:100000", {}, "malformed-line"],
      ["0:100000:65536x", {}, "malformed-line"],
      ["1,2:3", {}, "malformed-line"],
      ["--map-users", {}, "malformed-line"],
      ["--fork --map-users=0:1:1", {}, "malformed-line"],
      ["auto", {}, "not-told"],
      ["-r", {}, "not-told"],
      ["-c", {}, "not-told"],
      ["--map-user=x", { rootless: 1 }, "not-a-number"],
      ["--map-user=4294967296", { rootless: 1 }, "bad-map"],
      ["auto", { subuid: "bob:1:1", owner: "alice" }, "no-entry"],
      ["0:1:0", {}, "bad-map"],
    ],
  },
  nsjail: {
    pod: "-u 0:65536:65536 -g 0:65536:65536",
    refusals: [
      ["", {}, "malformed-line"],
      ["1000", {}, "malformed-line"],
      ["-x 0:1:1", {}, "malformed-line"],
      ["-u", {}, "not-told"],
      ["0:", {}, "not-told"],
      ["a:1:1", {}, "not-a-number"],
      ["-u 0:4294967295:1", {}, "not-a-number"],
      ["-g 0:x:1", {}, "not-a-number"],
      ["0:1:1 0:2:1", {}, "bad-map"],
    ],
  },
  triple: {
    pod: 'uid_mappings = "0:65536:65536"\ngid_mappings = "0:65536:65536"\n',
    refusals: [
      ["", {}, "malformed-line"],
      ["0:1", {}, "malformed-line"],
      ['uid_mappings = "0:1:1"\nother = 1', {}, "malformed-line"],
      ["0:b1:1", {}, "not-a-number"],
      ["0:1:-1", {}, "not-a-number"],
      ["0:4294967296:1", {}, "number-too-large"],
      ["0:1:0", {}, "bad-map"],
    ],
  },
  "cri-text": {
    pod: "&UserNamespace{Mode:POD,Uids:[]*IDMapping{&IDMapping{HostId:65536,ContainerId:0,Length:65536,},},Gids:[]*IDMapping{&IDMapping{HostId:65536,ContainerId:0,Length:65536,},},}",
    refusals: [
      ["", {}, "malformed-line"],
      ["&IDMapping{HostID:1,}", {}, "malformed-line"],
      ["&IDMapping{HostId:x,}", {}, "not-a-number"],
      ["&IDMapping{HostId:4294967296,}", {}, "number-too-large"],
      ["host_id:1", {}, "bad-map"],
      ["host_id:4294967296 length:1", {}, "number-too-large"],
      ["&IDMapping{HostId:1,Length:1,} uids:{host_id:1 length:1}", {}, "malformed-line"],
      [
        "&IDMapping{HostId:1,Length:1,} uids:{host_id:1 length:1} gids:{host_id:1 length:1}",
        ...([{}, "malformed-line"] as const),
      ],
    ],
  },
  "go-struct": {
    pod: "[{ContainerID:0 HostID:65536 Size:65536}]",
    refusals: [
      ["", {}, "malformed-line"],
      ["{ContainerID:0 HostID:1}", {}, "malformed-line"],
      ["{ContainerID:0 HostID:1 Length:1}", {}, "malformed-line"],
      ["{ContainerID:x HostID:1 Size:1}", {}, "not-a-number"],
      ["{ContainerID:0 HostID:4294967296 Size:1}", {}, "number-too-large"],
      ["{ContainerID:0 HostID:1 Size:0}", {}, "bad-map"],
    ],
  },
  "kernel-doc": {
    pod: "u0:k65536:r65536",
    refusals: [
      ["", {}, "malformed-line"],
      ["k0:u1:r1", {}, "malformed-line"],
      ["u0:k4294967296:r1", {}, "number-too-large"],
      ["u0:k1:r0", {}, "bad-map"],
    ],
  },
};

/** What a program makes a map of only because it changes a number. */
const MENDED: { readonly [Name in FormName]?: RegExp } = { nsjail: /:0+(?=\s|$)/ };

/** The forms whose readers sort the mappings, and join them or cut them. */
const SORTED: readonly FormName[] = ["podman", "raw-idmap"];

/** Maps of users and groups that are not told apart, that are the same, and that differ. */
const twoMaps: fc.Arbitrary<FormMaps> = fc
  .tuple(fc.oneof(smallMaps(), smallMap(0, 65536)), fc.option(smallMaps()), fc.boolean())
  .map(([{ map: uid }, other, same]) => ({ uid, gid: same ? uid : other?.map }));

/** Texts near one that is fine: pieces of it, in any order, and a few characters that mean something somewhere. */
function mutated(text: string): fc.Arbitrary<string> {
  const piece = fc
    .tuple(fc.nat(text.length), fc.nat(text.length))
    .map(([a, b]) => text.slice(Math.min(a, b), Math.max(a, b)));
  const other = fc.constantFrom("", " ", "\n", ":", "0", "1:", "u", "+", "-", ",", "#", "@", "=");
  return fc.array(fc.oneof(piece, other, fc.constant(text)), { maxLength: 4 }).map((pieces) => pieces.join(""));
}

describe("FORM_NAMES", () => {
  it("has a row for each, and no other", () => {
    expect(Object.keys(FORMS)).toEqual([...FORM_NAMES]);
  });
});

describe.each(FORM_NAMES)("the form %s", (name) => {
  const { title, recognise, read, write } = FORMS[name];
  const pod = podIdMap({ start: 65536, size: 65536 });

  it("is in the table of cases, refusals among them", () => {
    expect(Object.keys(CASES)).toContain(name);
    expect(CASES[name].refusals).not.toEqual([]);
  });

  it("has a title of its own", () => {
    expect(FORM_NAMES.filter((other) => FORMS[other].title === title)).toEqual([name]);
  });

  it("is recognised and read", () => {
    expect(recognise(CASES[name].pod)).toBe(true);
    const { uid, gid = uid } = unwrap(read(CASES[name].pod, { ...OWNER, ...CASES[name].options }));
    expect([sameLines(uid, pod.uid), sameLines(gid, pod.gid)]).toEqual([true, true]);
  });

  it("is refused with a code", () => {
    const codes = CASES[name].refusals.map(([text, options]) => {
      const maps = read(text, options);
      return maps.ok ? [text] : [text, options, maps.error.code];
    });
    expect(codes).toEqual(CASES[name].refusals);
  });

  it("is refused in the words of its program, as in the golden file", async () => {
    const said = CASES[name].refusals.map(([text, options]) => {
      const maps = read(text, options);
      return maps.ok ? "" : `${JSON.stringify(text)}\n  ${explain(maps.error)}\n`;
    });
    await expect(said.join("")).toMatchFileSnapshot(`golden/${name}.golden.txt`);
  });

  prop("is read without a throw, whatever it is", [fc.oneof(fc.anything(), fc.string(), fc.json())], (text) => {
    expect(typeof read(text as string).ok).toBe("boolean");
  });

  prop("is recognised wherever a map can be read from it", [mutated(CASES[name].pod)], (text) => {
    const maps = read(text, OWNER);
    const lines = maps.ok ? [...maps.value.uid.mappings, ...(maps.value.gid?.mappings ?? [])] : [];
    if (lines.length > 0 && !MENDED[name]?.test(text)) expect(recognise(text)).toBe(true);
  });

  if (write !== undefined) {
    it("is written for a pod", () => {
      expect(unwrap(read(unwrap(write({ uid: pod.uid, gid: undefined }, OWNER)), OWNER)).uid.mappings).toEqual(
        pod.uid.mappings,
      );
    });

    prop("is read back as it was written, where it can hold the maps", [twoMaps], (maps) => {
      const written = write(maps, OWNER);
      if (!written.ok) {
        expect(written.error).toEqual({ code: "cannot-hold", form: name, expected: expect.any(String) });
        return;
      }
      expect(recognise(written.value)).toBe(true);
      const back = unwrap(read(written.value, OWNER));
      const same = SORTED.includes(name) ? sameFunction : sameLines;
      expect(same(back.uid, maps.uid)).toBe(true);
      expect(same(back.gid ?? back.uid, maps.gid ?? maps.uid)).toBe(true);
    });
  }
});

describe("a writer", () => {
  const refusal = (name: FormName, maps: FormMaps, options?: FormOptions) => {
    const written = FORMS[name].write?.(maps, options);
    if (written === undefined || written.ok) throw new Error("expected a refusal");
    return written.error;
  };
  const read = (text: string): FormMaps => unwrap(FORMS["proc-map"].read(text));
  const different = { uid: read("0 5 1").uid, gid: read("0 6 1").uid };
  const empty = unwrap(FORMS.cri.read("[]"));
  const long = Array.from({ length: 340 }, (_, i) => ({ containerID: i, hostID: 1000000 + 2 * i, size: 1 }));
  const entry = "one-entry-from-0";

  it.each<[FormName, FormMaps, string]>([
    ["proc-map", different, "one-map"],
    ["proc-map", empty, "mappings"],
    ["proc-map", unwrap(FORMS.oci.read(JSON.stringify(long))), "4095-bytes"],
    ["subid", empty, entry],
    ["subid", read("1 5 1"), entry],
    ["getsubids", read("0 5 1\n1 7 1"), entry],
    ["getsubids", different, entry],
  ])("of %s refuses what a text cannot hold", (form, maps, expected) => {
    expect(refusal(form, maps, OWNER)).toEqual({ code: "cannot-hold", form, expected });
  });

  it("of raw-idmap writes what is not in the base that there is unless told, where that is all", () => {
    const { read: readRaw, write = () => expect.fail("raw-idmap is written") } = FORMS["raw-idmap"];
    expect(write(unwrap(readRaw("both 1000-1001 5-6\n")))).toEqual({ ok: true, value: "both 1000-1001 5-6\n" });
    expect(refusal("raw-idmap", read("0 5 1"))).toMatchObject({ expected: "base-with-other-ids" });
  });

  it.each(["subid", "getsubids"] as const)("of %s has to be told the owner", (form) => {
    expect(refusal(form, read("0 5 1"))).toEqual({ code: "owner-missing", form });
  });

  it("says in English what is in the way", () => {
    expect(explain(refusal("proc-map", empty))).toBe(
      "The uid_map or gid_map cannot say what these maps say. It can hold one mapping or more.",
    );
    expect(explain(refusal("subid", read("0 5 1")))).toBe(
      "The file of subordinate IDs says whose the IDs are. Name the owner.",
    );
  });
});
