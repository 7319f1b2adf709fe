import { describe, expect, it } from "vitest";
import { type HostFiles, hostOwnersOf } from "../../../../src/core/node/audit/host-owners.ts";

const PASSWD = "alice:x:1000:1000::/:\nbad\n:x:5:5::/:\nwide:x:4294967296:0::/:\nmallory:x:-1:0::/:\n";

function inside(files: HostFiles, id: number): unknown {
  return hostOwnersOf(files, id).map(({ kind, name, maps, container }) => [kind, name, maps, container.start]);
}

describe("hostOwnersOf", () => {
  const subuid = "alice:100000:10\nbob:300000:5\n1000:200000:10\nbroken\n";

  it("counts the lines of an owner one after the other", () => {
    expect(inside({ subuid: "a:100000:10\nb:5:1\na:200000:10\n" }, 200001)).toEqual([["subordinate", "a", "uid", 11]]);
  });

  it("has the lines under the name and the number of the rootless user as one map", () => {
    expect(inside({ subuid, passwd: PASSWD, rootless: 1000 }, 200001)).toEqual([["subordinate", "alice", "uid", 12]]);
    expect(inside({ subuid, rootless: 1000 }, 200001)).toEqual([["subordinate", "1000", "uid", 2]]);
    expect(inside({ subuid, passwd: PASSWD }, 200001)).toEqual([["subordinate", "1000", "uid", 1]]);
    expect(inside({ subuid, passwd: PASSWD, rootless: 1000 }, 300001)).toEqual([["subordinate", "bob", "uid", 1]]);
  });

  it("takes the only owner for the rootless user where no file tells", () => {
    const files = { subuid: "alice:100000:65536\n", rootless: 1000 };
    expect(inside(files, 100999)).toEqual([["subordinate", "alice", "uid", 1000]]);
    expect(inside(files, 1000)).toEqual([["subordinate", "alice", "uid", 0]]);
    expect(inside({ ...files, passwd: "alice:x:1001:::" }, 100999)).toEqual([["subordinate", "alice", "uid", 999]]);
  });

  it("has users and groups apart, and together where they are the same", () => {
    expect(inside({ subuid: "a:10:5\n", subgid: "a:10:5\n" }, 12)).toEqual([["subordinate", "a", "uid and gid", 2]]);
    expect(inside({ subuid: "a:10:5\n", subgid: "a:20:5\n" }, 22)).toEqual([["subordinate", "a", "gid", 2]]);
  });

  it("takes only users that have an ID", () => {
    expect(inside({ passwd: PASSWD }, 1000)).toEqual([["user", "alice", "uid", 1000]]);
    for (const id of [5, 0, 4294967295]) expect(inside({ passwd: PASSWD }, id)).toEqual([]);
  });

  it("takes a range, and bytes", () => {
    const bytes = new TextEncoder().encode("a:10:5\n");
    expect(hostOwnersOf({ subuid: bytes }, { start: 8, size: 4 })).toEqual([
      { kind: "subordinate", name: "a", maps: "uid", host: { start: 10, size: 2 }, container: { start: 0, size: 2 } },
    ]);
  });

  it("has nothing where the lines of an owner run past the last ID, or grant none", () => {
    expect(inside({ subuid: "a:0:4294967295\na:7:5\na:9:0\n" }, 4294967294)).toEqual([
      ["subordinate", "a", "uid", 4294967294],
    ]);
  });

  it("throws for what is no ID, and no files", () => {
    expect(() => hostOwnersOf({}, 4294967296)).toThrow(RangeError);
    expect(() => hostOwnersOf({ rootless: 0.5 }, 1)).toThrow(TypeError);
    expect(() => hostOwnersOf(undefined as unknown as HostFiles, 1)).toThrow(TypeError);
  });
});
