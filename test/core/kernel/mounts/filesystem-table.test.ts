import { expect, it } from "vitest";
import { podIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import {
  createProcess,
  createUserNamespace,
  DEFAULT_SETTINGS,
  FILESYSTEM_TYPES,
  type FilesystemMountOptions,
  initialNamespace,
  mountFilesystem,
} from "../../../../src/kernel.ts";

const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
const own = { id: "pod-a", owner: pod };
const host = createProcess();
const podRoot = {
  ...createProcess({ userNamespace: pod, mountNamespace: own }),
  pidNamespace: own,
  networkNamespace: own,
  ipcNamespace: own,
  cgroupNamespace: own,
};

const VERSIONS = [
  ...[
    [3, 7],
    [3, 8],
    [3, 9],
    [3, 17],
    [3, 18],
    [4, 0],
    [4, 1],
    [4, 3],
    [4, 4],
    [4, 5],
    [4, 6],
    [4, 17],
    [4, 18],
  ],
  ...[
    [4, 20],
    [5, 0],
    [5, 3],
    [5, 4],
    [5, 6],
    [5, 7],
    [5, 10],
    [5, 11],
    [5, 14],
    [5, 15],
    [6, 6],
    [6, 7],
    [6, 18],
  ],
] as const;

const OPTIONS: readonly FilesystemMountOptions[] = [
  { uid: 0 },
  { gid: 0 },
  { uid: 65535 },
  { uid: 65536 },
  { gid: 65536 },
  { uid: 0, gid: 65536 },
  { covered: true },
];

const LETTERS: Readonly<Record<string, string>> = { undefined: "+", EPERM: "p", ENODEV: "d", EINVAL: "i" };

it("each type is mounted by the releases, and with the options, of the golden file", async () => {
  const rows = [...FILESYSTEM_TYPES, "nosuchfs", ""].map((type) => {
    const answers = [host, podRoot].map((process) => {
      const on = (options: FilesystemMountOptions): string =>
        LETTERS[String(mountFilesystem(process, type, options).errno)] ?? "?";
      const versions = VERSIONS.map(([major = 0, minor = 0]) =>
        on({ settings: { ...DEFAULT_SETTINGS, version: [major, minor] } }),
      );
      return `${versions.join("")} ${OPTIONS.map(on).join("")}`;
    });
    return `${answers.join("  ")} ${type}`;
  });
  const heads = [
    `releases ${VERSIONS.map((version) => version.join(".")).join(" ")}`,
    `options ${OPTIONS.map((options) => JSON.stringify(options)).join(" ")}`,
    "the host's root, then a pod's",
  ];
  const legend = Object.entries(LETTERS).map(([errno, letter]) => `${letter} ${errno}`);
  await expect([...heads, ...legend, "", ...rows].join("\n")).toMatchFileSnapshot("golden/filesystems.golden.txt");
});
