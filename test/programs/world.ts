import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The accounts and subordinate IDs of a machine that nobody else sees. */
export interface World {
  readonly passwd: string;
  readonly subuid: string;
  readonly subgid: string;
  /** Whose processes ask, and whose group of the same number: root's unless given. */
  readonly uid?: number;
}

/** What a program said. */
export interface Run {
  /** The exit code, or the name of the signal that ended it. */
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** No program takes this long, even on a busy machine. */
const TIMEOUT = 30_000;

/**
 * The folder is laid over by a filesystem in memory, /run by another, and the four files over those of the machine. All of
 * it is gone with the last process, and no process outlives the first: it is the first of its own PID namespace.
 */
const BUILD = `
set -e
mount -t tmpfs -o mode=755 tmpfs "$WORLD"
mount -t tmpfs -o mode=755 tmpfs /run
cd "$WORLD"
printf %s "$PASSWD" > passwd
printf %s "$GROUP" > group
printf %s "$SUBUID" > subuid
printf %s "$SUBGID" > subgid
for file in passwd group subuid subgid; do mount --bind "$file" "/etc/$file"; done
mkdir -p home run rootfs
chown "$OWNER:$OWNER" home run rootfs
unset PASSWD GROUP SUBUID SUBGID
set +e
as_owner() { setpriv --reuid "$OWNER" --regid "$OWNER" --clear-groups -- "$@"; }
`;

/** The programs that the worlds themselves are made with. */
export const WORLD_NEEDS: readonly string[] = ["unshare", "mount", "setpriv", "sh"];

/** Runs a shell's script in a world of its own, whose folder it starts in; the script finds `as_owner`. */
export function inWorld({ passwd, subuid, subgid, uid = 0 }: World, script: string, ...args: readonly string[]): Run {
  const folder = mkdtempSync(join(tmpdir(), "userns-sim-programs-"));
  try {
    const { error, status, signal, stdout, stderr } = spawnSync(
      "unshare",
      [
        ...["--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "private"],
        ...["sh", "-c", `${BUILD}${script}`, "sh", ...args],
      ],
      {
        encoding: "utf8",
        timeout: TIMEOUT,
        // No terminal is asked for anything.
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          LC_ALL: "C",
          WORLD: folder,
          HOME: join(folder, "home"),
          XDG_RUNTIME_DIR: join(folder, "run"),
          PASSWD: passwd,
          GROUP: passwd.replace(/^([^:\n]*):[^:\n]*:(\d+).*$/gm, "$1:x:$2:"),
          SUBUID: subuid,
          SUBGID: subgid,
          OWNER: String(uid),
        },
      },
    );
    if (error !== undefined) throw error;
    return { status: status ?? signal ?? "nothing", stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What keeps worlds from being made here; `undefined` for nothing. */
export function tryWorld(): string | undefined {
  const { status, stdout, stderr } = inWorld(
    { passwd: "root:x:0:0::/root:/bin/sh\n", subuid: "a", subgid: "b" },
    "cat /etc/subuid /etc/subgid",
  );
  return status === 0 && stdout === "ab" ? undefined : `no namespaces of one's own here: ${stderr.trim()}`;
}
