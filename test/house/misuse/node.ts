import { createPool, unwrap } from "../../../src/index.ts";
import { DEFAULT_SETTINGS } from "../../../src/kernel.ts";
import { checkNode, createNode, defaultHost, english, escapeMatrix, readPod } from "../../../src/node.ts";
import { anything, optional, options, type Row, read, taking, text } from "./row.ts";

const spec = { hostUsers: false, containers: [{ name: "main" }] };
const pods = ["a", "b"].map((name) => readPod({ name, spec }));
const pool = unwrap(createPool({ start: 65536, size: 10 * 65536 }));
const node = unwrap(createNode({ pods }));
const from = options({ pod: text("a"), container: optional(text("main")) });
const mounted = optional(options({ source: optional(text("/etc")) }));
const matrix = unwrap(escapeMatrix(node, { pod: "a" }, "walk"));
const machine = {
  pods,
  host: optional(defaultHost()),
  release: optional("1.36"),
  pool: optional(pool),
  settings: optional(taking({ maxPods: 10 }, "an empty object")),
  seed: optional(1),
  kernel: optional(DEFAULT_SETTINGS),
};
const files = [{ podUid: "a", found: { kind: "no-file" } }];

const [found] = checkNode({ kubelet: { release: "1.36" } }).findings;

/** What is asked of a node, and what it is made of. */
export const nodeRows: Readonly<Record<string, Row>> = {
  explain: [{ code: "pod-unknown", pod: "web", known: [] }, optional(english)],
  auditPods: [
    files,
    options({ release: "1.36", maxPods: optional(110), idsPerPod: optional(65536) }),
    optional(options({ pods: optional(["a"]) })),
  ],
  checkUpgrade: [
    files,
    options({ release: "1.34", maxPods: optional(110), idsPerPod: optional(65536) }),
    "1.35",
    optional(options({ pods: optional(["a"]) })),
  ],
  findIds: [read("uid=65536")],
  ownersOf: [files, 65536],
  hostOwnersOf: [options({ rootless: optional(1000) }), 65536],
  checkNode: [
    options({
      kubelet: options({ release: "1.36", maxPods: optional(110) }),
      facts: optional(taking({ kernel: [6, 8] }, "an empty object")),
      subordinateFiles: optional([{ name: "subuid", entries: [], problems: [], malformed: 0 }]),
      assumed: optional(["release"]),
      pods: optional([{ namespace: "shop", name: "web", spec }]),
    }),
  ],
  fixOf: [found, options({ kubelet: options({ release: "1.36", maxPods: optional(110) }) })],
  policyOfNamespace: [anything({ metadata: { labels: {} } })],
  readNodeObject: [anything({ status: {} })],
  nodeFromObject: [anything({ status: {} }), optional(options({ kubelet: options({ release: "1.36" }) }))],
  leadsThroughMount: ["walk"],
  blastRadius: [matrix, optional("withUserns")],
  cellName: [options({ target: { name: "/etc" }, operation: "read" })],
  findCell: [matrix, text("/etc/shadow:read")],
  compareSources: [options(machine), from, "walk", mounted],
  escape: [node, from, "walk", mounted],
  escapeCell: [node, from, "walk", text("/etc/shadow:read"), mounted],
  escapeMatrix: [node, from, "walk", mounted],
  defaultHost: [],
  createNode: [options({ ...machine, strategy: optional("first-fit"), kubelet: optional(undefined) })],
  rangeSources: [],
  containerCapabilities: [["KILL"], ["CHOWN"]],
  readPod: [
    options({ uid: optional(text("u")), namespace: optional(text("default")), name: text("a"), spec: anything(spec) }),
  ],
  readPods: [
    [{ kind: "Pod", metadata: { name: "a" }, spec }],
    optional(options({ maxPods: optional(10), node: optional(text("n")) })),
  ],
};
