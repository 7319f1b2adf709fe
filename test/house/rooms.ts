/** What is imported from outside: packages, what Node brings, and whatever module a user names. */
export type Guest = "node:*" | "yaml" | "commander" | "fast-check" | "(computed)";

/** What a room may import besides its own files. */
export interface Room {
  /** Rooms that stand further up in the table, so that no arrow leads upward. */
  readonly rooms: readonly string[];
  readonly guests?: readonly Guest[];
}

/**
 * Who may import whom, the lowest room first. The rooms of `src/core` go by their folder, `core` being the files beside
 * the folders; the others go by their path in `src`, and `src` is the entry points.
 *
 * A file belongs to the deepest folder that is named here. The chapters of a room may import one another as long as no
 * circle arises.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  misuse: { rooms: [] },
  core: { rooms: ["misuse"] },
  id: { rooms: ["misuse"] },
  random: { rooms: ["id"] },
  range: { rooms: ["misuse", "id"] },
  shape: { rooms: [] },
  text: { rooms: [] },
  drawing: { rooms: [] },
  json: { rooms: ["core", "text"] },
  go: { rooms: ["id", "text", "json"] },
  manifest: { rooms: ["core", "id"] },
  idmap: { rooms: ["misuse", "core", "id", "range"] },
  forms: { rooms: ["misuse", "core", "id", "text", "json", "go", "idmap"] },
  allocate: { rooms: ["misuse", "core", "id", "random", "range", "shape", "text"] },
  kernel: { rooms: ["misuse", "id", "idmap", "forms"] },
  userland: { rooms: ["misuse", "core", "id", "idmap", "forms", "kernel"] },
  releases: { rooms: ["misuse"] },
  findings: { rooms: ["core", "go", "manifest"] },
  apiserver: { rooms: ["misuse", "core", "go", "manifest", "releases", "findings"] },
  kubelet: {
    rooms: [
      "misuse",
      "core",
      "id",
      "random",
      "shape",
      "text",
      "go",
      "manifest",
      "forms",
      "releases",
      "findings",
      "apiserver",
    ],
  },
  compare: { rooms: ["misuse", "core", "id", "random", "range", "allocate"] },
  node: {
    rooms: [
      ...["misuse", "core", "id", "range", "text", "go", "manifest", "idmap", "allocate", "kernel", "releases"],
      ...["apiserver", "findings", "kubelet", "forms", "compare"],
    ],
  },
  explain: {
    rooms: [
      "misuse",
      "core",
      "id",
      "shape",
      "idmap",
      "forms",
      "allocate",
      "kernel",
      "userland",
      "findings",
      "apiserver",
      "kubelet",
      "node",
      "compare",
      "manifest",
    ],
  },
  lesson: {
    rooms: [
      ...[
        "misuse",
        "core",
        "id",
        "text",
        "drawing",
        "range",
        "idmap",
        "allocate",
        "kernel",
        "userland",
        "releases",
        "findings",
      ],
      ...["apiserver", "kubelet", "compare", "node", "explain"],
    ],
  },
  german: {
    rooms: [
      ...["core", "id", "range", "shape", "text", "go", "manifest", "idmap", "forms", "allocate", "kernel", "userland"],
      ...["releases", "findings", "apiserver", "kubelet", "compare", "node", "explain"],
    ],
  },
  testing: {
    rooms: ["misuse", "core", "id", "random", "range", "text", "idmap", "forms", "allocate", "kubelet"],
    guests: ["fast-check"],
  },
  cli: {
    rooms: [
      ...["core", "id", "random", "range", "shape", "text", "drawing", "go", "manifest", "idmap", "forms", "allocate"],
      ...[
        "kernel",
        "userland",
        "releases",
        "findings",
        "apiserver",
        "kubelet",
        "compare",
        "node",
        "explain",
        "lesson",
        "german",
        "testing",
      ],
    ],
    guests: ["node:*", "yaml", "commander", "(computed)"],
  },
  src: {
    rooms: [
      ...["core", "id", "random", "range", "shape", "json", "manifest", "idmap", "forms", "allocate", "kernel"],
      ...["userland", "releases"],
      ...["findings", "apiserver", "kubelet", "compare", "node", "explain", "lesson", "german", "testing"],
    ],
  },
};
