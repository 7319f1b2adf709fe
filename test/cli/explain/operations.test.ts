import { describe, expect, it } from "vitest";
import { expectOperands, OPERATIONS } from "../../../src/cli/explain/operations/operations.ts";
import {
  OPERATION_NAMES,
  type Operand,
  type OperationName,
  type Question,
} from "../../../src/cli/explain/question/question.ts";
import { NAMESPACE_KINDS, OWNED_KINDS } from "../../../src/core/kernel/namespaces/namespace-kind.ts";
import { page } from "../../support/counts.ts";
import { run } from "../run.ts";

const POD = ["--map", "0:65536:65536"];
const OPEN = ["--directory", "0:0:0777"];
const OWN = ["--directory", "65536:65536:0755"];
const USER = ["--uid", "1000", "--gid", "1000"];
const MINE = ["--owner", "66536:66536"];
const UNPROTECTED = ["--sysctl", "fs.protected_regular=0"];
const TWICE = ["--sysctl", "fs.protected_regular=0", "--sysctl", "fs.protected_regular=2"];
const FOREIGN = ["--target-map", "0:131072:65536"];

type Answer = string | null;

/** What a pod's root is told; in its own namespaces unless said otherwise. */
const ANSWERS: readonly (readonly [op: OperationName, argv: readonly string[], errno: Answer])[] = [
  ["read", [], null],
  ["read", ["--mode", "0600"], "EACCES"],
  ["read", ["--directory", "0:0:0700"], "EACCES"],
  ["read", ["--directory", "0:0:0711"], null],
  ["read", ["--file-type", "socket"], "ENXIO"],
  ["read", ["--file-type", "link"], "ELOOP"],
  ["read", ["--mode", "0640", "--owner", "0:1000", "--group", "host:1000"], null],
  ["read", ["--mode", "0640", "--owner", "0:1000"], "EACCES"],
  ["read", ["--mode", "0600", "--mount-map", "0:65536:10"], null],
  ["read", ["--mode", "0600", "--mount-map", "0:165536:10"], "EACCES"],
  ["read", ["--mode", "0600", "--acl", "user:65536:r--"], null],
  ["read", ["--mode", "0600", "--acl", "user:65537:r--"], "EACCES"],
  ["read", ["--mode", "0600", "--acl", "user:65536:r--", "--mount-map", "0:65536:10"], null],
  ["write", ["--mode", "0666"], null],
  ["write", [], "EACCES"],
  ["write", ["--mode", "0660", "--acl", "user:65536:rw-,mask::r--"], "EACCES"],
  ["write", ["--file-type", "directory", "--mode", "0777"], "EISDIR"],
  ["execute", ["--mode", "0755"], null],
  ["execute", [], "EACCES"],
  ["execute", ["--mode", "0755", "--directory", "0:0:0700"], "EACCES"],
  ["chown", ["--owner", "65536:65536", "--to", "5:5"], null],
  ["chown", ["--to", "5:5"], "EPERM"],
  ["chmod", MINE, null],
  ["chmod", [], "EPERM"],
  ["chmod", [...MINE, "--directory", "0:0:0700"], "EACCES"],
  ["chmod", [...MINE, "--file-type", "link"], "EOPNOTSUPP"],
  ["create", OPEN, null],
  ["create", [], "EACCES"],
  ["create", ["--file-type", "directory", ...OPEN], null],
  ["create", ["--file-type", "directory"], "EACCES"],
  ["create", [...OPEN, "--mount-map", "0:131072:65536"], "EOVERFLOW"],
  ["mknod", ["--file-type", "fifo", ...OPEN], null],
  ["mknod", ["--file-type", "socket", ...OPEN], null],
  ["mknod", ["--file-type", "file", ...OPEN], null],
  ["mknod", ["--file-type", "char", ...OPEN], "EPERM"],
  ["mknod", ["--file-type", "block", ...OPEN], "EPERM"],
  ["unlink", OPEN, null],
  ["unlink", [], "EACCES"],
  ["unlink", ["--directory", "0:0:1777"], "EPERM"],
  ["unlink", [...OPEN, "--file-type", "directory"], null],
  ["link", [...OPEN, "--mode", "0666"], null],
  ["link", OPEN, "EPERM"],
  ["link", [...OPEN, ...MINE, "--file-type", "directory"], "EPERM"],
  ["link", [...OPEN, ...MINE, "--to-directory", "0:0:0755"], "EACCES"],
  ["link", ["--directory", "0:0:0700", ...MINE, "--to-directory", "0:0:0777"], "EACCES"],
  ["rename", OWN, null],
  ["rename", [...OWN, "--to-directory", "0:0:0777"], null],
  ["rename", [...OWN, "--to-directory", "0:0:0755"], "EACCES"],
  ["rename", [...OWN, "--over", "file"], null],
  ["rename", [...OWN, "--over", "directory"], "EISDIR"],
  ["rename", [...OWN, "--file-type", "directory", "--over", "file"], "ENOTDIR"],
  ["rename", [...OWN, "--file-type", "directory", "--to-directory", "0:0:0777"], "EACCES"],
  ["read", ["--creating", "--directory", "0:0:1777"], null],
  ["read", ["--creating", "--owner", "5:5", "--mode", "0666", "--directory", "0:0:1777"], "EACCES"],
  ["write", ["--creating", "--owner", "5:5", "--mode", "0666", "--directory", "0:0:1777"], "EACCES"],
  ["write", ["--creating", "--owner", "5:5", "--mode", "0666", "--directory", "0:0:1777", ...UNPROTECTED], null],
  ["write", ["--creating", "--owner", "5:5", "--mode", "0666", "--directory", "0:0:1775"], null],
  ["write", ["--creating", "--owner", "5:5", "--mode", "0666", "--directory", "0:0:1775", ...TWICE], "EACCES"],
  ["link", [...OPEN, "--sysctl", "fs.protected_hardlinks=0"], null],
  ["follow", ["--directory", "0:0:0755"], null],
  ["follow", ["--owner", "5:5", "--directory", "0:0:1777"], "EACCES"],
  ["follow", ["--owner", "5:5", "--directory", "0:0:1777", "--sysctl", "fs.protected_symlinks=0"], null],
  ["stat", ["--mode", "0000"], null],
  ["stat", ["--directory", "0:0:0700"], "EACCES"],
  ["xattr", ["--name", "user.note", "--access", "get"], null],
  ["xattr", ["--name", "user.note", "--access", "set"], "EACCES"],
  ["xattr", [...MINE, "--name", "user.note", "--access", "remove"], null],
  ["xattr", [...MINE, "--name", "trusted.note", "--access", "get"], "ENODATA"],
  ["xattr", [...MINE, "--name", "security.capability", "--access", "set"], null],
  ["xattr", [...MINE, "--file-type", "fifo", "--name", "user.note", "--access", "set"], "EPERM"],
  ["create", [...OPEN, "--default-acl", "user:1000:rwx"], null],
  ["signal", ["--same-pod"], null],
  ["signal", FOREIGN, "EPERM"],
  ["trace", ["--same-pod"], null],
  ["trace", FOREIGN, "EPERM"],
  ["environ", ["--same-pod"], null],
  ["environ", FOREIGN, "EACCES"],
  ["root", ["--same-pod"], null],
  ["root", FOREIGN, "EACCES"],
  ["limits", ["--same-pod"], null],
  ["limits", FOREIGN, "EPERM"],
  ["setns", ["--below", "--target-map", "0:1:10", "--namespace", "user"], null],
  ["setns", FOREIGN, "EACCES"],
  ["unshare", [], null],
  ["unshare", ["--namespace", "user"], null],
  ...NAMESPACE_KINDS.map((kind) => ["unshare", ["--namespace", kind], null] as const),
  ...OWNED_KINDS.map((kind) => ["unshare", [...USER, "--namespace", kind], "EPERM"] as const),
  ["unshare", [...USER, "--namespace", "user"], null],
  ["unshare", ["--namespace", "pid", "--owns", "none"], null],
  ...OWNED_KINDS.map((kind) => ["setns", ["--same-pod", "--namespace", kind], null] as const),
  ...OWNED_KINDS.map((kind) => ["setns", ["--same-pod", "--namespace", kind, "--owns", "none"], "EPERM"] as const),
  ...OWNED_KINDS.map((kind) => ["setns", ["--target", "0:0", "--namespace", kind], "EACCES"] as const),
  ["setns", ["--below", "--target-map", "0:1:10", "--namespace", "pid"], null],
  ["setns", [...USER, "--same-pod", "--target", "1000:1000", "--namespace", "net"], "EPERM"],
  ["sethostname", [], null],
  ["sethostname", ["--owns", "uts"], null],
  ["sethostname", ["--owns", "net,pid,ipc,cgroup,mnt,time"], "EPERM"],
  ["sethostname", USER, "EPERM"],
  ["setuid", ["--to-id", "1000"], null],
  ["setuid", ["--to-id", "65536"], "EINVAL"],
  ["setuid", [...USER, "--to-id", "0"], "EPERM"],
  ["setgid", ["--to-id", "1000"], null],
  ["setgid", ["--to-id", "4294967295"], "EINVAL"],
  ["setgid", [...USER, "--to-id", "0"], "EPERM"],
  ["setgroups", ["--to-groups", "1,2"], null],
  ["setgroups", ["--to-groups", "none"], null],
  ["setgroups", ["--to-groups", "1,65536"], "EINVAL"],
  ["setgroups", [...USER, "--to-groups", "none"], "EPERM"],
  ["mount", ["--type", "tmpfs"], null],
  ["mount", ["--type", "tmpfs", "--owns", "mnt"], null],
  ["mount", ["--type", "tmpfs", "--owns", "net,pid,ipc,cgroup"], "EPERM"],
  ["mount", ["--type", "tmpfs", "--mount-options", "uid=65535,gid=0"], null],
  ["mount", ["--type", "tmpfs", "--mount-options", "uid=65536"], "EINVAL"],
  ["mount", ["--type", "mqueue", "--mount-options", "gid=0"], "EINVAL"],
  ["mount", ["--type", "ext4"], "EPERM"],
  ["mount", ["--type", "proc", "--owns", "mnt,pid"], null],
  ["mount", ["--type", "proc", "--owns", "mnt,net,ipc,cgroup"], "EPERM"],
  ["mount", ["--type", "sysfs", "--owns", "mnt,net"], null],
  ["mount", ["--type", "sysfs", "--owns", "mnt,pid"], "EPERM"],
  ["mount", ["--type", "mqueue", "--owns", "mnt,ipc"], null],
  ["mount", ["--type", "mqueue", "--owns", "mnt"], "EPERM"],
  ["mount", ["--type", "cgroup2", "--owns", "mnt,cgroup"], null],
  ["mount", ["--type", "cgroup2", "--owns", "mnt"], "EPERM"],
  ["bind", ["--port", "80"], null],
  ["bind", ["--port", "80", "--owns", "none"], "EACCES"],
  ["bind", ["--port", "8080", "--owns", "none"], null],
  ["raw-socket", [], null],
  ["raw-socket", ["--owns", "all"], null],
  ["raw-socket", ["--owns", "mnt"], "EPERM"],
];

