import type { LiveCheck } from "../../../src/core/lesson/words/live-checks.ts";
import type { CredentialRow } from "../../core/kernel/support/world.ts";
import { budgetScene, budgets } from "../groups/budgets.ts";
import { files } from "../groups/files.ts";
import { exec, setId } from "../groups/identity.ts";
import { hostNames } from "../groups/kinds/host-name.ts";
import { mapWrite } from "../groups/map-write.ts";
import { mounting, mountingAtHome } from "../groups/mounting.ts";
import { creating, joining } from "../groups/namespaces.ts";
import { networks, peers, status } from "../groups/node.ts";
import { sysctls } from "../groups/proc.ts";
import { ptrace, signals } from "../groups/processes.ts";
import { creation, translation } from "../groups/translation.ts";
import { doors } from "./doors.ts";
import type { Question } from "./lessons.ts";
import { A, B, CHILD, DEEPEST, LAST_PARENT, POD_A, POD_B, person, SINGLE, TWIN, UNMAPPED } from "./scene.ts";
import { wholeMap } from "./whole-map.ts";

const HOST_ROOT = person(0, 0, "all");
const HOST_USER = person(0, 1000, "none");
const ROOT_A = person(POD_A, A, "all");
const USER_A = person(POD_A, A + 1000, "none");
const ROOT_B = person(POD_B, B, "all");
const ROOT_TWIN = person(TWIN, A, "all");

const OK = "ok";
const HIERARCHY = "a hierarchy of the first version of cgroups is the whole machine's, and none is made for a question";

/** Files of the host: owner, group and mode. */
const SHADOW = [0, 42, 0o640] as const;
const PASSWD = [0, 0, 0o644] as const;
const EVERYBODYS = [0, 0, 0o666] as const;
const ROOT_GROUPS = [0, 0, 0o660] as const;
const USERS = [1000, 1000, 0o600] as const;
const PRIVATE = [0, 0, 0o600] as const;

/** In the scene of budgets: a pod, and who owns its world on the host. */
const LIMITED = 2;
const OWNER = 3_000_000_000;

