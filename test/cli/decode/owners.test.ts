import { describe, expect, it } from "vitest";
import { directory, userns } from "../audit/support.ts";
import { type Run, run, type World } from "../run.ts";

const files = {
  subuid: "alice:100000:65536\nbob:165536:65536\n",
  subgid: "alice:200000:65536\n",
  passwd: "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n",
};

async function decode(argv: readonly string[], world: World = { files }): Promise<Run> {
  return await run(["decode", ...argv], world);
}

async function owners(argv: readonly string[], world: World = { files }): Promise<unknown> {
  const { ids } = JSON.parse((await decode(["--json", ...argv], world)).stdout);
  return ids.map((id: { owners: { kind: string; name: string; containerId: number }[] }) =>
    id.owners.map(({ kind, name, containerId }) => [kind, name, containerId]),
  );
}

describe("decode without Kubernetes", () => {
  it("tells whose subordinate ID it is, and whose own", async () => {
    expect(await decode(["100999", "1000", "--subuid", "subuid", "--passwd", "passwd"])).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "HOST    INSIDE          OWNER",
        "100999  999 (uid only)  subordinate IDs of alice",
        "1000    –               user alice",
        "",
      ].join("\n"),
    });
  });

  it("counts from 1 for who is rootless, whose own ID is 0", async () => {
    const argv = ["100999", "165537", "1000", "--subuid", "subuid", "--rootless", "1000", "--passwd", "passwd"];
    expect(await owners(argv)).toEqual([
      [["subordinate", "alice", 1000]],
      [["subordinate", "bob", 1]],
      [
        ["user", "alice", 1000],
        ["subordinate", "alice", 0],
      ],
    ]);
  });

  it("lists all owners, and is yes then", async () => {
    const argv = [
      "100999",
      "--map",
      "web=0:100000:1000",
      "--map",
      "web=1000:7:1",
      "--map",
      "db=@db",
      "--subuid",
      "subuid",
    ];
    const world = { files: { ...files, db: '[{"containerID":5,"hostID":100999,"size":1}]' } };
    expect(await owners(argv, world)).toEqual([
      [
        ["subordinate", "alice", 999],
        ["map", "web", 999],
        ["map", "db", 5],
      ],
    ]);
    expect((await decode(argv, world)).code).toBe(0);
    expect(await owners(["7", ...argv.slice(1)], world)).toEqual([[["map", "web", 1000]]]);
  });

  it("is no where nobody has it, and names the rest of a range", async () => {
    const { code, stdout } = await decode(["99999-100001", "5", "--subuid", "subuid"]);
    expect([code, stdout]).toEqual([
      1,
      [
        "HOST           INSIDE          OWNER",
        "100000-100001  0-1 (uid only)  subordinate IDs of alice",
        "99999          ✗ nobody's, as far as these files say",
        "5              ✗ nobody's, as far as these files say",
        "",
      ].join("\n"),
    ]);
  });

  it("tells users from groups", async () => {
    const both = ["--subuid", "subuid", "--subgid", "subgid"];
    expect(await owners(["gid=200005", "uid=200005", ...both])).toEqual([
      [["subordinate", "alice", 5]],
      [["subordinate", "bob", 34469]],
    ]);
  });

  it("looks for pods and for others at once", async () => {
    const world = { files, directories: { pods: directory({ web: userns(65536) }) } };
    const { stdout } = await decode(["66536", "100999", "--pods-dir", "pods", "--subuid", "subuid"], world);
    expect(stdout.split("\n")).toEqual([
      "HOST    INSIDE          OWNER",
      "66536   1000            web",
      "100999  35463           web",
      "        999 (uid only)  subordinate IDs of alice",
      "",
    ]);
  });

  it("reads a text", async () => {
    const { stdout } = await decode(["-", "--subuid", "subuid", "--passwd", "passwd"], {
      files,
      stdin: "uid=100999 x\nuid=1000\nuid=7\n",
    });
    expect(stdout.split("\n")).toEqual([
      "1  uid=100999 x",
      "     100999 is user 999 of subordinate IDs of alice",
      "2  uid=1000",
      "     1000 is the own ID of user alice",
      "3  uid=7",
      "",
      "2 IDs of known owners on 2 lines.",
      "",
    ]);
  });

  it("says what it could look into", async () => {
    expect(await decode(["5"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "userns-sim: where does it stand whose IDs are whose? Name --pods-dir, --subuid, --subgid, --passwd, --map NAME=MAP, or --here for this machine\n",
    });
    const wrong: readonly (readonly [readonly string[], string])[] = [
      [["--pods", "p", "--subuid", "subuid"], "--pods goes with --pods-dir"],
      [["--rootless", "1000", "--passwd", "passwd"], "--rootless has a meaning with --subuid, --subgid or --here only"],
      [["--map", "0:1:1"], "--map: expected NAME=MAP, as web=0:100000:65536, found 0:1:1"],
      [["--map", "=0:1:1"], "--map: expected NAME=MAP, as web=0:100000:65536, found =0:1:1"],
      [["--map", "a=0 1"], "--map a: of no known form"],
    ];
    for (const [argv, message] of wrong) {
      const { code, stderr } = await decode(["5", ...argv]);
      expect([code, stderr.split("\n")[0]]).toEqual([2, `userns-sim: ${message}`]);
    }
  });
});

