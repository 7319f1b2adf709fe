import { describe, expect, it } from "vitest";
import type { FakeEntry, World } from "../run.ts";
import { run } from "../run.ts";
import { audit, directory, FILES, KUBELET, userns } from "./support.ts";

const INITIAL = "         0          0 4294967295\n";

/** A process: the line of its map, its parent, and the namespace it is in, if that may be read. */
type Process = readonly [map: string, parent: number, namespace?: string | undefined];

function world(processes: Readonly<Record<number, Process>>, self = INITIAL): World {
  const proc: Record<string, FakeEntry> = {
    self: "symbolic-link",
    "99": { uid_map: self },
    sys: {},
    "7": { uid_map: INITIAL },
  };
  const links: Record<string, string> = { "/proc/self": "99" };
  for (const [pid, [map, parent, namespace]] of Object.entries(processes)) {
    proc[pid] = { uid_map: map, status: `Name:\tp${pid}\nUmask:\t0022\nPPid:\t${parent}\n` };
    if (namespace !== undefined) links[`/proc/${pid}/ns/user`] = namespace;
  }
  return { directories: { "/proc": proc }, links };
}

function map(hostId: number, size = 65536, containerId = 0): string {
  return `${containerId} ${hostId} ${size}\n`;
}

const ARGV = [...KUBELET, "--proc"];

