import { expect, it } from "vitest";
import {
  criMount,
  criNamespaceOption,
  fsGroupEffect,
  ociConfig,
  processGroups,
  RELEASES,
} from "../../../../src/kubelet.ts";

/** The least and the greatest ranges, what is next to them, and what is none. */
const NUMBERS = [-1, 0, 1, 65535, 65536, 4294901760, 4294967294, 4294967295, 4294967296, 0.5, Number.NaN];

function saidOf(call: () => unknown): string {
  try {
    return JSON.stringify(call()) ?? "undefined";
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

/** Each answer once, and what it is given for. */
function grouped(rows: readonly (readonly [name: string, said: string])[]): string {
  const groups = new Map<string, string[]>();
  for (const [name, said] of rows) groups.set(said, [...(groups.get(said) ?? []), name]);
  return [...groups].map(([said, names]) => `${said}\n    ${names.join(", ")}`).join("\n");
}

it("each range becomes a message or is refused as in the golden file", async () => {
  const ranges = NUMBERS.flatMap((start) => NUMBERS.map((size) => ({ start, size })));
  const rows = ranges.map((range): [string, string] => [
    `${range.start}+${range.size}`,
    saidOf(() => ociConfig(range).linux),
  ]);
  const groups = NUMBERS.flatMap((fsGroup) =>
    [1, 65536, 4294967295].flatMap((size) =>
      [true, false].map((mapped): [string, string] => [
        `${fsGroup} of ${size}${mapped ? " mapped" : ""}`,
        saidOf(() => fsGroupEffect(fsGroup, { start: 1, size }, mapped)),
      ]),
    ),
  );
  const pids = [...NUMBERS, 4194304, 4194305].map((pid): [string, string] => [
    String(pid),
    saidOf(() => ociConfig({ start: 65536, size: 1 }, [], pid).linux.namespaces),
  ]);
  const mounts = [undefined, true, false].flatMap((readOnly) =>
    [undefined, true, false].map((mapped): [string, string] => {
      const mount = { source: "/s", destination: "/d", ...(readOnly === undefined ? {} : { readOnly }) };
      const whole = mapped === undefined ? mount : { ...mount, mapped };
      return [
        `readOnly ${readOnly} mapped ${mapped}`,
        saidOf(() => ociConfig({ start: 65536, size: 1 }, [whole]).mounts),
      ];
    }),
  );
  await expect([rows, groups, pids, mounts].map(grouped).join("\n\n")).toMatchFileSnapshot(
    "golden/messages.golden.txt",
  );
});

it("each pod becomes the message of the golden file in each release", async () => {
  const flags = [undefined, true, false];
  const range = { start: 65536, size: 65536 };
  const options = flags.flatMap((hostUsers) =>
    flags.flatMap((hostNetwork) =>
      flags.flatMap((hostPID) =>
        flags.flatMap((hostIPC) =>
          flags.flatMap((shareProcessNamespace) =>
            RELEASES.map((release): [string, string] => {
              const spec = { hostUsers, hostNetwork, hostPID, hostIPC, shareProcessNamespace };
              const said = criNamespaceOption(spec, range, { release });
              const { network, pid, ipc, userns_options: userns } = said;
              return [
                [hostUsers, hostNetwork, hostPID, hostIPC, shareProcessNamespace]
                  .map((flag) => (flag === undefined ? "-" : flag ? "t" : "f"))
                  .join(""),
                `network ${network} pid ${pid} ipc ${ipc} ${userns === undefined ? "without maps" : JSON.stringify(userns)}`,
              ];
            }),
          ),
        ),
      ),
    ),
  );
  const distinct = [...new Map(options.map((row) => [row.join(), row])).values()];
  const mounts = RELEASES.map((release): [string, string] => [
    release,
    saidOf(() => criMount({ hostPath: "/h", containerPath: "/c" }, range, { release })),
  ]);
  await expect([distinct, mounts].map(grouped).join("\n\n")).toMatchFileSnapshot("golden/cri.golden.txt");
});

it("the groups of a process are those of the golden file", async () => {
  const lists = [[], [1], [2, 1, 2], [0]];
  const rows = lists.flatMap((supplementalGroups) =>
    [undefined, 0, 1, 3].flatMap((fsGroup) =>
      [undefined, "Merge", "Strict", "other"].flatMap((supplementalGroupsPolicy) =>
        [undefined, ...lists].map((groups): [string, string] => [
          `${supplementalGroups.join("+")} fsGroup ${fsGroup} ${supplementalGroupsPolicy} image ${groups?.join("+")}`,
          saidOf(() =>
            processGroups(
              { supplementalGroups, fsGroup, supplementalGroupsPolicy },
              groups === undefined ? {} : { groups },
            ),
          ),
        ]),
      ),
    ),
  );
  await expect(grouped(rows)).toMatchFileSnapshot("golden/groups.golden.txt");
});
