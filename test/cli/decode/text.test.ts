import { describe, expect, it } from "vitest";
import { directory, type Pods, userns } from "../audit/support.ts";
import { type Run, run, type World } from "../run.ts";

const PODS: Pods = { web: userns(65536), db: userns(131072), host: null };

async function decode(stdin: string, argv: readonly string[] = [], pods: Pods = PODS, more: World = {}): Promise<Run> {
  return await run(["decode", "-", "--pods-dir", "pods", ...argv], {
    directories: { pods: directory(pods) },
    ...more,
    stdin,
  });
}

async function document(stdin: string, argv: readonly string[] = [], pods: Pods = PODS) {
  return JSON.parse((await decode(stdin, ["--json", ...argv], pods)).stdout);
}

describe("decode -", () => {
  it("marks the IDs of pods that a text names, each below its line", async () => {
    const audit = "type=SYSCALL pid=812 auid=1000 uid=132072 gid=132072 euid=132072 comm=sh\r\n";
    const ls = "-rw-r--r-- 1 65536 root 0 Nov 29 16:45 a";
    expect(await decode(`${audit}\n${ls}\n`)).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "1  type=SYSCALL pid=812 auid=1000 uid=132072 gid=132072 euid=132072 comm=sh",
        "     132072 is user 1000 of db",
        "     132072 is group 1000 of db",
        "2",
        "3  -rw-r--r-- 1 65536 root 0 Nov 29 16:45 a",
        "     65536 is user 0 of web",
        "",
        "3 IDs of pods on 2 lines.",
        "",
      ].join("\n"),
    });
  });

  it("goes by the headings of ps, and what it cuts", async () => {
    const pods: Pods = { c: userns(1310720), d: userns(1310720000) };
    expect(await decode("USER     UID CMD\n1310720+ 1310720001 sh\n13107+ 5 sh", [], pods)).toMatchObject({
      code: 0,
      stdout: [
        "1  USER     UID CMD",
        "2  1310720+ 1310720001 sh",
        "     1310720+ begins like IDs of d",
        "     1310720001 is user 1 of d",
        "3  13107+ 5 sh",
        "     13107+ begins like IDs of c, d",
        "",
        "3 IDs of pods on 2 lines.",
        "",
      ].join("\n"),
    });
  });

  it("takes other numbers only when asked to, and says that there are some", async () => {
    const line = "132072 812 sh";
    expect(await decode(line)).toEqual({
      code: 1,
      stderr: "",
      stdout: [
        `1  ${line}`,
        "",
        "No ID of a pod is named here.",
        "1 other number could be an ID of a pod, if an ID at all: --all-numbers shows it.",
        "",
      ].join("\n"),
    });
    expect(await decode(line, ["--all-numbers"])).toMatchObject({
      code: 0,
      stdout: `1  ${line}\n     132072 could be user or group 1000 of db\n\n1 ID of pods on 1 line.\n`,
    });
    expect((await decode("812 sh", ["--all-numbers"])).code).toBe(1);
  });

  it("gives the same as a document, with the host's own IDs in it", async () => {
    expect(await document("\tuid=132072 5\ngid=0 65536\n")).toEqual({
      schema: "userns-sim/decode/1",
      outcome: "found",
      podsDir: "pods",
      unread: [],
      unreadCount: 0,
      ids: [
        expect.objectContaining({ asked: "132072", kind: "uid", pods: [expect.objectContaining({ podUid: "db" })] }),
        expect.objectContaining({ asked: "0", kind: "gid", pods: [], otherwise: "host" }),
      ],
      text: {
        lines: [
          { line: 1, text: "\tuid=132072 5", places: [{ column: 6, length: 6, certain: true, id: 0 }] },
          { line: 2, text: "gid=0 65536", places: [{ column: 5, length: 1, certain: true, id: 1 }] },
        ],
        others: 1,
      },
    });
    const { ids, text } = await document("65536 gid=65536 5", ["--all-numbers", "--kind", "uid"]);
    expect(ids).toMatchObject([
      { asked: "65536", kind: null },
      { asked: "65536", kind: "gid" },
    ]);
    expect(text.lines[0].places).toEqual([
      { column: 1, length: 5, certain: false, id: 0 },
      { column: 11, length: 5, certain: true, id: 1 },
    ]);
  });

  it("takes --kind for what is named without one", async () => {
    const line = "-rw-r--r-- 1 65536 0 Nov 29 16:45 a";
    expect((await decode(line)).stdout).toContain("     65536 is user or group 0 of web\n");
    expect((await decode(line, ["--kind", "gid"])).stdout).toContain("     65536 is group 0 of web\n");
    const apart = JSON.stringify({
      uidMappings: [{ hostId: 65536, containerId: 0, length: 1 }],
      gidMappings: [{ hostId: 65536, containerId: 7, length: 1 }],
    });
    expect((await decode(line, [], { web: apart })).stdout).toContain(
      "     65536 is user 0 of web\n     65536 is group 7 of web\n",
    );
  });

  it("names pods by their list, and all that have an ID", async () => {
    const list = JSON.stringify({
      kind: "Pod",
      metadata: { name: "web-0", namespace: "shop", uid: "web" },
      spec: { containers: [{ name: "c" }] },
    });
    const { stdout } = await decode(
      "uid=65536",
      ["--pods", "list"],
      { web: userns(65536), twin: userns(65536) },
      { files: { list } },
    );
    expect(stdout).toContain("     65536 is user 0 of twin\n     65536 is user 0 of shop/web-0  web\n");
    expect(stdout).toContain("✗ 1 ID of several pods");
    const crowd = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`p${i}`, userns(65536)]));
    expect((await document("uid=65536", [], crowd)).ids[0].pods).toHaveLength(4);
  });

  it("cannot tell where a file that it could not read may have the IDs", async () => {
    expect(await decode("uid=5", [], { web: "{" })).toMatchObject({
      code: 2,
      stdout: "1  uid=5\n\nNo ID of a pod is named here.\n? The files of 1 pod could not be read or understood: web.\n",
    });
    expect((await decode("uid=65536", [], { web: "{", a: userns(65536) })).code).toBe(0);
  });

  it("is data, whatever is in it: control characters are shown, tabs are spaces", async () => {
    const { stdout } = await decode("Uid:\t65536\t5\nx\u001b[2J\tuid=65536\u202e\0");
    expect(stdout.split("\n").slice(0, 4)).toEqual([
      "1  Uid:    65536   5",
      "     65536 is user 0 of web",
      "2  x\\u001b[2J      uid=65536\\u202e\\u0000",
      "     65536 is user 0 of web",
    ]);
  });

  it("has numbers before the lines of the text, so that none can be taken for the command's own", async () => {
    const lines = Array.from({ length: 10 }, (_, i) => (i === 8 ? "uid=65536" : "     65536 is user 0 of db"));
    const { stdout } = await decode(lines.join("\n"));
    expect(stdout.split("\n").slice(7, 11)).toEqual([
      " 8       65536 is user 0 of db",
      " 9  uid=65536",
      "      65536 is user 0 of web",
      "10       65536 is user 0 of db",
    ]);
  });

  it("dresses the IDs of pods alone", async () => {
    const { stdout } = await decode("uid=65536 gid=5", [], PODS, { env: { FORCE_COLOR: "1" } });
    expect(stdout.split("\n")[0]).toBe("\u001b[2m1\u001b[0m  uid=\u001b[36m65536\u001b[0m gid=5");
  });

  it.each([
    [["5"], [], "- stands for a text with IDs in it, and goes alone"],
    [[], ["--pods", "-"], "--pods -: standard input is the text already"],
  ])("refuses other IDs beside it, and another standard input: %j %j", async (ids, options, message) => {
    expect(await run(["decode", "-", ...ids, "--pods-dir", "pods", ...options], { stdin: "" })).toEqual({
      code: 2,
      stdout: "",
      stderr: `userns-sim: ${message}\n`,
    });
  });

  it("takes --all-numbers for texts only", async () => {
    expect(await run(["decode", "5", "--pods-dir", "pods", "--all-numbers"])).toMatchObject({
      code: 2,
      stderr: "userns-sim: --all-numbers goes with -, a text on standard input\n",
    });
  });

  it("takes no more text, and no more IDs, than it can hold", async () => {
    expect(await decode("x".repeat(4194305))).toMatchObject({
      code: 2,
      stderr: "userns-sim: standard input: larger than the 4 MiB that are read at most\n",
    });
    const many = Array.from({ length: 20_001 }, (_, i) => `uid=${i}`).join(" ");
    expect(await decode(many)).toMatchObject({
      code: 2,
      stderr: "userns-sim: standard input: more than 20000 different IDs; give less of it\n",
    });
    expect((await decode(many.slice(0, many.lastIndexOf(" ")))).code).toBe(1);
  });
});