describe("audit --proc", () => {
  it("knows the namespaces of pods by their ranges", async () => {
    const { code, document, codes } = await audit(
      { web: userns(65536) },
      ARGV,
      world({ 1: [INITIAL, 0, "user:[1]"], 20: [map(65536), 1, "user:[2]"], 10: [map(65536), 20, "user:[2]"] }),
    );
    expect({ code, codes }).toEqual({ code: 0, codes: [] });
    expect(document.namespaces).toEqual([
      {
        id: "user:[2]",
        mappings: [{ containerId: 0, hostId: 65536, size: 65536 }],
        processes: 2,
        example: { pid: 10, command: "p10" },
        podUid: "web",
      },
    ]);
    const { stdout } = await run(["audit", "--pods-dir", "pods", ...ARGV], {
      files: FILES,
      ...world({ 20: [map(65536), 1, "user:[2]"], 21: [map(1000, 1), 1, "user:[3]"] }),
      directories: {
        pods: directory({ web: userns(65536) }),
        ...world({ 20: [map(65536), 1], 21: [map(1000, 1), 1] }).directories,
      },
    });
    expect(stdout).toContain("\nrunning     2 user namespaces, 1 of them of pods in the directory\n");
  });

  it("finds namespaces that overlap, unless one was made in the other", async () => {
    const { code, document } = await audit(
      { web: userns(65536) },
      ARGV,
      world({
        10: [map(65536), 1, "user:[2]"],
        11: [map(66536, 1), 10, "user:[3]"],
        12: [map(66536, 1), 10, "user:[4]"],
        13: [map(66536, 10), 1, "user:[5]"],
      }),
    );
    expect(code).toBe(1);
    expect(document.findings.map(({ code, about, why }) => [code, about[0], why.split(",")[0]])).toEqual([
      [
        "namespaces-overlap",
        "process 10 (p10) in user:[2] and process 13 (p13) in user:[5]",
        "Both map the host IDs [66536",
      ],
      [
        "namespaces-overlap",
        "process 11 (p11) in user:[3] and process 13 (p13) in user:[5]",
        "Both map the host IDs [66536",
      ],
      [
        "namespaces-overlap",
        "process 12 (p12) in user:[4] and process 13 (p13) in user:[5]",
        "Both map the host IDs [66536",
      ],
    ]);
  });

  /** One made in the other, with the same IDs. */
  const nested = (count: number): Readonly<Record<number, Process>> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [1000 + i, [map(65536), i === 0 ? 1 : 999 + i, `user:[${1000 + i}]`]]),
    );

  it("finds what overlaps behind many that were made in each other", async () => {
    const { codes } = await audit({ web: userns(65536) }, ARGV, world({ ...nested(60), 10: [map(131071, 1), 1] }));
    expect(codes).toEqual(Array.from({ length: 60 }, () => "unsound namespaces-overlap"));
  });

  it("says so where more namespaces share IDs than it looks at", async () => {
    const { codes, document } = await audit({ web: userns(65536) }, ARGV, world(nested(450)));
    expect(codes).toEqual(["undecided more-namespaces-overlap"]);
    expect(document.findings[0]?.why).toContain("than the 100000 that were looked at");
    const strangers = Array.from({ length: 46 }, (_, i) => [10 + i, [map(65536), 1, `user:[${i}]`]] as const);
    const many = await audit({ web: userns(65536) }, ARGV, world(Object.fromEntries(strangers)));
    expect(many.codes).toEqual([
      ...Array.from({ length: 1000 }, () => "unsound namespaces-overlap"),
      "undecided more-namespaces-overlap",
    ]);
  });

  it("finds a range of the pool that no file holds", async () => {
    const found = async (line: string) => (await audit({ web: userns(65536) }, ARGV, world({ 10: [line, 1] }))).codes;
    expect(await found(map(131072))).toEqual(["unsound range-without-file"]);
    expect(await found(map(131072, 65536, 1))).toEqual([]);
    expect(await found(map(131072, 1000))).toEqual([]);
    expect(await found(map(131073))).toEqual([]);
    expect(await found(map(327680))).toEqual([]);
    expect(await found(map(196608) + map(300000, 5, 65536))).toEqual([]);
    expect(await found("")).toEqual([]);
    expect(await found(map(65536))).toEqual([]);
    expect(await found(map(65536, 65536, 5))).toEqual([]);
    const { document } = await audit({}, ARGV, world({ 10: [map(131072), 1] }));
    expect(document.findings[0]?.about).toEqual(["process 10 (p10)"]);
    const off = await audit({}, ["--release", "1.32", "--proc"], world({ 10: [map(131072), 1] }));
    expect(off.codes.filter((code) => code.startsWith("unsound"))).toEqual([]);
    const inner = world({ 10: [map(131072), 1, "user:[2]"], 11: [map(131072), 10, "user:[3]"] });
    expect((await audit({}, ARGV, inner)).codes).toEqual(["unsound range-without-file"]);
  });

  it("tells namespaces apart by their maps where it may not ask", async () => {
    const { document, codes } = await audit(
      { a: userns(65536) },
      ARGV,
      world({ 10: [map(65536), 1], 11: [map(65536), 10] }),
    );
    expect(codes).toEqual([]);
    expect(document.namespaces).toMatchObject([{ id: null, processes: 2 }]);
  });

  it("takes what it can get of a process that ends", async () => {
    const proc = {
      "10": { uid_map: map(131072), status: "" },
      self: "symbolic-link",
      "99": { uid_map: INITIAL },
    } as const;
    const { document } = await audit({}, ARGV, { directories: { "/proc": proc }, links: { "/proc/self": "99" } });
    expect(document.namespaces).toMatchObject([{ example: { pid: 10, command: "" } }]);
  });

  it("leaves out the sandboxes of host users, processes that ended, and circles of parents", async () => {
    const { codes, document } = await audit(
      {},
      ARGV,
      world({
        10: [map(1000, 1, 1000), 1, "user:[2]"],
        11: [map(1000, 1, 1000), 12, "user:[3]"],
        12: [map(1000, 1, 1000), 11, "user:[4]"],
        13: [map(4294967295, 1), 1, "user:[5]"],
        14: [map(4294967295, 1), 1, "user:[6]"],
      }),
    );
    expect(codes).toEqual([]);
    expect(document.namespaces).toHaveLength(5);
  });

  it("says so where it runs in a user namespace itself", async () => {
    for (const self of [map(0, 1000), "", "nonsense"]) {
      const { code, codes } = await audit({}, ARGV, world({}, self));
      expect({ code, codes }).toEqual({ code: 0, codes: ["undecided seen-from-inside"] });
    }
  });

  it("says so where there is no /proc", async () => {
    expect((await audit({}, ARGV)).stderr).toBe("userns-sim: /proc: no such file\n");
    const { links: _, ...unlinked } = world({});
    expect((await audit({}, ARGV, unlinked)).codes).toEqual(["undecided seen-from-inside"]);
  });
});
