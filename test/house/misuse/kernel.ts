import { createIdMap } from "../../../src/core/idmap/id-map.ts";
import { podIdMap } from "../../../src/core/idmap/pod-id-map.ts";
import { unwrap } from "../../../src/core/result.ts";
import {
  capabilitySet,
  createMount,
  createProcess,
  createUserNamespace,
  DEFAULT_SETTINGS,
  english,
  existingDirectory,
  existingFile,
  initialNamespace,
  openFile,
} from "../../../src/kernel.ts";
import { optional, options, type Row, read, taking, text } from "./row.ts";

const host = initialNamespace();
const maps = podIdMap({ start: 65536, size: 65536 });
const pod = createUserNamespace(host, { id: "pod", maps });
const process = createProcess();
const podRoot = createProcess({ userNamespace: pod });
const file = existingFile({ mode: 0o644 });
const link = existingFile({ type: "symlink", mode: 0o777 });
const directory = existingDirectory({ mode: 0o755 });
const mount = createMount();
const settings = optional(DEFAULT_SETTINGS);
const list = [
  { tag: "owner", permissions: 6 },
  { tag: "owning-group", permissions: 4 },
  { tag: "other", permissions: 4 },
];
const owned = { id: "pod", owner: pod };
const idmap = unwrap(createIdMap([{ containerId: 0, hostId: 65536, size: 65536 }]));
const described = {
  uid: optional(0),
  gid: optional(0),
  mode: 0o644,
  acl: optional(list),
  capability: optional({ permitted: 0, inheritable: 0, effective: true, rootId: 0 }),
  immutable: optional(false),
  mount: optional(mount),
  directory: optional(directory),
  onDisk: optional(undefined),
};
const grants = [{ owner: "ada", start: 100000, count: 65536 }];
const lines = [{ containerId: 0, hostId: 100000, size: 1 }];
const helped = options({
  caller: process,
  target: podRoot,
  mappings: lines,
  grants,
  program: optional(existingFile({ mode: 0o4755 })),
  settings,
});

