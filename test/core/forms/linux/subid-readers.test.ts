import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explain,
  FORMS,
  type FormOptions,
  otherSubidReadings,
  parseSubid,
  SUBID_READER_NAMES,
  SUBID_READERS,
  type SubidReader,
} from "../../../../src/index.ts";
import { prop } from "../../../support/prop.ts";

type Answer = string | RegExp;

/** What a reader makes of a file: its lines `container host size`, or what it refuses with. */
function answer(text: string, options: FormOptions): string {
  const read = FORMS.subid.read(text, options);
  if (!read.ok) return `${read.error.code}: ${explain(read.error)}`;
  return read.value.uid.mappings.map(({ containerId, hostId, size }) => `${containerId}:${hostId}:${size}`).join(" ");
}

const alice: FormOptions = { owner: "alice", passwd: "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/:/bin/sh\n" };
const TWO = "alice:200000:1000\nalice:100000:65536";
const FILE_ORDER = "0:200000:1000 1000:100000:65536";

describe("a reader of /etc/subuid", () => {
  it.each<[string, FormOptions, Readonly<Partial<Record<SubidReader, Answer>>>]>([
    ["alice:100000:65536", alice, every("0:100000:65536")],
    ["1000:100000:65536", alice, { ...every("0:100000:65536"), lxd: /^no-entry.*No map found for user/ }],
    ["1000:100000:65536", { owner: "1000" }, every("0:100000:65536")],
    ["alice:100000:65536", { ...alice, owner: "1000" }, every("0:100000:65536")],
    // Incus looks for the number where it found no sound line under the name, and only then.
    ["alice:x:1\n1000:100000:65536", alice, { incus: "0:100000:65536", lxd: /^no-entry/ }],
    ["alice:5:1\n1000:100000:65536", alice, { incus: /^too-few-ids.*only privileged containers will be functional/ }],
    ["alice:5:1\n1000:100000:65536", alice, { lxd: /^too-few-ids.*No available uid.gid map could be found/ }],
    ["alice:5:65535\nAlice:100000:65536", alice, { incus: "0:100000:65536", lxd: "0:100000:65536" }],
    [
      "alice:100000:65536\nalice:300000:65537",
      alice,
      { incus: /^overlapping-mappings/, lxd: "0:100000:65536", unshare: "0:100000:65536" },
    ],
    [
      TWO,
      alice,
      {
        shadow: FILE_ORDER,
        moby: FILE_ORDER,
        storage: "0:100000:65536 65536:200000:1000",
        incus: "0:100000:65536",
        lxd: "0:100000:65536",
        unshare: "0:200000:1000",
      },
    ],
    ["# c\nalice:100000:65536", alice, every("0:100000:65536")],
    [
      "alice:100000:65536\nbroken line",
      alice,
      {
        ...every("0:100000:65536"),
        storage: /line 2, column 1.*Format not correct for \/etc\/subuid file/,
        incus: /line 2, column 1.*Unexpected values in "\/etc\/subuid": \["broken line"\]"/,
        lxd: /line 2, column 1.*Unexpected values in/,
      },
    ],
    [
      "alice:100000:65536\n1000:300000:10",
      alice,
      {
        shadow: "0:100000:65536 65536:300000:10",
        storage: "0:100000:65536 65536:300000:10",
        moby: "0:100000:65536 65536:300000:10",
        incus: "0:100000:65536",
        lxd: "0:100000:65536",
        unshare: "0:100000:65536",
      },
    ],
    ["a:b # c\nalice:100000:65536", alice, { incus: /Unexpected values in .*: \["a" "b "\]"/ }],
    [
      "alice:0x10:010",
      alice,
      {
        shadow: "0:16:8",
        storage: /line 1, column 7.*strconv.Atoi: parsing "0x10": invalid syntax/,
        moby: "0:0:10",
        incus: /^no-entry/,
        unshare: /failed to parse subid map: '0x10'/,
      },
    ],
    [
      "alice:100000:x",
      alice,
      { moby: /^empty-mapping/, unshare: /column 14.*failed to parse subid map: 'x'/, incus: /^no-entry/ },
    ],
    ["alice:100000:65536 # c", alice, { shadow: /^not-a-number/, incus: /^no-entry/, moby: /^empty-mapping/ }],
    ["alice:100000:65536# c", alice, { incus: "0:100000:65536", storage: /^not-a-number/ }],
    ["ALICE:100000:65536", alice, { incus: "0:100000:65536", shadow: /^no-entry/, storage: /^no-entry/ }],
    [" alice:100000:65536 \r", alice, { storage: "0:100000:65536", moby: "0:100000:65536", shadow: /^not-a-number/ }],
    ["alice:100000:65536\r", alice, { incus: "0:100000:65536", unshare: /^not-a-number/ }],
    [
      "alice:1:2:3",
      alice,
      { moby: "0:1:2", incus: /^too-few-ids/, storage: /^field-count/, unshare: /failed .* '2:3'/ },
    ],
    ["alice:1:65536:3", alice, { incus: "0:1:65536", lxd: "0:1:65536" }],
    ["alice:-5:9", alice, { storage: /^number-too-large/, moby: /^number-too-large/, incus: /^no-entry/ }],
    ["alice:5000000000:9", alice, { storage: /^number-too-large/, unshare: /^number-too-large/, incus: /^no-entry/ }],
    ["bob:1:2", alice, { moby: /no subuid ranges found for user "alice"/, unshare: /no line matching user "alice"/ }],
    // strtoul makes 0 of a name, so root has the first line there is.
    ["bob:1:2", { owner: "root", passwd: alice.passwd ?? "" }, { unshare: "0:1:2", shadow: /^no-entry/ }],
    ["a:1:2\na:3:4", {}, { shadow: "0:1:2 2:3:4", unshare: "0:1:2" }],
    ["# c\na:1:2", {}, { moby: "0:1:2", storage: "0:1:2" }],
    ["a:1:2\nb:3:4", {}, every(/^several-entries/)],
    ["a:0:4294967295\na:5:4294967295\na:6:1", { owner: "a" }, { shadow: /^reaches-no-id/, moby: /^reaches-no-id/ }],
    [
      "alice:100000:65536",
      { rootless: 1000 },
      {
        ...every("0:1000:1 1:100000:65536"),
        incus: "not-rootless: incus has no rootless mode: it never maps a user's own ID",
        lxd: /^not-rootless/,
      },
    ],
    [TWO, { ...alice, rootless: 1000 }, { storage: "0:1000:1 1:100000:65536 65537:200000:1000" }],
    ["1000:5:1\nbob:7:1", { rootless: 1000 }, { shadow: "0:1000:1 1:5:1" }],
    ["alice:5:1\nbob:7:1", { rootless: 1000 }, { shadow: /^several-entries/ }],
    ["alice:5:1\nbob:7:1", { rootless: 1000, passwd: alice.passwd ?? "" }, { shadow: "0:1000:1 1:5:1" }],
    // unshare moves the lines past the user's own ID, whatever that does to their end.
    ["alice:1000:10", { ...alice, rootless: 1000 }, { unshare: "0:1000:1 1:1001:10", shadow: /^overlapping-mappings/ }],
  ])("makes its own map of %j for %j", (text, options, answers) => {
    for (const [reader, expected] of Object.entries(answers) as [SubidReader, Answer][]) {
      const said = answer(text, { ...options, reader });
      if (typeof expected === "string") expect([reader, said]).toEqual([reader, expected]);
      else expect(said).toMatch(expected);
    }
  });

  it("is shadow unless named", () => {
    expect(answer(TWO, alice)).toBe(FILE_ORDER);
  });

  it("names the file of groups where groups are meant", () => {
    expect(answer("x", { ...alice, reader: "storage", kind: "gid" })).toContain("for /etc/subgid file");
  });

  const owner = fc.constantFrom("alice", "1000", "bob", "#", "", "+a");
  const field = fc.constantFrom("0", "1", "5", "70000", "010", "x", "", " 7", "4294967295", "99999999999");
  const line = fc.oneof(
    fc.tuple(owner, field, field).map((fields) => fields.join(":")),
    fc.constantFrom("", "# c", "alice", "alice:1:2:3"),
  );
  const file = fc.array(line, { maxLength: 5 }).map((lines) => lines.join("\n"));

  prop("maps what parseSubid reads, one after the other, where it is shadow", [file], (text) => {
    let next = 0;
    const lines = parseSubid(text)
      .entries.filter(({ owner }) => ["alice", "1000"].includes(owner))
      .map(({ start, count }) => {
        next += count;
        return `${next - count}:${start}:${count}`;
      });
    const read = FORMS.subid.read(text, alice);
    if (read.ok) expect(answer(text, alice)).toBe(lines.join(" "));
    else expect("errno" in read.error).toBe(lines.length > 0);
  });

  prop("has the same map for one sound line", [fc.constantFrom(...SUBID_READER_NAMES)], (reader) => {
    expect(answer("alice:100000:65536\n", { ...alice, reader })).toBe("0:100000:65536");
  });

  prop(
    "never throws",
    [
      fc.oneof(fc.string({ unit: "binary" }), file),
      fc.constantFrom(...SUBID_READER_NAMES),
      fc.option(fc.constantFrom("alice", ""), { nil: undefined }),
      fc.option(fc.constantFrom(0, 1000, 4294967295), { nil: undefined }),
    ],
    (text, reader, owner, rootless) => {
      const read = FORMS.subid.read(text, {
        reader,
        ...(owner !== undefined && { owner }),
        ...(rootless !== undefined && { rootless }),
      });
      expect(read.ok || explain(read.error) !== "").toBe(true);
    },
  );
});

describe("SUBID_READERS", () => {
  it("has a row for each name, and a title of its own", () => {
    expect(Object.keys(SUBID_READERS)).toEqual([...SUBID_READER_NAMES]);
    expect(new Set(Object.values(SUBID_READERS).map(({ title }) => title)).size).toBe(SUBID_READER_NAMES.length);
  });
});

describe("each row of SUBID_READERS", () => {
  it.each(Object.entries(SUBID_READERS))("%s: says where it can be read, and which version was read", (_name, row) => {
    expect(row.title).toMatch(/\S/);
    expect(row.source).toMatch(/^\w+\b.*, \S+.*, (?:[\d.]+|[\da-f]{8}|util-linux [\da-f]{8})$/);
  });
});

describe("otherSubidReadings", () => {
  it.each<[string, FormOptions, readonly SubidReader[]]>([
    ["alice:100000:65536", alice, []],
    ["alice:100000:65536", { rootless: 1000 }, []],
    [TWO, alice, ["storage", "incus", "lxd", "unshare"]],
    [TWO, { ...alice, reader: "unshare" }, ["shadow", "storage", "moby", "incus", "lxd"]],
    ["alice:100000:65536\nbroken", alice, ["storage", "incus", "lxd"]],
    ["alice:100000:65536\nbroken", { ...alice, reader: "storage" }, ["shadow", "moby", "unshare"]],
    ["alice:100000:x", { ...alice, reader: "storage" }, []],
    // The two lines continue one another in either order, so every map is the same but that of the first line.
    ["alice:100000:10\nalice:100010:10", alice, ["incus", "lxd", "unshare"]],
  ])("of %j for %j", (text, options, readers) => {
    expect(otherSubidReadings(text, options).map(({ reader }) => reader)).toEqual(readers);
  });

  it("gives what they read", () => {
    const [storage] = otherSubidReadings(TWO, alice);
    expect(storage?.read.ok && storage.read.value.mappings[0]?.hostId).toBe(100000);
  });
});

function every(expected: Answer): Readonly<Record<SubidReader, Answer>> {
  return { shadow: expected, storage: expected, moby: expected, incus: expected, lxd: expected, unshare: expected };
}