/** What root of the host is told, who owns everything. */
const ON_HOST: readonly (readonly [op: OperationName, argv: readonly string[], errno: Answer])[] = [
  ["mount", ["--type", "ext4"], null],
  ["bind", ["--port", "80"], null],
  ["bind", ["--port", "80", ...USER], "EACCES"],
  ["raw-socket", [], null],
  ["raw-socket", USER, "EPERM"],
  ["mknod", ["--file-type", "char"], null],
  ["unshare", USER, null],
  ["unshare", [...USER, "--namespace", "mnt"], "EPERM"],
  ["sethostname", [], null],
  ["sethostname", USER, "EPERM"],
  ...NAMESPACE_KINDS.map((kind) => ["setns", ["--target-map", "0:65536:65536", "--namespace", kind], null] as const),
  ["setns", [...USER, "--below", "--target-map", "0:1000:1"], "EACCES"],
  ["setns", [...USER, "--below", "--target-map", "0:1000:1", "--made-by", "1000"], null],
  ["setns", [...USER, "--below", "--target-map", "0:1000:1", "--made-by", "1000", "--namespace", "net"], "EPERM"],
  ["setns", [...USER, "--below", "--target-map", "0:1000:1", "--made-by", "1000", "--namespace", "net,user"], null],
  ["setns", [...USER, "--below", "--target-map", "0:1000:1", "--namespace", "net,user"], "EPERM"],
  ["unshare", [...USER, "--namespace", "mnt,user"], null],
  ["unshare", [...USER, "--namespace", "mnt,pid"], "EPERM"],
];

