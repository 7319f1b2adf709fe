import { describe, expect, it } from "vitest";
import * as main from "../../src/index.ts";
import * as kernel from "../../src/kernel.ts";
import * as kubelet from "../../src/kubelet.ts";
import * as node from "../../src/node.ts";
import * as protocol from "../../src/protocol.ts";
import * as testing from "../../src/testing.ts";
import { MEASURED, tooSteep } from "./growth.ts";
import { endsAround, PUMPS, pumped } from "./texts.ts";

interface TextReader {
  readonly read: (text: string) => unknown;
  /** Texts that it takes, between whose parts others are put. */
  readonly texts: readonly string[];
}

const subordinate = "kubelet:65536:65536\n# c\n";
const json = '{"uidMappings":[{"hostId":1,"containerId":0,"length":9}],"gidMappings":[]}';

const READERS: Readonly<Record<string, TextReader>> = {
  findIds: {
    read: node.findIds,
    texts: [
      "uid=132072 gid=5 groups=5(a),6 x\n",
      "UID PID CMD\n132072 812 sh\n",
      "1 0 -rw-r--r--. 1 132072 5 a:b:c:s0 0 Nov 29 16:45 a\n",
      "Groups:\t4 5 \n",
    ],
  },
  parseCapabilities: { read: kernel.parseCapabilities, texts: ["CAP_CHOWN,CAP_KILL"] },
  parseCriMappings: { read: main.parseCriMappings, texts: ['[{"host_id":65536,"length":"65536"}]'] },
  parseCriUserNamespace: { read: main.parseCriUserNamespace, texts: ['{"mode":0,"uids":[{"host_id":1,"length":1}]}'] },
  parseGetsubids: { read: main.parseGetsubids, texts: ["0: kubelet 65536 65536\n"] },
  parseKernel: { read: kubelet.parseKernel, texts: ["6.8.0-45-generic"] },
  parseKernelRelease: {
    read: kubelet.parseKernelRelease,
    texts: ["5.14.0-570.el9_6.x86_64", "Linux node 6.8.0-45-generic #1 SMP"],
  },
  parseKubeletUserns: { read: main.parseKubeletUserns, texts: [json] },
  parseOciConfig: { read: main.parseOciConfig, texts: ['{"linux":{"uidMappings":[{"containerID":0,"size":1}]}}'] },
  parseOciMappings: { read: main.parseOciMappings, texts: ['[{"containerID":0,"hostID":65536,"size":65536}]'] },
  parsePolicy: { read: kubelet.parsePolicy, texts: ["restricted:v1.35"] },
  parseProcMap: { read: main.parseProcMap, texts: ["0 65536 65536\n1 2 3\n"] },
  parseRuntime: {
    read: kubelet.parseRuntime,
    texts: ["containerd@2.1.3", "containerd containerd.io/v2 v2.1.4 05044ec", "runc version 1:1.2.0-0.1.rc3.el9"],
  },
  parseShownProcMap: { read: main.parseShownProcMap, texts: ["         0     131072      65536\n"] },
  parseSubid: { read: main.parseSubid, texts: [subordinate] },
  readAnswer: {
    read: (line) => protocol.readAnswer({ op: "allocate", podUid: "a" }, line),
    texts: ['{"ok":true,"range":{"start":0,"size":1}}'],
  },
  readGetsubids: { read: kubelet.readGetsubids, texts: ["0: kubelet 65536 65536\n"] },
  readInitReply: { read: protocol.readInitReply, texts: ['{"ok":true,"supports":["seed"]}'] },
  readMap: { read: (text) => main.readMap(text), texts: ["0 1 1\n", json, subordinate] },
};

/** Texts of the forms that only `readMap` and the table of forms read. */
const FORM_TEXTS: Partial<Record<main.FormName, readonly string[]>> = {
  lxc: ["u 0 100000 65536\n", "lxc.idmap = g 0x0 1 1\n", "nsuid 0 - hostid 1 - range 1\n", "lxc.namespace.keep = a\n"],
  proxmox: ["u 0 100000 65536\n", "lxc.idmap: g 0 1 1\nunprivileged: 1\n"],
  "raw-idmap": ["both 1000-1001 1000-1001\n", "raw.idmap: uid 1 1\n"],
  "incus-json": ['[{"Isuid":true,"Isgid":false,"Hostid":1000000,"Nsid":0,"Maprange":1}]'],
  podman: ["+u0:@1:1 ", "0:1:1:2:3,", "--userns=keep-id:uid=5,gid=6", "auto:uidmapping=0:1:1,"],
  "podman-json": ['[{"container_id":0,"host_id":1,"size":1}]', "uidmap:\n- container_id: 0\n  host_id: 1\n  size: 1\n"],
  "podman-idmap": ["idmap=uids=0-1-10#10-11-10;gids=0-3-10"],
};

/** Those that are given values, not texts. */
const OF_VALUES: readonly string[] = [
  "findCell",
  "readFileCapability",
  "readIdMap",
  "readKubelet",
  "readNodeObject",
  "readPod",
  "readPods",
];

const SIZE = 8192;

describe("every reader of text", MEASURED, () => {
  it("is looked at here", () => {
    const exported = [main, kernel, kubelet, node, protocol, testing].flatMap((entry) =>
      Object.entries(entry).flatMap(([name, value]) => (typeof value === "function" ? [name] : [])),
    );
    const readers = new Set(exported.filter((name) => /^(?:find|parse|read)[A-Z]/.test(name)));
    expect([...readers].sort()).toEqual([...Object.keys(READERS), ...OF_VALUES].sort());
  });

  it.each(Object.entries(READERS))(
    "takes time with the length of a text, not with its square: %s",
    async (_, reader) => {
      for (const ends of endsAround(reader.texts))
        for (const pump of PUMPS) {
          const steep = await tooSteep((size) => {
            const text = pumped(ends, pump, size);
            return () => reader.read(text);
          }, SIZE);
          expect({ ends, pump, steep }).toEqual({ ends, pump, steep: undefined });
        }
    },
  );

  it.each(Object.entries(FORM_TEXTS))(
    "takes time with the length of a text of a form, not with its square: %s",
    async (name, texts) => {
      const { read, recognise } = main.FORMS[name as main.FormName];
      for (const ends of endsAround(texts))
        for (const pump of PUMPS) {
          const steep = await tooSteep((size) => {
            const text = pumped(ends, pump, size);
            return () => [recognise(text), read(text)];
          }, SIZE);
          expect({ ends, pump, steep }).toEqual({ ends, pump, steep: undefined });
        }
    },
  );
});
