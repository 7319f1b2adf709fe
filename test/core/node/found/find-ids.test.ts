import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findIds } from "../../../../src/core/node/found/find-ids.ts";
import { prop } from "../../../support/prop.ts";

/** The IDs that a text names, as `u132072` or `g132072`, one that is cut with its plus, one of no kind with a question mark. */
function named(text: string): readonly string[] {
  return findIds(text)
    .filter(({ certain }) => certain)
    .map(({ id, kind, cut }) => `${kind === null ? "?" : kind[0]}${id}${cut ? "+" : ""}`);
}

function words(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}

describe("findIds", () => {
  it.each([
    // audit
    [
      'type=SYSCALL msg=audit(1764432310.155:4242): arch=c000003e ppid=1 pid=812 auid=4294967295 uid=132072 gid=132073 euid=5 suid=6 fsuid=7 egid=8 sgid=9 fsgid=10 tty=(none) ses=4294967295 comm="sh" AUID="unset" UID="unknown(132072)"',
      "u4294967295 u132072 g132073 u5 u6 u7 g8 g9 g10",
    ],
    [
      'type=PATH item=0 name="/etc/shadow" inode=42 dev=fe:00 mode=0100640 ouid=132072 ogid=131072 rdev=00:00',
      "u132072 g131072",
    ],
    ["type=LOGIN pid=812 uid=0 old-auid=4294967295 auid=132072", "u0 u4294967295 u132072"],
    ["type=OBJ_PID msg=audit(1.2:3): opid=812 oauid=-1 ouid=132072 oses=-1", "u132072"],
    // id
    ["uid=132072 gid=132073 groups=132073,4(adm)", "u132072 g132073 g132073 g4"],
    ["uid=0(root) gid=0(root) groups=0(root),4(adm),132072 context=u:r:t:s0", "u0 g0 g0 g4 g132072"],
    // the kernel, sshd, systemd, a mount, JSON
    ["Out of memory: Killed process 812 (sh) total-vm:1kB, UID:132072 pgtables:4kB", "u132072"],
    ["pam_unix(sshd:session): session opened for user root(uid=0) by alice(uid=132072)", "u0 u132072"],
    ["_UID=132072 _AUDIT_LOGINUID=1000 OBJECT_GID=5", "u132072 u1000 g5"],
    ["tmpfs /run tmpfs rw,mode=755,uid=132072,gid=132073 0 0", "u132072 g132073"],
    ['{"uid": 132072, "gid":132073, "ruid" : 4}', "u132072 g132073 u4"],
    // stat
    ["Access: (0644/-rw-r--r--)  Uid: (132072/ UNKNOWN)   Gid: (    0/    root)", "u132072 g0"],
    // /proc/PID/status
    ["Uid:\t132072\t1\t2\t3", "u132072 u1 u2 u3"],
    ["Gid:\t132073\t1\t2\t3", "g132073 g1 g2 g3"],
    ["Groups:\t4 132073 ", "g4 g132073"],
    ["Groups:\t", ""],
    // ls, find, tar
    ["-rw-r--r-- 1     132072 1310720001    0 Nov 29 16:45 a", "u132072 g1310720001"],
    ["drwxr-xr-x. 2 132072 root 4096 Nov 29 16:45 a", "u132072"],
    ["-rw-r--r-- 1 root 132073 4.0K 2024-11-29 16:45 a", "g132073"],
    ["crw-rw-rw- 1 132072 5 1, 3 Nov 20 01:09 /dev/null", "u132072 g5"],
    ["2146892 0 -rw-r--r-- 1     132072     132073 ? 0 Nov 29 16:45 a", "u132072 g132073"],
    ["-rw-r--r--. 1 132072 132073 system_u:object_r:container_file_t:s0:c1,c2 0 Nov 29 16:45 a", "u132072 g132073"],
    ["  2146892      4 -rwsr-xr-t   1 132072   132073    8 Nov 29 16:45 /tmp/a", "u132072 g132073"],
    ["-rw-r--r-- 132072/132073         0 2026-11-29 16:45 ./a", "u132072 g132073"],
    ["-rw-r--r-- root/132073         0 2026-11-29 16:45 ./a", "g132073"],
    ["-rw-r--r-- 1     132072 0 Nov 29 16:45 a", "?132072"],
    ["-rw-r--r-- 1     132072 0 2024-11-29 16:45 a", "?132072"],
    ["-rw-r--r-- 1 root 4096 Nov 29 16:45 a", ""],
    ["-rw-r--r-- 1 root root 4096 Nov 29 16:45 132072", ""],
    ["-rw-r--r--", ""],
    ["-rw-r--r-- 1", ""],
    ["-rw-r--r-- x 1 2 3 ", ""],
    ["-rw-r--r-- 1 132072 132073", ""],
    // what looks like it
    ["pid=132072 ppid=1 pgid=132072 tgid=5 sid=6 guid=7 uuid=8 setuid: 9 druid=1", ""],
    ['"uid": "12345678-0000-4000-8000-000000000001", "uid":"3f1a5c52-0000"', ""],
    ["uid=1.5 uid=12345678901 uid=5x uid=4294967296 uid=007 uid=5+ uid=-1", ""],
    ["groups=12345678-0000 groups=x groups=", ""],
    ["Uid: many", ""],
    ["uid=1000. gid=1000;", "u1000 g1000"],
  ])("knows what is named in %s", (line, ids) => {
    expect(named(line)).toEqual(words(ids));
    expect(named(`x\r\n${line}\r\n\r\n`)).toEqual(words(ids));
  });

  it.each([
    [
      "USER         PID %CPU TTY      STAT START   TIME COMMAND",
      "132072   812  0.0 ?        S    16:45   0:00 sleep 5",
      "u132072",
    ],
    [
      "UID        PID  PPID  C STIME TTY          TIME CMD",
      "13107+     812     1  0 16:45 ?        00:00:00 sleep 8",
      "u13107+",
    ],
    ["  UID CMD", "132072 sh -c x", "u132072"],
    ["  UID   GID", "132072 132073", "u132072 g132073"],
    [
      "F S   UID   PID  PPID  C PRI  NI ADDR SZ WCHAN  TTY          TIME CMD",
      "4 S 132072   1     0  0  80   0 - 13766 -      ?        00:03:35 x",
      "u132072",
    ],
    [
      "  PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND",
      "  812 1310720+  20   0    2920   1824   1716 S   0.0   0.0   0:00.00 x",
      "u1310720+",
    ],
    [
      "RUSER  EUSER    SVGID FGROUP   SUPGID   COMMAND",
      "132072 root 5 132073   4,132073   sleep",
      "u132072 g5 g132073 g4 g132073",
    ],
    ["UID SUPGID", "5 1,2+", "u5"],
    ["UID SUPGID", "5 -", "u5"],
    ["STARTED UID", "Sun Nov 29 16:45:10 2026 132072", "u132072"],
    ["CMD   UID", "sh -c 5 132072", "u132072"],
    ["CMD   UID ARGS", "sh -c 5 132072 sh", ""],
    [
      "COMMAND     PID   USER   FD   TYPE DEVICE SIZE/OFF NODE NAME",
      "sleep 812 132072  cwd    DIR  254,0     4096    2 /",
      "u132072",
    ],
    ["        NS TYPE   NPROCS PID USER   COMMAND", "4026531832 mnt       108   2 132072 kthreadd", "u132072"],
    ["UID PID CMD", "root 1 sh -c uid=132072", ""],
    ["UID PID", "uid=1000(alice) gid=5", "u1000 g5"],
    ["UID PID CMD", "132072", ""],
    ["PID CMD", "132072 x", ""],
    ["Uid PID", "132072 5", ""],
  ])("goes by the headings of a table: %s", (headings, row, ids) => {
    expect(named(`$ ps\n${headings}\n${row}\n`)).toEqual(words(ids));
    expect(named(`${headings}\n${row}\n${row}\n`)).toEqual([...words(ids), ...words(ids)]);
  });

  it("ends a table where another begins, and at an empty line", () => {
    expect(named("UID PID\n5 6\nPID GID\n7 8\n")).toEqual(["u5", "g8"]);
    expect(named("UID PID\n5 6\n \t\r\n7 8\n")).toEqual(["u5"]);
  });

  it("says where an ID stands", () => {
    expect(findIds("a\r\nx uid=132072 13107+\n\tgid=5")).toEqual([
      { offset: 9, length: 6, line: 2, column: 7, id: 132072, cut: false, kind: "uid", certain: true },
      { offset: 16, length: 6, line: 2, column: 14, id: 13107, cut: true, kind: null, certain: false },
      { offset: 28, length: 1, line: 3, column: 6, id: 5, cut: false, kind: "gid", certain: true },
    ]);
  });

  it("takes other whole numbers for what could be one", () => {
    const numbers = (text: string): readonly number[] => findIds(text).map(({ id }) => id);
    expect(numbers("131072 (5) -7 [8] a-9 1,2 x:3 0")).toEqual([131072, 5, 7, 8, 9, 1, 2, 3, 0]);
    expect(numbers("x5 5x 1.5 10.0.0.1 0x10 007 4294967296 12345678901 _5 5_ v1.2.3 429496730+")).toEqual([]);
    expect(numbers("4294967295 5. 429496729+ 5+")).toEqual([4294967295, 5, 429496729, 5]);
  });

  it("finds none in what is no text", () => {
    for (const text of [undefined, null, 5, {}, ["uid=5"]]) expect(findIds(text as string)).toEqual([]);
  });

  const piece = fc.constantFrom(
    "uid=",
    "groups=",
    "132072",
    "5",
    ",",
    "(a)",
    "\n",
    " ",
    "UID",
    "PID",
    "-rw-r--r-- 1 ",
    "+",
    "\t",
    "Gid:",
  );
  prop(
    "places every ID where its digits are, in order and each once",
    [
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 30 }).map((all) => all.join("")),
      ),
    ],
    (text) => {
      const lines = text.split("\n");
      let last = -1;
      for (const { offset, length, line, column, id, cut } of findIds(text)) {
        const digits = String(id) + (cut ? "+" : "");
        expect(text.slice(offset, offset + length)).toBe(digits);
        expect(lines[line - 1]?.slice(column - 1, column - 1 + length)).toBe(digits);
        expect(offset).toBeGreaterThan(last);
        last = offset;
      }
    },
  );
});
