import { describe, expect, it } from "vitest";
import { FORMS, type FormName } from "../../../../src/index.ts";
import { mapsLine } from "../edits/answer.ts";

/** The maps; `as outside` where there is no user namespace; else why there are none. */
function answer(form: FormName, text: string): string {
  const read = FORMS[form].read(text);
  if (!read.ok) return "needs" in read.error ? `needs ${read.error.needs}` : read.error.code;
  return read.value.otherIds === undefined ? mapsLine(read.value) : "as outside";
}

const OWN = "lxc.idmap = u 0 5 2\n";

describe("a configuration of LXC", () => {
  it.each([
    ["", "as outside"],
    ["lxc.uts.name = a\n", "as outside"],
    // lxc-info 5.0.2 was asked whether it loads these, and with which mappings.
    [`foo\nfoo = bar\n[x]\n${OWN}`, "uid 0:5:2, gid none"],
    ['lxc.idmap = "u 0 5 2"\n', "uid 0:5:2, gid none"],
    ["lxc.idmap = 'u 0 5 2\"\n", "malformed-line"],
    ['lxc.idmap = "u 0 5 2\n', "malformed-line"],
    ['lxc.uts.name = "a\n', "malformed-line"],
    ["lxc.idmap = '\n", "malformed-line"],
    ["lxc.idmap = ''u 0 5 2''\n", "unknown-word"],
    ["lxc.idmap = u 0 5 2'\n", "not-a-number"],
    [`${OWN}lxc.idmap = ""\n`, "as outside"],
    [`${OWN}lxc.\n`, "malformed-line"],
    [`${OWN}lxc.uts.name\n`, "malformed-line"],
    ["lxc.include = /etc/lxc/idmap.conf\n", "needs included-file"],
    [`${OWN}lxc.include = "/etc/lxc/idmap.conf"\n`, "needs included-file"],
    ["lxc.include =\n", "as outside"],
    [`lxc.include = /usr/share/lxc/config/common.conf\n${OWN}`, "uid 0:5:2, gid none"],
    ["lxc.include = /usr/share/lxc/config/common.conf\n", "as outside"],
    ["lxc.namespace.keep = net\n", "each none"],
    ["lxc.namespace.keep = net\nlxc.namespace.keep = USER\n", "as outside"],
    ["lxc.namespace.keep = net\nlxc.namespace.keep =\n", "as outside"],
    [`${OWN}lxc.namespace.keep = user net\n`, "as outside"],
    [`${OWN}lxc.namespace.keep = net\n`, "uid 0:5:2, gid none"],
    ["lxc.namespace.clone = user mnt\n", "each none"],
    ["lxc.namespace.clone = mnt\n", "as outside"],
    ["lxc.namespace.clone = user\nlxc.namespace.clone =\n", "as outside"],
    ["lxc.namespace.share.user = other\n", "needs shared-namespace"],
    [`${OWN}lxc.namespace.share.user = other\nlxc.namespace.share.user =\n`, "uid 0:5:2, gid none"],
    [`${OWN}lxc.namespace.share.net = other\n`, "uid 0:5:2, gid none"],
  ])("is read as LXC reads it: %j", (text, expected) => {
    expect(answer("lxc", text)).toBe(expected);
  });
});

describe("a configuration of Proxmox", () => {
  const DEFAULT = "each 0:100000:65536";

  it.each([
    ...["1", "on", "yes", "true", "TRUE", "Yes "].map((value) => [`unprivileged: ${value}\n`, DEFAULT]),
    ...["0", "off", "no", "false", "No"].map((value) => [`unprivileged: ${value}\n`, "as outside"]),
    ...["2", "01", "y", "enabled"].map((value) => [`unprivileged: ${value}\n`, "unknown-word"]),
    ["unprivileged:1\n", DEFAULT],
    ["unprivileged: 1\nunprivileged: 0\n", "as outside"],
    ["unprivileged: 1\r\n", DEFAULT],
    ["unprivileged: 1\nlxc.idmap = u 0 5 2\n", "uid 0:5:2, gid none"],
    ["unprivileged: 1\n# lxc.idmap: u 0 5 2\n", DEFAULT],
    ["unprivileged: 1\n[pve:pending]\nlxc.idmap: u 0 5 2\n", DEFAULT],
    ["unprivileged: 1\n[snap_1]\nlxc.idmap: u 0 5 2\n", DEFAULT],
    // Of all that follows Proxmox warns "unable to parse config", and goes on without it.
    ["unprivileged = 1\n", "malformed-line"],
    ["unprivileged : 1\n", "malformed-line"],
    ["unprivileged:\n", "malformed-line"],
    [" unprivileged: 1\n", "malformed-line"],
    ["\tlxc.idmap: u 0 5 2\n", "malformed-line"],
    ["lxc.idmap : u 0 5 2\n", "malformed-line"],
    ["Unprivileged: 1\nlxc.idmap: u 0 5 2\n", "malformed-line"],
    ["unprivileged: 1\n [snap_1]\n", "malformed-line"],
    ["unprivileged: 1\n[x]\n", "malformed-line"],
    ["lxc.include = /etc/lxc/idmap.conf\nunprivileged: 1\n", "needs included-file"],
    ["unprivileged: 1\nlxc.include: /usr/share/lxc/config/common.conf\n", DEFAULT],
  ] as [string, string][])("is read as Proxmox reads it: %j", (text, expected) => {
    expect(answer("proxmox", text)).toBe(expected);
  });

  it("is refused in the words of Proxmox", () => {
    const said = (text: string): unknown => {
      const read = FORMS.proxmox.read(text);
      return read.ok ? undefined : read.error;
    };
    expect(said("unprivileged = 1")).toMatchObject({ column: 1, text: "unable to parse config: unprivileged = 1" });
    expect(said("unprivileged: 2")).toMatchObject({
      column: 15,
      text: "unable to parse value of 'unprivileged' - type check ('boolean') failed - got '2'",
    });
  });
});
