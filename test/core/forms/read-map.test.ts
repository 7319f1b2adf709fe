import { describe, expect, it } from "vitest";
import {
  explain,
  FORM_NAMES,
  type FormName,
  type ReadMapOptions,
  readMap,
  recognizeMap,
  unwrap,
} from "../../../src/index.ts";

const BOTH = '[{"hostId":65536,"containerId":0,"length":65536,"size":1}]';

function refusalOf(text: unknown, options?: ReadMapOptions): unknown {
  const read = readMap(text as string, options);
  return read.ok ? read.value : read.error;
}

describe("readMap", () => {
  it.each<[FormName, string]>([
    ["proc-map", "0 65536 65536\n"],
    ["cri", '{"uids":[{"host_id":65536,"length":65536}]}'],
    ["oci", ' [{"containerID":0,"hostID":65536,"size":65536}]'],
    ["kubelet-userns", '{"uidMappings":[{"hostId":65536,"length":65536}]}'],
    ["subid", "kubelet:65536:65536"],
    ["getsubids", "0: kubelet 65536 65536"],
  ])("finds out that it is %s, of texts and of bytes", (form, text) => {
    const read = unwrap(readMap(text));
    expect([read.form, read.uid.mappings]).toEqual([form, [{ containerId: 0, hostId: 65536, size: 65536 }]]);
    expect(readMap(new TextEncoder().encode(text))).toEqual(readMap(text));
  });

  it("reads maps of groups alone", () => {
    const { form, uid, gid } = unwrap(readMap('{"gids":[{"host_id":65536,"length":65536}]}'));
    expect([form, uid.mappings.length, gid?.mappings.length]).toEqual(["cri", 0, 1]);
  });

  it("does not guess between forms", () => {
    expect(refusalOf(BOTH)).toEqual({
      code: "several-forms",
      forms: ["cri", "oci"],
      readings: [
        { form: "cri", mappings: [{ containerId: 0, hostId: 65536, size: 65536 }] },
        { form: "oci", mappings: [{ containerId: 0, hostId: 65536, size: 1 }] },
      ],
    });
    expect(unwrap(readMap(BOTH, { form: "oci" })).uid.mappings[0]?.size).toBe(1);
    expect(unwrap(readMap(BOTH, { form: "cri" })).uid.mappings[0]?.size).toBe(65536);
  });

  it("says of each reading what it maps of groups, where the two are told apart", () => {
    const [cri, podman] = [[{ host_id: 5, length: 1 }], [{ container_id: 0, host_id: 7, size: 1 }]];
    expect(refusalOf(JSON.stringify({ gids: cri, gidmap: podman }))).toMatchObject({
      readings: [
        { form: "cri", mappings: [], gidMappings: [{ containerId: 0, hostId: 5, size: 1 }] },
        { form: "podman-json", mappings: [], gidMappings: [{ containerId: 0, hostId: 7, size: 1 }] },
      ],
    });
  });

  it("gives a reason for each plausible form", () => {
    expect(refusalOf("{}")).toEqual({
      code: "no-known-form",
      reasons: (["cri", "oci", "kubelet-userns", "podman-json"] as const).map((form) => ({
        form,
        cause: { code: "no-mapping", form },
      })),
    });
    expect(refusalOf("a:1:1\nb:1:1")).toEqual({
      code: "no-known-form",
      reasons: [
        { form: "subid", cause: { code: "several-entries", form: "subid", count: 2 } },
        { form: "getsubids", cause: expect.objectContaining({ code: "malformed-line", line: 1 }) },
      ],
    });
    for (const blank of ["", " \n"])
      expect(refusalOf(blank)).toMatchObject({ reasons: [{ form: "proc-map", cause: { code: "blank-line" } }] });
    expect(refusalOf("0 1")).toMatchObject({ reasons: [{ form: "proc-map", cause: { code: "missing-number" } }] });
  });

  it("takes a named form at its word, also without a mapping", () => {
    expect(unwrap(readMap("{}", { form: "kubelet-userns" })).uid.mappings).toEqual([]);
    expect(refusalOf("0 65536 65536", { form: "subid" })).toMatchObject({ code: "field-count", form: "subid" });
  });

  it("hands on whose entry is meant", () => {
    const file = "root:100000:65536\nkubelet:65536:65536\n";
    expect(unwrap(readMap(file, { owner: "kubelet" })).uid.mappings[0]?.hostId).toBe(65536);
    expect(refusalOf(file, { form: "subid", owner: "nobody" })).toEqual({
      code: "no-entry",
      form: "subid",
      owner: "nobody",
    });
  });

  it("refuses what is no text, and throws for what is no form", () => {
    expect(refusalOf(undefined)).toMatchObject({ code: "no-known-form", reasons: { length: FORM_NAMES.length } });
    expect(() => readMap("0 1 1", { form: "lxd" as FormName })).toThrow(
      new TypeError(
        `readMap: expected form to be one of ${FORM_NAMES.map((name) => `"${name}"`).join(", ")}, got "lxd"`,
      ),
    );
  });
});

