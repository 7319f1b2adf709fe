import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { directoriesFrom } from "../../src/cli/base/directories.ts";
import { COMMAND_NAMES, COMMANDS, type CommandName } from "../../src/cli/commands.ts";
import { run, type World } from "../cli/run.ts";
import { page } from "../support/counts.ts";
import { root } from "./fences.ts";

const POD = JSON.stringify({
  uidMappings: [{ hostId: 65536, containerId: 0, length: 65536 }],
  gidMappings: [{ hostId: 65536, containerId: 0, length: 65536 }],
});

/** A machine on which that pod runs. */
const machine: World = {
  directories: {
    pods: { "pod-1": { userns: POD } },
    "/proc": {
      self: "symbolic-link",
      "9": { uid_map: "0 0 4294967295\n" },
      "10": { uid_map: "0 65536 65536\n", status: "Name:\tweb\nUmask:\t0022\nPPid:\t9\n" },
    },
  },
  links: { "/proc/self": "9", "/proc/10/ns/user": "user:[2]" },
};

/** Questions whose answers have, together, all that the documents of a command may have; some in a world of their own. */
const questions: { readonly [Name in CommandName]: readonly (readonly [argv: string, world?: World])[] } = {
  place: [["examples/postgres.yaml"], ["examples/postgres.yaml --pool 65536:65536"]],
  translate: [["--map @examples/node/subuid --owner alice 1000"]],
  check: [["examples/node/edge.yaml --subuid examples/node/subuid --subgid examples/node/subgid"]],
  audit: [["--pods-dir pods --proc --account missing", machine]],
  decode: [
    ["66536 --pods-dir pods", machine],
    ["- --pods-dir pods", { ...machine, stdin: "uid=66536 gid=5" }],
  ],
  replay: [["examples/node/lost-file.trace.json"]],
  escape: [["examples/web-shop.yaml --from web-0 --explain /etc/shadow:read"]],
  explain: [["--map 0:65536:65536"]],
  "map-check": [["0:1000:1"]],
  fuzz: [["--strategy test/cli/fuzz/programs/lazy.mjs --runs 8"]],
  compare: [["--pods 200 --strategy next-fit"], ["--trace examples/node/lost-file.trace.json --strategy next-fit"]],
  lesson: [
    ["--list"],
    ["S16"],
    ["S16 --check"],
    ["test/cli/lesson/modules/faulty.mjs --check"],
    ["docs/guide/lessons/own-lesson.mjs"],
  ],
};

async function documentsOf(name: CommandName): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const documents = [];
  for (const [argv, world] of questions[name]) {
    const words = argv.split(" ");
    const paths = words.map((word) => word.replace("@", "")).filter((word) => existsSync(root + word));
    const files = Object.fromEntries(paths.map((path) => [path, readFileSync(root + path)]));
    const { stdout } = await run([name, ...words, "--json"], world ?? { files, real: directoriesFrom(root) });
    documents.push(JSON.parse(stdout));
  }
  return documents;
}

/** The names of all properties in a value, but for what others name, and what is of another form. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...(FOREIGN.includes(name) ? [] : namesIn(inner))]);
}

/** The facts of a rule are its own; a trace, a picture, and a request with its answer, are described where their forms are. */
const FOREIGN = ["facts", "trace", "picture", "request", "answer"];

const text = page("docs/guide/json.md");

/** What stands in backticks below a heading. */
function namedBelow(heading: string): ReadonlySet<string> {
  const [, rest = ""] = text.split(`\n## ${heading}\n`);
  return new Set([...(rest.split("\n## ")[0] ?? "").matchAll(/`([^`\n]+)`/g)].map(([, named = ""]) => named));
}

describe.each(COMMAND_NAMES)("the JSON of %s", (name) => {
  const form = `userns-sim/${name}/${COMMANDS[name].version}`;

  it("begins with the name of its form, and the guide describes it property for property", async () => {
    const own = namedBelow(form);
    const shared = namedBelow("What several have");
    for (const { schema, ...document } of await documentsOf(name)) {
      expect(schema).toBe(form);
      for (const property of Object.keys(document)) expect(own, property).toContain(property);
      for (const property of namesIn(document)) expect(new Set([...own, ...shared]), property).toContain(property);
    }
  });
});

const UNREADABLE = {
  files: {
    pods: '{"kind":"Pod"}',
    config: "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: x\n",
  },
};

it.each([
  "place pods",
  "escape pods --from a",
  "place pods --strategy kubelet --kubelet-config config",
  "escape pods --from a --strategy kubelet --kubelet-config config",
  "check pods",
  "check --kubelet-config config",
  "audit --pods-dir dir --kubelet-config config",
  "audit --pods-dir dir --pods pods",
  "decode 1 --pods-dir dir --pods pods",
])("has one document for input with problems: %s", async (argv) => {
  const [name = "", ...words] = argv.split(" ");
  const { stdout } = await run([name, ...words, "--json"], UNREADABLE);
  const document = JSON.parse(stdout);
  expect(document).toMatchObject({ schema: expect.stringContaining(`/${name}/`), outcome: "unreadable" });
  expect(Object.keys(document)).toEqual(["schema", "outcome", "problems", "problemCount"]);
});

it("the guide describes the JSON of the commands in the order of their table, and no other", () => {
  const headings = [...text.matchAll(/^## (userns-sim\/.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(COMMAND_NAMES.map((name) => `userns-sim/${name}/${COMMANDS[name].version}`));
});