async function errnoOf(op: string, argv: readonly string[]): Promise<Answer> {
  const { stdout, stderr } = await run(["explain", "--json", "--op", op, ...argv]);
  expect(stderr).toBe("");
  const { asked, world, errno } = JSON.parse(stdout);
  expect(asked.op).toBe(op);
  expect(world.length).toBeLessThanOrEqual(3);
  return errno;
}

describe("what can be asked", () => {
  it.each(ANSWERS)("in a pod: %s %j", async (op, argv, errno) => {
    expect(await errnoOf(op, [...POD, ...argv])).toBe(errno);
  });

  it.each(ON_HOST)("on the host: %s %j", async (op, argv, errno) => {
    expect(await errnoOf(op, argv)).toBe(errno);
  });

  it.each(OPERATION_NAMES)("%s is allowed and refused above, and named in the guide", (op) => {
    const answers = ANSWERS.flatMap(([each, , errno]) => (each === op ? [errno === null] : []));
    expect(new Set(answers)).toEqual(new Set([true, false]));
    expect(page("docs/guide/kernel-commands.md").includes(`\`${op}\``)).toBe(true);
  });

  it("says what was asked, by the names of the options", async () => {
    const argv = ["--op", "link", "--group", "host:7", "--acl", "group:5:r-x", "--to-directory", "1:2:0700"];
    const { stdout } = await run(["explain", "--json", ...POD, ...argv]);
    expect(JSON.parse(stdout).asked).toMatchObject({
      op: "link",
      map: [{ containerId: 0, hostId: 65536, size: 65536 }],
      group: [{ id: 7, onHost: true }],
      mode: 0o644,
      acl: [{ tag: "group", id: 5, permissions: 5 }],
      toDirectory: { uid: 1, gid: 2, mode: 0o700 },
      directory: null,
      over: null,
      target: null,
    });
  });

  it.each([
    [
      ["--op", "stat", "--file-type", "fifo", "--directory", "7:8:0700"],
      "look at the attributes of a FIFO of 0:0, mode 0644, in a directory of 7:8, mode 0700.",
    ],
    [["--op", "link"], "give a file of 0:0, mode 0644, another name in a directory of 0:0, mode 0755."],
    [
      ["--op", "rename", "--over", "file", "--to-directory", "7:8:0700", "--mount-map", "0:5:1"],
      "rename a file of 0:0, mode 0644, from a directory of 0:0, mode 0755, to a directory of 7:8, mode 0700, over a file of the same owner, on a mount with map 0:5:1.",
    ],
    [["--op", "mknod", "--file-type", "block"], "create a block device of mode 0644 in a directory of 0:0, mode 0755."],
    [["--op", "setgroups", "--to-groups", "none"], "have no groups."],
    [["--op", "setgroups", "--to-groups", "1,2"], "have the groups 1, 2."],
    [["--op", "setuid", "--to-id", "7"], "become user 7."],
    [["--op", "setgid", "--to-id", "7"], "become group 7."],
    [["--op", "bind", "--port", "80"], "bind a socket to port 80."],
    [["--op", "raw-socket"], "open a raw socket."],
    [["--op", "mount", "--type", "tmpfs"], "mount a filesystem of type tmpfs."],
    [
      ["--op", "mount", "--type", "tmpfs", "--mount-options", "gid=7,uid=8"],
      "mount a filesystem of type tmpfs with gid=7,uid=8.",
    ],
    [
      ["--op", "follow", "--owner", "1:2", "--directory", "7:8:1777"],
      "follow a symbolic link of 1:2, mode 0777, in a directory of 7:8, mode 01777.",
    ],
    [["--op", "write", "--creating"], "write a file of 0:0, mode 0644, with O_CREAT."],
    [["--op", "unshare"], "make a user namespace."],
    [["--op", "unshare", "--namespace", "ipc"], "make an IPC namespace."],
    [["--op", "unshare", "--namespace", "mnt"], "make a mount namespace."],
    [["--op", "setns", "--namespace", "uts"], "enter the UTS namespace of a process of kuid 0 on the host."],
    [
      ["--op", "setns", "--namespace", "uts,user,mnt"],
      "enter the user, mount and UTS namespaces of a process of kuid 0 on the host, by one pidfd.",
    ],
    [["--op", "unshare", "--namespace", "ipc,user"], "make user and IPC namespaces."],
    [["--op", "sethostname"], "change the host's name."],
  ])("puts %j into words", async (argv, words) => {
    const { stdout } = await run(["explain", "--json", ...argv]);
    expect(JSON.parse(stdout).question).toBe(`User 0, group 0 of the host asks to ${words}`);
  });
});