describe("explain", () => {
  const textOf = (text: string, options?: ReadMapOptions): string => {
    const read = readMap(text, options);
    return read.ok ? "" : explain(read.error);
  };

  it("says why a text is of no form, and of which it might be", () => {
    expect(textOf("a:1:0")).toBe(
      'The text is of no known form. As subid: The size of mapping 0 (0 1 0) is 0. Give it at least one ID, or leave the mapping out. As getsubids: The output of getsubids, line 1, column 1: cannot read "a:1:0". Expected index: owner start count.',
    );
    expect(textOf("{}")).toBe(
      "The text is of no known form. As cri, oci, kubelet-userns and podman-json: no mapping in it.",
    );
    expect(textOf(BOTH)).toBe("The text can be read as cri and as oci. Name its form.");
  });

  it("says which entry is missing, or that there are several", () => {
    expect(textOf("a:1:1", { form: "subid", owner: "b" })).toBe("no entry of this owner");
    expect(textOf("a:1:1\nb:1:1", { form: "subid" })).toBe("2 entries of several owners; name one");
  });
});

describe("recognizeMap", () => {
  it("gives every reading, and takes none for the right one", () => {
    const { readings, reasons } = recognizeMap(BOTH);
    expect(readings.map(({ form, uid }) => [form, uid.mappings[0]?.size])).toEqual([
      ["cri", 65536],
      ["oci", 1],
    ]);
    expect(reasons.map(({ form }) => form)).toEqual(["kubelet-userns", "incus-json", "podman-json"]);
    expect(recognizeMap("?").readings).toEqual([]);
  });

  it.each(["0 65536 65536", "{}", "kubelet:65536:65536", BOTH, "", "0: a 1 1"])("agrees with readMap on %j", (text) => {
    const { readings, reasons } = recognizeMap(text);
    const read = readMap(text);
    if (read.ok) expect(readings).toEqual([read.value]);
    else if (read.error.code === "several-forms") expect(readings.map(({ form }) => form)).toEqual(read.error.forms);
    else expect(read.error).toEqual({ code: "no-known-form", reasons });
  });
});

describe("a program's own words", () => {
  it("are cut where they quote a long text", () => {
    for (const text of ["0:".repeat(9000), "a:".repeat(9000)])
      expect(JSON.stringify(refusalOf(text)).length).toBeLessThan(5000);
  });

  it.each([
    [500, false],
    [501, true],
  ])("of %i characters are cut: %s", (length, isCut) => {
    const said = (text: string) => (refusalOf(text, { form: "unshare" }) as { text: string }).text;
    const { length: around } = said("x").replace("x", "");
    const long = said("x".repeat(length - around));
    expect([long.length, long.endsWith("…")]).toEqual([isCut ? 501 : 500, isCut]);
  });
});