describe("decode --here", () => {
  const proc = {
    self: "symbolic-link",
    "7": { uid_map: "0 0 4294967295\n", status: "Name:\tinit\nPPid:\t0\n" },
    "9": { uid_map: "0 1000 1\n1 100000 65536\n", status: "Name:\tbash\nPPid:\t7\n" },
    "10": { uid_map: "0 1000 1\n1 100000 65536\n", status: "Name:\tcat\nPPid:\t9\n" },
  } as const;
  const here: World = {
    directories: { "/": { etc: { subuid: files.subuid, passwd: files.passwd } }, "/proc": proc },
    links: { "/proc/self": "7", "/proc/9/ns/user": "user:[1]", "/proc/10/ns/user": "user:[1]" },
  };

  it("reads the files of this machine, and what runs on it", async () => {
    expect(await owners(["100999", "1000", "--here"], here)).toEqual([
      [
        ["subordinate", "alice", 999],
        ["process", "bash (PID 9 and 1 more)", 1000],
      ],
      [
        ["user", "alice", 1000],
        ["process", "bash (PID 9 and 1 more)", 0],
      ],
    ]);
  });

  it("lets an option stand for a file", async () => {
    expect(await owners(["9", "--here", "--subuid", "s"], { ...here, files: { s: "carol:9:1\n" } })).toEqual([
      [["subordinate", "carol", 0]],
    ]);
  });

  it("is wrong use where there is no Linux, or a file cannot be read", async () => {
    expect(await decode(["5", "--here"], {})).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: --here: there is no /proc, so this is no Linux: copy the files, and name them\n",
    });
    const link = {
      ...here,
      directories: { "/": { etc: { subuid: { kind: "symbolic-link" } as const } }, "/proc": proc },
    };
    expect((await decode(["5", "--here"], link)).stderr).toBe(
      "userns-sim: --here: /etc/subuid cannot be read: name it with --subuid\n",
    );
  });
});

describe("decode of IDs that many have", () => {
  const shared = Array.from({ length: 400 }, (_, i) => `u${i}:100000:65536\n`).join("");
  const asked = Array.from({ length: 251 }, (_, i) => String(100000 + i));

  it.each([[[]], [["--json"]]])("refuses those that have too many owners, all together: %j", async (options) => {
    expect(await decode([...asked, ...options, "--subuid", "s"], { files: { s: shared } })).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: the IDs have more than 100000 owners, all together; ask for fewer at a time\n",
    });
  });

  it("tells all owners of a range, however many", async () => {
    const subuid = Array.from({ length: 100_001 }, (_, i) => `u${i}:${100000 + i}:1\n`).join("");
    const { stdout } = await decode(["100000-300000", "--subuid", "s", "--json"], { files: { s: subuid } });
    expect(JSON.parse(stdout).ids[0].owners).toHaveLength(100_001);
  });
});