/** What has an owner, a directory and a mount. */
const FOUND: readonly OperationName[] = ["follow"];
const FILES: readonly OperationName[] = [
  "read",
  "write",
  "execute",
  "chown",
  "chmod",
  "unlink",
  "link",
  "rename",
  "stat",
  "xattr",
];
const MADE: readonly OperationName[] = ["create", "mknod"];
const TARGETS: readonly OperationName[] = ["signal", "trace", "environ", "root", "limits", "setns"];

/** The operations that have each option. */
const TAKERS: Readonly<Record<Operand, readonly OperationName[]>> = {
  owner: [...FILES, ...FOUND],
  acl: FILES,
  mode: [...FILES, ...MADE],
  fileType: [...FILES, ...MADE],
  directory: [...FILES, ...MADE, ...FOUND],
  idmapped: [...FILES, ...MADE, ...FOUND],
  mountMap: [...FILES, ...MADE, ...FOUND],
  creating: ["read", "write"],
  sysctl: ["read", "write", "link", "follow"],
  to: ["chown"],
  toDirectory: ["link", "rename"],
  over: ["rename"],
  target: TARGETS,
  targetMap: TARGETS,
  samePod: TARGETS,
  otherPod: TARGETS,
  below: TARGETS,
  madeBy: TARGETS,
  namespace: ["setns", "unshare"],
  toId: ["setuid", "setgid"],
  toGroups: ["setgroups"],
  type: ["mount"],
  mountOptions: ["mount"],
  port: ["bind"],
  name: ["xattr"],
  access: ["xattr"],
  defaultAcl: MADE,
  owns: ["mount", "bind", "raw-socket", "sethostname", "unshare", "setns"],
};