describe("readings that say the same", () => {
  it("are one, under the first of their names", () => {
    const { form, alsoForms, uid } = unwrap(readMap("u 0 100000 65536"));
    expect([form, alsoForms]).toEqual(["lxc", ["proxmox"]]);
    expect(uid.mappings).toEqual([{ containerId: 0, hostId: 100000, size: 65536 }]);
    expect(readMap("u 0 100000 65536", { form: "lxc" })).not.toHaveProperty("value.alsoForms");
  });

  it.each<[string, readonly FormName[]]>([
    ["lxc.idmap = u 0 100000 65536", ["lxc", "proxmox"]],
    ["lxc.idmap: u 0 100000 65536", ["proxmox"]],
    ["lxc.idmap = u 0x0 100000 65536", ["lxc"]],
    ["raw.idmap: both 1000 1000", ["raw-idmap"]],
    ["both 1000 1000", ["raw-idmap"]],
    ["--uidmap 0:1:2", ["podman"]],
    ["\n  UIDMap=0:1:2", ["podman"]],
    ["[Container]\nImage=x\nUIDMap=0:1:2", ["podman"]],
    ["[Container]\nVolume=/a:/b:idmap=uids=0-1-2", ["podman-idmap"]],
    ["[Exec]\nPrivateUsers=100000:1000", ["nspawn"]],
    ["+0:1:2", ["podman"]],
    ["0:1:1000 1000:0:1", ["triple", "podman", "mount-idmap", "unshare", "nsjail"]],
    ["0:1:0x10", ["subid", "nsjail"]],
    ["0:1:0x3E8", ["subid", "nsjail"]],
    ["X-mount.idmap=0:1:2", ["mount-idmap"]],
    ["newuidmap 42 [0 1000 1 1 100000 65536]", ["newuidmap"]],
    ["--private-users=100000:1000", ["nspawn"]],
    ["--map-users=0:1:2", ["unshare"]],
    ["keep-id:uid=5", ["podman"]],
    ["idmap=uids=0-1-10", ["podman-idmap"]],
    ['volatile.idmap.next: \'[{"Isuid":true,"Maprange":1}]\'', ["incus-json"]],
    ['volatile.idmap.next: [{"Isuid":true,"Maprange":1}]', ["incus-json"]],
    ['[{"container_id":0,"host_id":1000,"size":1}]', ["podman-json"]],
    ["0 100000 65536\n0 200000 65536", ["proc-map"]],
  ])("of %j are %j", (text, forms) => {
    expect(recognizeMap(text).readings.map(({ form, alsoForms = [] }) => [form, ...alsoForms])).toEqual([forms]);
  });

  it.each(["", " \n", "0:1:0", "0:100000:65536x", '[{"container_id":0,"host_id":1000,"size":1,"length":2}]'])(
    "of %j are none",
    (text) => {
      expect(recognizeMap(text).readings).toEqual([]);
    },
  );

  it("are in doubt where a line may be an owner's or a mapping", () => {
    const forms = (options?: ReadMapOptions) =>
      recognizeMap("1000:0:1", options).readings.map(({ form, uid: { mappings } }) => [form, mappings[0]?.containerId]);
    expect(forms()).toContainEqual(["subid", 0]);
    expect(forms().length).toBe(2);
    for (const options of [{ owner: "1000" }, { reader: "moby" as const }, { rootless: 1000 }])
      expect(forms(options)).toEqual([["subid", 0]]);
    expect(forms({ owner: "alice" })).toEqual([]);
    expect(refusalOf("1000:0:1", { owner: "alice" })).toMatchObject({
      reasons: [{ form: "subid", cause: { code: "no-entry" } }],
    });
    expect(unwrap(readMap("keep-id", { rootless: 1000 })).form).toBe("podman");
  });
});