/** By what each claim is asked: a text says why no machine is. */
export const QUESTIONS: Readonly<Record<LiveCheck, readonly Question[] | string>> = {
  T01: [
    ask(translation, [], [UNMAPPED, [1000], []], { up: [[1000, 65534, 65534]] }),
    ask(joining, [HOST_USER], [0, UNMAPPED, "descriptor"], { errno: OK, effective: "1ffffffffff" }),
    ask(status, [person(UNMAPPED, 1000, "all")], [0, UNMAPPED, UNMAPPED], { uids: [65534, 65534, 65534, 65534] }),
  ],
  T02a: [ask(creation, [], [SINGLE, 0, 0], { kuid: 1000 })],
  T02b: [ask(setId, [person(SINGLE, 1000, "all")], [0, "setuid", [1]], { errno: "EINVAL" })],
  T02c: [
    ask(translation, [], [SINGLE, [1000, 0], []], {
      up: [
        [1000, 0, 0],
        [0, 65534, 65534],
      ],
    }),
  ],
  T02d: [onFile(person(SINGLE, 1000, "all"), PRIVATE, { create: OK, created: [1000, 1000, 0o644] })],
  T03a: [ask(wholeMap, [], [POD_A, POD_A], { lines: [[0, 65536, 65536]] })],
  T03b: [ask(setId, [ROOT_A], [0, "setuid", [65536]], { errno: "EINVAL" })],
  T03c: [ask(setId, [ROOT_A], [0, "setuid", [65535]], { errno: OK, uids: [131071, 131071, 131071, 131071] })],
  T03d: [ask(wholeMap, [], [0, 0], { lines: [[0, 0, 4294967295]] })],
  T04a: [mapOf(HOST_ROOT, "0 4294901760 65536", "EINVAL"), mapOf(HOST_ROOT, "4294901760 0 65536", "EINVAL")],
  T04b: [mapOf(HOST_ROOT, "0 4294901760 65535", OK), mapOf(HOST_ROOT, "4294901760 0 65535", OK)],
  T04c: [mapOf(HOST_ROOT, "0 65536 0", "EINVAL")],
  T04d: [mapOf(HOST_ROOT, "0 65536 10\n5 100000 10\n", "EINVAL")],
  T04e: [mapOf(HOST_ROOT, "0 65536 10\n10 65540 10\n", "EINVAL")],
  T04f: [mapOf(HOST_ROOT, shortLines(340), OK)],
  T04g: [mapOf(HOST_ROOT, shortLines(341), "EINVAL")],
  T04h: [
    ask(mapWrite, [HOST_ROOT, HOST_ROOT], ["live", "uid_map", 0, 1, null, "-", 0, 0, "0 65536 1", "0 65536 1"], {
      errno: OK,
      second: "EPERM",
    }),
  ],
  T04i: [mapOf(HOST_ROOT, ["0 65536 1", 4096], "EINVAL"), mapOf(HOST_ROOT, ["0 65536 1", 4095], OK)],
  T05a: [
    onFile(ROOT_A, SHADOW, { open_r: "EACCES", open_w: "EACCES" }),
    onFile(ROOT_A, PASSWD, { open_r: OK, open_w: "EACCES" }),
    onFile(ROOT_A, EVERYBODYS, { open_r: OK, open_w: OK }),
    onFile(ROOT_A, ROOT_GROUPS, { open_r: "EACCES", open_w: "EACCES" }),
    onFile(ROOT_A, USERS, { open_r: "EACCES", open_w: "EACCES" }),
  ],
  T05b: [SHADOW, PASSWD, EVERYBODYS, ROOT_GROUPS, USERS].map((file) =>
    onFile(HOST_ROOT, file, { open_r: OK, open_w: OK }),
  ),
  T05c: [onFile(HOST_USER, USERS, { open_r: OK, open_w: OK, chmod: OK })],
  T06a: [onFile(ROOT_A, [A, A, 0o600], { chown_u: "EINVAL" }, { to: 65536 })],
  T06b: [onFile(ROOT_A, [A, A, 0o600], { chown_ug: OK, "after chown_ug": [66536, 66536, 0o600] }, { to: 1000 })],
  T06c: [onFile(ROOT_A, PASSWD, { chown_u: "EPERM", chmod: "EPERM" }, { to: 1000 })],
  T07a: [
    ask(hostNames, [ROOT_A], [0, 0, "sethostname", 5], { errno: "EPERM" }),
    ask(mountingAtHome, [ROOT_A], [0, 0, "tmpfs"], { errno: "EPERM" }),
    ask(sysctls, [ROOT_A], [0, 0, "kernel/core_pattern"], { write: "EACCES" }),
    onFile(ROOT_A, PASSWD, { mknod_chr: "EPERM", mkfifo: OK }),
  ],
  T07b: [ask(networks, [ROOT_A], [0, 0, "port", 80, 0], { errno: "EACCES" })],
  T07c: [
    ask(hostNames, [ROOT_A], [0, POD_A, "sethostname", 5], { errno: OK }),
    ask(mountingAtHome, [ROOT_A], [0, POD_A, "tmpfs"], { errno: OK }),
    ask(networks, [ROOT_A], [0, POD_A, "port", 80, 0], { errno: OK }),
  ],
  T08: [
    ask(signals, [ROOT_A, ROOT_B], [0, 1, 0, 15], { errno: "EPERM" }),
    ask(ptrace, [ROOT_A, ROOT_B], [0, 1, 1, POD_B], { ptrace_seize: "EPERM" }),
  ],
  T09a: [
    onFile(ROOT_A, [B, B, 0o600], { open_r: "EACCES", stat: [65534, 65534] }),
    onFile(ROOT_A, [B, B, 0o644], { open_r: OK, open_w: "EACCES" }),
  ],
  T09b: [onFile(ROOT_TWIN, [A, A, 0o600], { open_r: OK, stat: [0, 0] })],
  T10a: [
    onFile(ROOT_A, PRIVATE, { stat: [65534, 65534], open_r: "EACCES" }),
    onFile(ROOT_A, [70_000, 70_000, 0o600], { stat: [4464, 4464], open_w: OK }),
  ],
  T10b: [
    onFile(ROOT_A, PRIVATE, { stat: [0, 0], open_r: OK }, { mount: POD_A }),
    onFile(ROOT_A, [70_000, 70_000, 0o600], { stat: [65534, 65534], open_w: "EACCES" }, { mount: POD_A }),
  ],
  T10c: [onFile(ROOT_A, PRIVATE, { create: OK, created: [0, 0, 0o644] }, { mount: POD_A })],
  T10d: [onFile(ROOT_B, PRIVATE, { stat: [0, 0], open_r: OK }, { mount: POD_B })],
  T10e: [0, 1000, 70_000].map((id) =>
    onFile(ROOT_A, [id, id, 0o600], { stat: [65534, 65534], open_r: "EACCES" }, { mount: POD_B }),
  ),
  T10f: [onFile(HOST_ROOT, PRIVATE, { stat: [65536, 65536] }, { mount: POD_A })],
  T10g: [onFile(HOST_ROOT, PRIVATE, { create: "EOVERFLOW" }, { mount: POD_A })],
  T11a: [onFile(ROOT_A, PRIVATE, { open_r: OK, open_w: OK, create: OK, chmod: OK }, { mount: POD_A, mode: 0o4755 })],
  T11b: [
    onFile(ROOT_A, PRIVATE, { created: [0, 0, 0o4755], "after chmod": [0, 0, 0o4755] }, { mount: POD_A, mode: 0o4755 }),
  ],
  T12: [onFile(ROOT_TWIN, [A, A, 0o600], { open_r: OK, open_w: OK, chmod: OK })],
  T13a: [mapOf(ROOT_A, "0 0 1000", OK)],
  T13b: [mapOf(ROOT_A, "0 100000 65536", "EPERM")],
  T13c: [mapOf(ROOT_A, "0 65000 1000", "EPERM")],
  T13d: [
    ask(creating, [person(LAST_PARENT, A, "all")], [0, 0], { errno: OK }),
    ask(creating, [person(DEEPEST, A, "all")], [0, 0], { errno: "ENOSPC" }),
  ],
  T13e: [
    ask(wholeMap, [], [CHILD, POD_A], { lines: [[0, 1000, 100]] }),
    ask(wholeMap, [], [CHILD, 0], { lines: [[0, 66_536, 100]] }),
  ],
  T14a: [ownMap("gid_map", "-", "0 1000 1", "EPERM")],
  T14b: [ownMap("gid_map", "deny", "0 1000 1", OK)],
  T14c: [ownMap("uid_map", "-", "0 100000 65536", "EPERM"), ownMap("gid_map", "deny", "0 100000 65536", "EPERM")],
  T15a: [ask(exec, [USER_A], [0, 0, [0, 0, 0o4755], null, 0], { errno: OK, uidsInside: [1000, 1000, 1000] })],
  T15b: [ask(exec, [HOST_USER], [0, 0, [0, 0, 0o4755], null, 0], { errno: OK, uidsInside: [1000, 0, 0] })],
  T16: [ask(doors, [ROOT_A], [0, 0, [0, 0, 0o700], PASSWD], { path: "EACCES", descriptor: OK })],
  T17: [
    onFile(ROOT_A, [A + 1000, A + 1000, 0], { open_r: OK, open_w: OK }),
    onFile(person(POD_A, A + 5, "none"), [A + 1000, A + 1000, 0], { open_r: "EACCES" }),
  ],
  T18: [
    {
      group: budgets,
      creds: [person(LIMITED, OWNER + 1000 + A, "none")],
      input: ["userNamespaces", [[LIMITED, 1]], [0, 0]],
      says: { errnos: [OK, "ENOSPC"] },
      scene: () => budgetScene(OWNER),
    },
  ],
  T19: [
    onFile(ROOT_A, [0, A + 2000, 0o640], { open_r: "EACCES" }),
    onFile(person(POD_A, A + 7, "none", [A + 2000]), [0, A + 2000, 0o640], { open_r: OK }),
  ],
  T20: [
    onFile(ROOT_A, [A + 65_534, A + 65_534, 0o600], { stat: [65_534, 65_534], open_r: OK, chown_u: OK }, { to: 1000 }),
    onFile(ROOT_A, PRIVATE, { stat: [65_534, 65_534], open_r: "EACCES", chown_u: "EPERM" }, { to: 1000 }),
  ],
  T21: [ask(mounting, [ROOT_A], [0, 7, "cgroup"], { errno: "EPERM" })],
  T22: [
    ask(signals, [ROOT_A, ROOT_A], [0, 1, 0, 15], { errno: OK }),
    ask(ptrace, [ROOT_A, ROOT_A], [0, 1, 1, POD_A], { ptrace_seize: OK }),
  ],
  T24: [
    ask(sysctls, [ROOT_A], [0, POD_A, "net/ipv4/ping_group_range"], { write: OK }),
    ask(sysctls, [ROOT_A], [0, 0, "net/ipv4/ping_group_range"], { write: "EACCES" }),
  ],
  T25a: [
    ask(ptrace, [ROOT_A, ROOT_B], [0, 1, 1, POD_B], { open_environ: "EACCES", readlink_cwd: "EACCES" }),
    ask(ptrace, [ROOT_A, HOST_ROOT], [0, 1, 1, 0], { open_environ: "EACCES", readlink_cwd: "EACCES" }),
  ],
  T25b: [ask(wholeMap, [], [POD_B, POD_A], { lines: [[0, 4_294_967_295, 65_536]] })],
  T26: [ask(doors, [ROOT_A], [0, 0, [0, 0, 0o755], ROOT_GROUPS], { connected: "EACCES" })],
  T26b: [ask(doors, [ROOT_A], [0, POD_A, [0, 0, 0o755], ROOT_GROUPS], { connected: OK })],
  T26c: [ask(peers, [ROOT_A], [0, 0, 0, 0], { peer: [65_536, 65_536] })],
  T27a: HIERARCHY,
  T27b: HIERARCHY,
  T28: [onFile(ROOT_A, [0, 0, 0o755], { open_r: OK, open_w: "EACCES" })],
};