const NEEDS: readonly (readonly [op: OperationName, operand: Operand, flag: string])[] = [
  ["mknod", "fileType", "--file-type"],
  ["setuid", "toId", "--to-id"],
  ["setgid", "toId", "--to-id"],
  ["setgroups", "toGroups", "--to-groups"],
  ["mount", "type", "--type"],
  ["bind", "port", "--port"],
  ["xattr", "name", "--name"],
  ["xattr", "access", "--access"],
];

describe("an operand", () => {
  it.each(Object.entries(TAKERS))(
    "%s has a meaning with those that take it, and is refused by the others",
    (name, takers) => {
      for (const op of OPERATION_NAMES) {
        const needs = OPERATIONS[op].needs ?? [];
        const given = (operand: Operand): boolean => operand === name || needs.includes(operand);
        const question = { op, fileType: "file" } as Question;
        const isTaken = takers.includes(op);
        if (isTaken) expect(() => expectOperands(question, given)).not.toThrow();
        else expect(() => expectOperands(question, given)).toThrow(` has no meaning with --op ${op}`);
      }
    },
  );

  it.each(NEEDS)("of %s is asked for: %s", async (op, operand, flag) => {
    const { code, stdout, stderr } = await run([
      "explain",
      "--op",
      op,
      ...(operand === "access" ? ["--name", "user.x"] : []),
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`--op ${op} needs ${flag}`);
  });

  it("is needed by no others", () => {
    const needing = OPERATION_NAMES.flatMap((op) => (OPERATIONS[op].needs ?? []).map((operand) => [op, operand]));
    expect(needing.sort()).toEqual(NEEDS.map(([op, operand]) => [op, operand]).sort());
  });

  it.each([
    [["--default-acl", "user:5:rwx"], "--default-acl has no meaning with --op read"],
    [["--name", "user.x", "--op", "xattr"], "--op xattr needs --access"],
    [["--name", "system.x", "--access", "get", "--op", "xattr"], "Expected a name that begins with user., trusted. or"],
    [["--access", "list", "--name", "user.x", "--op", "xattr"], "Allowed choices are get, set, remove."],
    [["--op", "fly"], "Allowed choices are read, write,"],
    [["--op", "unshare", "--namespace", "network"], "Expected some of user, mnt, uts, ipc, pid, cgroup, net, time"],
    [["--op", "unshare", "--namespace", "net,"], "Expected some of user, mnt, uts, ipc, pid, cgroup, net, time"],
    [
      ["--op", "bind", "--port", "1", ...POD, "--owns", "user"],
      "--owns takes net, pid, ipc, uts, cgroup, mnt, time, all or none",
    ],
    [["--op", "setns", "--made-by", "5"], "--made-by has a meaning with --below only"],
    [
      ["--op", "setns", ...POD, "--below", "--target-map", "0:1:1", "--made-by", "70000"],
      "ID 70000 is not mapped by --map",
    ],
    [["--op", "bind", "--port", "1", "--owns", "net"], "--owns has a meaning with --map only"],
    [["--op", "bind", "--port", "65536"], "Expected a whole number from 0 to 65535."],
    [["--op", "mount", "--type", "a b"], 'no filesystem is called "a b"; what can be asked is 9p, '],
    [["--op", "mount", "--type", "toString"], 'no filesystem is called "toString"'],
    [
      ["--op", "mknod", "--file-type", "link"],
      "--op mknod makes no link: ask with --file-type file, fifo, socket, char, block",
    ],
    [["--op", "create", "--file-type", "char"], "--op create makes no char: ask with --file-type file, directory"],
    [["--acl", "default:user::rwx"], "A default list is given with --default-acl"],
    [["--acl", "user::rwx,default:user:5:rwx"], "A default list is given with --default-acl"],
    [["--acl", "user::rwx,user::r--"], "Expected each entry once."],
    [["--acl", "user:alice:rwx"], "Expected getfacl's words with IDs"],
    [["--acl", "user:4294967295:rwx"], "Expected getfacl's words with IDs"],
    [["--acl", "mask:5:rwx"], "Expected getfacl's words with IDs"],
    [["--acl", "toString::rwx"], "Expected getfacl's words with IDs"],
    [["--acl", "user::xwr"], "Expected getfacl's words with IDs"],
    [["--acl", "user::rwx:r"], "Expected getfacl's words with IDs"],
    [["--acl", "user::r--", "--file-type", "link"], "a symbolic link has no access control list"],
    [["--mount-map", "0:4294967295:1"], "--mount-map, as container:host:size: "],
    [[...POD, "--mount-map", "0:5:1", "--idmapped"], "cannot be used with option '--idmapped'"],
    [["--group", "guest:5"], "Expected a whole number from 0 to 4294967294."],
    [["--group", "host:"], "Expected a whole number from 0 to 4294967294."],
    [["--op", "setgroups", "--to-groups", "1,,2"], "Expected a whole number from 0 to 4294967294."],
  ])("is refused with what can be asked: %j", async (argv, message) => {
    const { code, stdout, stderr } = await run(["explain", ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});

describe("the list of a file", () => {
  it.each([
    ["0644", "user:1000:rw-", "user::rw-,user:1000:rw-,group::r--,mask::rw-,other::r--; the mode is 0664"],
    [
      "0600",
      "group:5:r-x,user:7:-w-",
      "user::rw-,user:7:-w-,group::---,group:5:r-x,mask::rwx,other::---; the mode is 0670",
    ],
    [
      "0666",
      "user:1000:rw-,group::r--,mask::r--",
      "user::rw-,user:1000:rw-,group::r--,mask::r--,other::rw-; the mode is 0646",
    ],
    ["4755", "user::r--,other::---,mask::--x", "user::r--,group::r-x,mask::--x,other::---; the mode is 04410"],
    ["0640", "user::rwx,group::rw-,other::r--", "none; the mode is 0764"],
  ])("of mode %s, with %s, is as setfacl makes it", async (mode, acl, line) => {
    const { stdout } = await run(["explain", "--json", "--mode", mode, "--acl", acl]);
    expect(JSON.parse(stdout).world[2]).toBe(`List: ${line}`);
  });
});

describe("the world", () => {
  it.each([
    [[...POD, "--op", "trace", "--below", "--target-map", "0:1000:2000"]],
    [[...POD, "--acl", "user:1000:rw-,group::r--,mask::r--", "--mode", "0600"]],
    [[...POD, "--op", "mount", "--type", "proc", "--owns", "mnt,net"]],
    [[...POD, "--idmapped"]],
  ])("takes three lines at most: %j", async (argv) => {
    const { stdout } = await run(["explain", ...argv]);
    const lines = stdout.split("\n");
    const first = lines.findIndex((line) => line.startsWith("Asker: "));
    expect(lines.slice(first).findIndex((line) => line.startsWith("  "))).toBeLessThanOrEqual(3);
  });

  it.each([
    [["--uid", "5", "--caps", "chown"], "Asker: the host; user 5; CAP_CHOWN"],
    [["--caps", "chown,kill,setuid"], "Asker: the host; user 0; CAP_CHOWN and 2 more"],
    [
      ["--map", "0:5:1", "--map", "1:7:1", "--map", "2:9:1"],
      "Asker: a pod, map 0:5:1 and 2 more; user 0 is kuid 5; all capabilities",
    ],
  ])("has who asks: %j", async (argv, line) => {
    const { stdout } = await run(["explain", "--json", ...argv]);
    expect(JSON.parse(stdout).world[0]).toBe(line);
  });

  it.each([
    [POD, "Namespaces: the pod's net, pid, ipc, uts, cgroup, mnt, time"],
    [[...POD, "--owns", "mnt,net"], "Namespaces: the pod's net, mnt; the host's pid, ipc, uts, cgroup, time"],
    [[...POD, "--owns", "none"], "Namespaces: all are the host's"],
    [[], "Namespaces: all are the host's"],
  ])("has the owners of namespaces: %j", async (argv, line) => {
    const { stdout } = await run(["explain", "--json", "--op", "raw-socket", ...argv]);
    expect(JSON.parse(stdout).world[1]).toBe(line);
  });

  it.each([
    [["--owner", "5:7"], "File: 5:7 on disk, shown as 5:7"],
    [[...POD, "--owner", "65537:7"], "File: 65537:7 on disk, shown as 1:65534"],
    [
      [...POD, "--owner", "5:7", "--mount-map", "5:65541:1"],
      "File: 5:7 on disk, 65541:no ID through map 5:65541:1, shown as 5:65534",
    ],
  ])("has a file's owner, from the disk on: %j", async (argv, line) => {
    const { stdout } = await run(["explain", "--json", ...argv]);
    expect(JSON.parse(stdout).world[1]).toBe(line);
  });
});