describe("IDs without a mapping", () => {
  it.each([
    ["podman", "host", "as-outside"],
    ["podman", "auto", "chosen-at-start"],
    ["podman", "auto:uidmapping=0:1:1", "chosen-at-start"],
    ["podman", "keep-id", undefined],
    ["nspawn", "no", "as-outside"],
    ["nspawn", "identity", undefined],
    ["userns-remap", "root", "as-outside"],
    ["lxc", "lxc.uts.name = web", "as-outside"],
    ["lxc", "lxc.idmap = u 0 100000 65536\nlxc.idmap =", "as-outside"],
    ["lxc", "lxc.idmap = u 0 100000 65536", undefined],
    ["proxmox", "unprivileged: 0", "as-outside"],
    ["proxmox", "unprivileged: 1", undefined],
    ["incus-json", "[]", "as-outside"],
    ["incus-json", "null", "as-outside"],
    ["incus-json", '[{"Isgid":true,"Hostid":1,"Maprange":1}]', undefined],
    ["raw-idmap", "", undefined],
    ["podman-json", '{"uidmap":null,"gidmap":null}', "as-outside"],
    ["podman-json", '{"host":{"idMappings":{"gidmap":null,"uidmap":null}}}', "as-outside"],
    ["podman-json", '[{"HostConfig":{"IDMappings":{"UidMap":null,"GidMap":null}}}]', "as-outside"],
    ["podman-json", "null", "as-outside"],
    ["podman-json", "host:\n  idMappings:\n    gidmap: null\n    uidmap: null\n  kernel: 6.18\n", "as-outside"],
    ["podman-json", '{"uidmap":null}', undefined],
    ["podman-json", '{"uidmap":null,"gidmap":["0:5:2"]}', undefined],
    ["podman-json", '{"uidmap":null,"gidmap":null,"uidmap":[]}', undefined],
    ["podman-json", '{"uidmap":[],"gidmap":[]}', undefined],
    ["podman-json", "uidmap: null\ngidmap:\n- container_id: 0\n  host_id: 5\n  size: 2\n", undefined],
    ["podman-json", "uidmap: null\n", undefined],
    ["podman-json", "[]", undefined],
    ["podman-json", "{}", undefined],
    ["oci", '{"linux":{"namespaces":[{"type":"pid"},{"type":"mount"}]}}', "as-outside"],
    ["oci", '{"linux":{"namespaces":[]}}', "as-outside"],
    ["oci", '{"namespaces":[{"type":"pid","path":"/proc/1/ns/user"}]}', "as-outside"],
    ["oci", '{"linux":{"namespaces":[{"type":"pid"},{"type":"user"}]}}', undefined],
    ["oci", '{"linux":{"namespaces":[{"type":"user","path":""}]}}', undefined],
    ["oci", '{"linux":{"uidMappings":[],"namespaces":null}}', undefined],
    ["oci", '{"linux":{"namespaces":"pid"}}', undefined],
    ["oci", '{"linux":{}}', undefined],
    ["oci", '{"linux":{"namespaces":[1,{"type":5}],"uidMappings":[{"containerID":0,"hostID":5,"size":2}]}}', undefined],
    ["cri", '{"mode":"NODE"}', "as-outside"],
    ["cri", '{"mode":"POD"}', undefined],
    ["cri-text", "&UserNamespace{Mode:NODE,Uids:[]*IDMapping{},Gids:[]*IDMapping{},}", "as-outside"],
    ["cri-text", "&UserNamespace{Mode:POD,Uids:[]*IDMapping{},Gids:[]*IDMapping{},}", undefined],
  ] as const)("are told of %s, %s", (form, text, otherIds) => {
    expect(unwrap(readMap(text, { form })).otherIds).toBe(otherIds);
  });

  it.each([
    ["--userns=host", "podman", "as-outside"],
    ["--userns=auto", "podman", "chosen-at-start"],
    ["PrivateUsers=no", "nspawn", "as-outside"],
    ["lxc.idmap =", "lxc", "as-outside"],
    ['{"mode":"NODE"}', "cri", "as-outside"],
    ['{"uidmap":null,"gidmap":null}', "podman-json", "as-outside"],
    ['{"linux":{"namespaces":[{"type":"pid"}]}}', "oci", "as-outside"],
  ])("are told of %s, which says itself what it is", (text, form, otherIds) => {
    expect(unwrap(readMap(text))).toMatchObject({ form, otherIds });
  });

  it.each(["[]", "null", "{}", "host", "no", "\n"])("are nobody's where the text may be anything: %j", (text) => {
    expect(readMap(text)).toMatchObject({ ok: false, error: { code: "no-known-form" } });
  });
});