function ask(
  group: Question["group"],
  creds: readonly CredentialRow[],
  input: readonly unknown[],
  says: Question["says"],
): Question {
  return { group, creds, input, says };
}

/** What somebody may do to a file, in a directory of its owner that is open to all. */
function onFile(
  who: CredentialRow,
  [uid, gid, bits]: readonly [uid: number, gid: number, mode: number],
  says: Question["says"],
  { mount = 0, to = 0, mode = 0o644 }: { readonly mount?: number; readonly to?: number; readonly mode?: number } = {},
): Question {
  const input = [0, mount, [uid, gid, bits], null, [uid, gid, 0o777], [uid, gid], to, to, mode, mode];
  return ask(files, [who], input, says);
}

/** What the root of a namespace writes for a new one below it. */
function mapOf(root: CredentialRow, text: string | readonly [text: string, length: number], errno: string): Question {
  const encoding = typeof text === "string" ? 0 : 2;
  return ask(mapWrite, [root, root], ["live", "uid_map", 0, 1, null, "-", 0, encoding, text, null], { errno });
}

/** What a user of the host without capabilities writes for himself. */
function ownMap(file: "uid_map" | "gid_map", setgroups: "-" | "deny", text: string, errno: string): Question {
  return ask(mapWrite, [HOST_USER], ["live", file, 0, "=", null, setgroups, 0, 0, text, null], { errno });
}

function shortLines(count: number): string {
  return Array.from({ length: count }, (_one, at) => `${at} ${at} 1\n`).join("");
}
