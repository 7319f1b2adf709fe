import { describe, expect, it } from "vitest";
import { DIRECTIONS } from "../../../src/cli/translate/directions.ts";
import { FORM_NAMES } from "../../../src/core/forms/form/form-names.ts";
import { run } from "../run.ts";

const ROOTLESS = ["--outer", "0:1000:1", "--outer", "1:100000:65536"];

async function hostIds(...argv: readonly string[]): Promise<unknown> {
  const { stdout } = await run(["translate", "--json", ...argv]);
  return JSON.parse(stdout).maps[0].translations.map(
    ({ pieces: [piece] }: { readonly pieces: readonly [{ readonly hostId: number }] }) => piece.hostId,
  );
}

/** User 1000 of the container is user 1000 of the host, in a map of 65536. */
const HOLE: readonly (readonly [string, readonly string[]])[] = [
  ["lxc.idmap", ["--map", "u 0 100000 1000", "--map", "u 1000 1000 1", "--map", "u 1001 101001 64535"]],
  ["raw.idmap", ["--map", "uid 1000 1000", "--base", "0:100000:65536"]],
  ["kernel documentation", ["--map", "u0:k100000:r1000", "--map", "u1000:k1000:r1", "--map", "u1001:k101001:r64535"]],
  ["triples", ["--map", "0:100000:1000,1000:1000:1,1001:101001:64535"]],
  ["newuidmap", ["--map", "newuidmap 42 [0 100000 1000 1000 1000 1 1001 101001 64535]"]],
];

describe("translate, the hole", () => {
  for (const [form, argv] of HOLE)
    it(`is in ${form}`, async () => {
      expect(await hostIds(...argv, "--kind", "uid", "0", "999", "1000", "1001", "65535", "65536")).toEqual([
        100000,
        100999,
        1000,
        101001,
        165535,
        null,
      ]);
    });

  it("is podman's on two levels", async () => {
    for (const map of ["+1000:@1000:1", "+1000:0:1", "keep-id:uid=1000"])
      expect(await hostIds("--map", map, ...ROOTLESS, "0", "999", "1000", "1001", "65536")).toEqual([
        100000, 100999, 1000, 101000, 165535,
      ]);
  });

  it("is podman's for an ID of a directory service, too", async () => {
    const argv = ["--map", "keep-id", "--outer", "alice:100000:65536", "--rootless", "1832600000"];
    expect(await hostIds(...argv, "1832600000", "0", "65535")).toEqual([1832600000, 100000, 165535]);
  });
});

describe("translate, three numbers with colons", () => {
  it("asks what they are", async () => {
    const { code, stdout, stderr } = await run(["translate", "--map", "1000:100000:65536", "1000"]);
    expect([code, stdout, stderr.split("\n")]).toEqual([
      2,
      "",
      [
        "userns-sim: --map: undecided, it can be read as container:host:size and as subuid lines; name its form with --form",
        "  --form triple: container:host:size, container [1000, 66536) to host [100000, 165536)",
        "  --form subid: subuid lines, container [0, 65536) to host [100000, 165536)",
        "",
      ],
    ]);
    expect(await hostIds("--map", "1000:100000:65536", "--form", "triple", "1000")).toEqual([100000]);
    expect(await hostIds("--map", "1000:100000:65536", "--form", "subid", "1000")).toEqual([101000]);
    expect(await hostIds("--map", "1000:100000:65536", "--rootless", "1000", "1000")).toEqual([100999]);
  });

  it("takes a mapping for what it is where both readings are the same", async () => {
    expect(await hostIds("--map", "0:100000:65536", "1000")).toEqual([101000]);
  });
});

describe("translate, a text without a map of its own", () => {
  it.each([
    ["podman", "host"],
    ["podman", "podman run --userns=host image"],
    ["nspawn", "--private-users=no"],
    ["userns-remap", '{"userns-remap": ""}'],
    ["cri", '{"mode":2}'],
    ["cri-text", "mode:NODE"],
  ])("leaves each ID what it is: %s %s", async (form, map) => {
    expect(await hostIds("--form", form, "--map", map, "0", "70000", "4294967295")).toEqual([0, 70000, null]);
    expect(await hostIds("--form", form, "--map", map, ...ROOTLESS, "0", "1000")).toEqual([1000, 100999]);
    const argv = ["--form", form, "--", map];
    for (const others of [
      ["map-check", ...argv],
      ["explain", "--op", "read", "--form", form, "--map", map],
    ])
      expect(await run(others)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("no user namespace is made"),
      });
  });

  it.each(["auto", "--userns=auto:size=5", "auto:uidmapping=5:6:7"])(
    "is refused where it comes later: %s",
    async (map) => {
      for (const argv of [
        ["translate", "--form", "podman", "--map", map, "0"],
        ["map-check", "--form", "podman", "--", map],
      ])
        expect(await run(argv)).toMatchObject({
          code: 2,
          stderr: expect.stringContaining("the map is chosen when the container starts"),
        });
    },
  );
});

describe("translate, the directions", () => {
  it("are told of every form", () => {
    expect(Object.keys(DIRECTIONS)).toEqual([...FORM_NAMES]);
  });
});
