import { describe, expect, it } from "vitest";
import { readMap, unwrap } from "../../../../src/index.ts";

/** The options of unshare(1) of util-linux 2.41 that have a value, and those of later ones. */
const UNSHARE_WITH_VALUE = [
  ...["--owner", "--propagation", "--setgroups", "--setuid", "--setgid", "--root", "--wd", "--monotonic", "--boottime"],
  ...["--load-interp", "--whitelist-env", "-S", "-G", "-R", "-w", "-l"],
];

/** The long ones without, or whose value has to stand behind `=`. */
const UNSHARE_FLAGS = [
  ...["--mount", "--uts", "--ipc", "--net", "--pid", "--user", "--cgroup", "--time", "--fork", "--kill-child"],
  ...["--forward-signals", "--mount-proc", "--mount-binfmt", "--keep-caps", "--clear-env"],
];

/** Those about maps, and those that say what the program can do. */
const MAPS = [
  ...[
    "--map-users",
    "--map-groups",
    "--map-user",
    "--map-group",
    "--map-root-user",
    "--map-current-user",
    "--map-auto",
  ],
  ...["--map-subids", "--help", "--version"],
];

/** The letters of nsjail's options that have a value. */
const NSJAIL_WITH_VALUE = Array.from("xHDCcpilLtMERBTmsPI", (letter) => `-${letter}`);

function hostIdOf(command: string): number | undefined {
  return unwrap(readMap(command, { rootless: 1000 })).uid.mappings[0]?.hostId;
}

describe("the command line of unshare", () => {
  it.each(UNSHARE_WITH_VALUE)("has a value behind %s, not the program", (option) => {
    expect(hostIdOf(`unshare ${option} x --map-users 0:5:1 id --map-users 0:6:1`)).toBe(5);
  });

  it.each(UNSHARE_FLAGS)("goes on behind %s, up to the program", (option) => {
    expect(hostIdOf(`unshare ${option} --map-users 0:5:1 id --map-users 0:6:1`)).toBe(5);
    expect(hostIdOf(`unshare --map-users 0:5:1 ${option} id --map-users 0:6:1`)).toBe(5);
  });

  it.each([
    ["--map-r", "--map-root-user"],
    ["--map-c", "--map-current-user"],
  ])("takes %s for %s, since no other option begins so", (short, long) => {
    expect(readMap(`unshare ${short}`, { rootless: 1000 })).toEqual(readMap(`unshare ${long}`, { rootless: 1000 }));
  });

  const long = [...UNSHARE_WITH_VALUE, ...UNSHARE_FLAGS, ...MAPS].filter((name) => name.startsWith("--"));
  const beginnings = new Set(long.flatMap((name) => Array.from(name, (_, at) => name.slice(0, at)).slice(3)));
  const shared = [...beginnings].filter(
    (start) => !long.includes(start) && long.filter((name) => name.startsWith(start)).length > 1,
  );

  // A longer option of a list that lacked one would be what a shorter one stands for.
  it.each(shared)("takes %s for nothing, since several begin so", (short) => {
    expect(readMap(`unshare ${short} 0:5:1 --map-users 0:6:1 id`).ok).toBe(false);
  });
});

describe("the command line of nsjail", () => {
  it.each(NSJAIL_WITH_VALUE)("has a value behind %s", (option) => {
    expect(hostIdOf(`nsjail ${option} -u7:7:1 -u 0:5:1 -- id -u 0:6:1`)).toBe(5);
  });
});
