import { expect, it } from "vitest";
import { run } from "../run.ts";

async function rows(...argv: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(["translate", ...argv]);
  return stdout.split("\n\n")[1]?.trimEnd().split("\n") ?? [];
}

// Seen on 6.18, on tmpfs: 0 on disk is shown as 65534, and to create as 1000, or to give a file to 1000, is EOVERFLOW.
it.each([
  ["X-mount.idmap=b:1000:0:1", []],
  ["idmap=uids=1000-0-1;gids=1000-0-1", []],
  ["0 1 1", ["CONTAINER  → HOST", "HOST  → CONTAINER"]],
])("the sides of %s have their names, and what is unmapped on them its consequences", async (map, [near, far]) => {
  const of = near === undefined ? ["1000", "0"] : ["0", "1"];
  const [known = "", unknown = ""] = of;
  expect(await rows("--map", map, known, unknown)).toEqual(
    near === undefined
      ? ["ON DISK  → THROUGH MOUNT", "1000     → 0", "0        ✗ unmapped: shown as 65534"]
      : [near, "0          → 1", "1          ✗ unmapped: using it is EINVAL, shown as 65534"],
  );
  expect(await rows("--map", map, "--from", "host", unknown, known)).toEqual(
    far === undefined
      ? [
          "THROUGH MOUNT  → ON DISK",
          "0              → 1000",
          "1000           ✗ unmapped: making a file as it is EOVERFLOW",
        ]
      : [far, "1     → 0", "0     ✗ unmapped: shown as 65534"],
  );
});

it.each(["--userns=host", "PrivateUsers=no", "lxc.idmap ="])(
  "a text by which no user namespace is made, %s, leaves each ID as it is, and is not written as a map",
  async (map) => {
    expect(await rows("--map", map, "5")).toEqual(["CONTAINER  → HOST", "5          → 5"]);
    expect((await run(["translate", "--map", map, "5"])).stdout).toMatch(
      /^no user namespace, read as .*; each ID is what it\s+is outside$/m,
    );
    const document = JSON.parse((await run(["translate", "--map", map, "--write", "lxc", "--json"])).stdout);
    expect(document).toMatchObject({ outcome: "cannot-write", makesNamespace: false, written: { text: null } });
  },
);