/** What is asked of the kernel, and what the questions are made of. */
export const kernelRows: Readonly<Record<string, Row>> = {
  explain: [openFile(process, file, "r"), optional(english)],
  explainSteps: [openFile(process, file, "r"), optional(english)],
  factWords: [],
  capabilityNames: [capabilitySet(["CAP_CHOWN"])],
  capabilitySet: [["CAP_CHOWN"]],
  formatCapabilities: [capabilitySet(["CAP_CHOWN"])],
  parseCapabilities: [read("1ff")],
  hasCapability: [process, host, "CAP_CHOWN"],
  createProcess: [
    optional(
      options({
        userNamespace: optional(host),
        uid: optional(0),
        gid: optional(0),
        groups: optional([0]),
        capabilities: optional(["CAP_CHOWN"]),
        mountNamespace: optional(owned),
        networkNamespace: optional(owned),
        pidNamespace: optional(owned),
        ipcNamespace: optional(owned),
        cgroupNamespace: optional(owned),
        utsNamespace: optional(owned),
        timeNamespace: optional(owned),
      }),
    ),
  ],
  processStatus: [process, host, settings],
  createUserNamespace: [
    host,
    options({
      id: text("pod"),
      owner: optional(0),
      group: optional(0),
      maps: optional(maps),
      setgroups: optional("allow"),
      limits: optional(options({ userNamespaces: optional(1), netNamespaces: optional(1) })),
    }),
  ],
  initialNamespace: [optional(options({ userNamespaces: optional(1), inotifyInstances: optional(1) }))],
  execFile: [process, file, settings],
  execScript: [process, file, file, settings],
  accessAttribute: [process, file, "user.note", "set"],
  readFileCapability: [process, file],
  removeFileCapability: [process, file],
  setAcl: [process, file, "access", optional([{ tag: "owner", permissions: 6 }])],
  followLink: [process, link, settings],
  accessFile: [process, file, "r"],
  effectiveAccess: [process, file, "rwx"],
  chmodFile: [process, file, 0o600],
  chownFile: [process, file, 0, 0],
  createDirectory: [process, directory, 0o755],
  createFile: [process, directory, 0o644],
  mknod: [process, directory, "fifo", 0o644],
  setFileCapability: [process, file, options({ permitted: 0, inheritable: optional(0), effective: optional(true) })],
  linkFile: [process, file, directory, settings],
  openFile: [process, file, "r", settings],
  renameFile: [process, directory, file, optional(directory), optional(file)],
  ownerNumbers: [host, file, settings],
  ownerSeenBy: [host, file, settings],
  statFile: [process, file, settings],
  unlinkFile: [process, directory, file],
  utimesFile: [process, file, "now"],
  writeFile: [process, file],
  setfsgid: [process, 0],
  setgid: [process, 0],
  setregid: [process, 0, 0],
  setresgid: [process, 0, 0, 0],
  setgroups: [process, [0]],
  setfsuid: [process, 0],
  setresuid: [process, 0, 0, 0],
  setreuid: [process, 0, 0],
  setuid: [process, 0],
  existingDirectory: [options({ ...described, mode: 0o755 })],
  existingFile: [options({ type: optional("regular"), ...described })],
  createMount: [
    optional(
      options({
        idmap: optional(maps),
        readOnly: optional(false),
        nosuid: optional(false),
        noexec: optional(false),
        nodev: optional(false),
        superblock: optional(
          options({
            type: optional(text("tmpfs")),
            userNamespace: optional(host),
            readOnly: optional(false),
            allowsIdmap: optional(false),
          }),
        ),
        namespace: optional(owned),
        attached: optional(true),
      }),
    ),
  ],
  procFile: [process, 0o444, optional("regular")],
  containerRoot: [maps],
  throughOverlay: [file, optional(process)],
  idmapMount: [
    process,
    mount,
    pod,
    optional(options({ replace: optional(true), hasWriter: optional(true), settings })),
  ],
  mountFilesystem: [
    process,
    text("tmpfs"),
    optional(options({ covered: optional(true), uid: optional(1), gid: optional(1), settings })),
  ],
  bindPort: [process, 80, optional(1024)],
  openRawSocket: [process],
  peerCredentials: [process, host, settings],
  sendCredentials: [process, 0, 0],
  showCredentials: [options({ kuid: 0, kgid: 0 }), host, settings],
  setPingGroups: [process, 0, 0],
  accessProcess: [process, podRoot, "attach", optional(options({ isDescendant: optional(true), settings }))],
  controlProcess: [process, podRoot, "limits", optional(true)],
  sendSignal: [process, podRoot, 9],
  kernelRules: [],
  openIdMap: [process, podRoot, "r"],
  readIdMap: [pod, host, "uid"],
  showIdMap: [pod, host, "uid"],
  setUserNamespace: [process, pod],
  setUserNamespaceOf: [process, podRoot, "link"],
  setNamespace: [process, "net", owned],
  setNamespaceOf: [process, podRoot, "net", "link"],
  setNamespacesOf: [process, podRoot, ["user", "net"]],
  unshareNamespaces: [process, ["user"], text("new"), optional(taking({}, "an empty object"))],
  setHostName: [process, optional(1)],
  writeTimeOffsets: [process, podRoot, optional(false)],
  openSetgroups: [process, podRoot],
  writeSetgroups: [pod, text("deny"), optional(0)],
  chargeUser: [process, "userNamespaces", optional(taking({}, "an empty object"))],
  unshareUserNamespace: [process, text("new"), optional(taking({}, "an empty object"))],
  writeIdMap: [
    process,
    pod,
    "uid",
    text("0 0 1\n"),
    optional(
      options({
        writer: optional(process),
        position: optional(0),
        positioned: optional(true),
        settings,
      }),
    ),
  ],
  newgidmap: [1000, grants, lines],
  newuidmap: [1000, grants, lines],
  runNewgidmap: [helped],
  runNewuidmap: [helped],
  checkRuncIdmapMount: [options({ bind: true, maps }), true],
  checkRuncRootless: [options({ enabled: true, maps }), ["uid=0"]],
  checkRuncUserNamespace: [options({ enabled: true, maps, joined: optional({ uid: idmap, gid: idmap }) })],
  isInUserNamespace: [text("0 0 1")],
};
