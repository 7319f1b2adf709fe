import type { CommandName } from "../../src/cli/commands.ts";
import type { World } from "./run.ts";

/** A command line and its world, with a stranger's text in both. */
export interface HostileInput {
  readonly argv: readonly string[];
  readonly world?: World;
}

/** What a stranger can put in front of a command, by what it is. */
export type HostileInputs = Readonly<Record<string, (text: string) => HostileInput>>;

const quoted = (text: string): string => JSON.stringify(text);
/** As one word of a line: a file with a NUL is taken for no text at all. */
const word = (text: string): string => text.replace(/[\0\s]/g, "");
const pod = (metadata: object, spec: object = {}): string =>
  JSON.stringify({ kind: "Pod", metadata, spec: { hostUsers: false, containers: [{ name: "c" }], ...spec } });

function reading(argv: readonly string[], content: string): HostileInput {
  return { argv: [...argv, "f"], world: { files: { f: content } } };
}

/** A file of YAML or JSON that cannot be read, or not be understood. */
function unreadable(...argv: readonly string[]): HostileInputs {
  return {
    "a field twice": (text) => reading(argv, `${quoted(text)}: 1\n${quoted(text)}: 2\n`),
    "a directive of YAML": (text) => reading(argv, `%YAML 9.${word(text)}\n---\n`),
    "the head of a block of YAML": (text) => reading(argv, `a: |${word(text)}\n`),
    "a file that is not there": (text) => ({ argv: [...argv, text] }),
    "a file that the system fails at": (text) => ({
      argv: [...argv, text],
      world: {
        files: {
          [text]: () => {
            throw Object.assign(new Error(text), { code: "ESTALE" });
          },
        },
      },
    }),
  };
}

/** Manifests, as the one file that a command is given. */
function manifests(...argv: readonly string[]): HostileInputs {
  return {
    ...unreadable(...argv),
    "a field": (text) => reading(argv, pod({ name: "a" }, { [text]: text, hostUsers: text })),
    "a name": (text) => reading(argv, pod({ name: text, namespace: text })),
    "a container": (text) => reading(argv, pod({ name: "a" }, { containers: [{ name: text, image: text }] })),
    "a node": (text) => reading(argv, pod({ name: "a" }, { nodeName: text })),
    "a UID": (text) => reading(argv, `${pod({ name: "a", uid: text })}\n${pod({ name: "b", uid: text })}`),
    "a file with problems": (text) => ({ argv: [...argv, text], world: { files: { [text]: pod({ name: "A" }) } } }),
  };
}

const MANIFEST: World["files"] = { f: pod({ name: "a" }) };

function files(argv: readonly string[], more: World["files"] = {}): HostileInput {
  return { argv, world: { files: { ...MANIFEST, ...more } } };
}

const OUTPUT = { output: "0: kubelet 65536 262144\n" };
const SETTINGS = { release: "1.36", maxPods: 4, kubeletUser: { kind: "getsubids", uids: OUTPUT, gids: OUTPUT } };
const SCHEMA = "userns-sim/trace/1";

function kubeletTrace(ops: readonly object[], more: object = {}): string {
  return JSON.stringify({
    schema: SCHEMA,
    subject: "kubelet",
    settings: SETTINGS,
    seed: 1,
    ops: [{ type: "start" }, ...ops],
    ...more,
  });
}

/** A text that the name of a file or a directory may be. */
const named = (text: string): string => text.replace(/[/\0]/g, "");

/** A recorded history that cannot be read. */
function noTraces(...argv: readonly string[]): HostileInputs {
  return {
    "what is no JSON": (text) => reading(argv, `[${word(text)}`),
    "a schema": (text) => reading(argv, JSON.stringify({ schema: text })),
    "a field of a trace": (text) => reading(argv, kubeletTrace([], { [text]: 1 })),
    "the file of a trace": (text) => ({ argv: [...argv, text] }),
  };
}

function recorded(outcome: object, more: object = {}): HostileInput {
  return reading(["replay"], kubeletTrace([{ type: "create", podUid: "a", ...more, recorded: { outcome } }]));
}

function podsDirectory(...argv: readonly string[]): HostileInputs {
  const map = JSON.stringify([{ hostId: 65536, containerId: 0, length: 65536 }]);
  const userns = `{"uidMappings":${map},"gidMappings":${map}}`;
  const within = (directory: World["directories"], more: World = {}): HostileInput => ({
    argv: [...argv, "--pods-dir", Object.keys(directory ?? {})[0] ?? ""],
    world: { directories: directory ?? {}, ...more },
  });
  return {
    "pods of a directory": (text) =>
      within({
        d: {
          [`a${named(text)}`]: { userns },
          [`b${named(text)}`]: { userns },
          [`c${named(text)}`]: "symbolic-link",
          [`d${named(text)}`]: { userns: `{${quoted(text)}: ${quoted(text)}}` },
          [`e${named(text)}`]: { userns: text },
        },
      }),
    "a directory": (text) => within({ [text]: { a: { userns } } }),
    "a directory that is not there": (text) => ({ argv: [...argv, "--pods-dir", text] }),
    "the names of pods": (text) => ({
      argv: [...argv, "--pods-dir", "d", "--pods", "p"],
      world: {
        directories: { d: { [named(text)]: { userns }, b: { userns } } },
        files: { p: `${pod({ name: "x", uid: named(text) })}\n${pod({ name: text, namespace: text, uid: "b" })}` },
      },
    }),
  };
}

/** For each command, what only it is given; what all take alike, such as values of options, is found in its row. */
export const HOSTILE_INPUTS: { readonly [Name in CommandName]: HostileInputs } = {
  place: {
    ...manifests("place"),
    "a kind": (text) => files(["place", "k"], { k: JSON.stringify({ kind: text }) }),
    "an entry of subordinate IDs": (text) =>
      files(["place", "f", "--subuid", "s", "--subuid-user", word(text)], {
        s: `${word(text)}:1:1\n${word(text)}:2:2\n`,
      }),
    "a file of subordinate IDs": (text) => files(["place", "f", "--subuid", text], { [text]: `kubelet:1:1\n` }),
  },
  check: {
    ...manifests("check"),
    ...Object.fromEntries(
      Object.entries(unreadable("check", "--kubelet-config")).map(([name, of]) => [
        `the kubelet's configuration: ${name}`,
        (text: string): HostileInput => {
          const { argv, world } = of(text);
          return { argv: [...argv, "g"], world: { files: { ...world?.files, g: pod({ name: "a" }) } } };
        },
      ]),
    ),
    "a drop-in directory": (text) => ({
      argv: ["check", "--kubelet-config-dir", text],
      world: { directories: { [text.replace(/\/+$/, "") || "/"]: { [`${named(text)}.conf`]: "other" } } },
    }),
    "a drop-in directory that is a link": (text) => ({
      argv: ["check", "--kubelet-config-dir", text],
      world: { links: { [text]: text } },
    }),
    "a ConfigMap": (text) =>
      reading(
        ["check", "--kubelet-config"],
        JSON.stringify({ kind: "ConfigMap", data: { kubelet: `kind: ${quoted(text)}` } }),
      ),
    "an answer of /configz": (text) =>
      reading(["check", "--kubelet-config"], JSON.stringify({ kubeletconfig: { kind: text, maxPods: text } })),
    "owners of subordinate IDs": (text) =>
      files(["check", "f", "--subuid", "s", "--subgid", "s"], {
        s: `kubelet:65536:7208960\n${word(text)}:65536:65536\n`,
      }),
    "a volume": (text) =>
      files(["check", "v"], {
        v: pod(
          { name: "a" },
          { volumes: [{ name: text, hostPath: { path: text } }], containers: [{ name: "c", image: text }] },
        ),
      }),
    "an image": (text) => files(["check", "f", "--images", "i"], { i: JSON.stringify({ [text]: { user: text } }) }),
  },
  audit: {
    ...podsDirectory("audit"),
    "processes of the machine": (text) => ({
      argv: ["audit", "--pods-dir", "d", "--proc"],
      world: {
        directories: {
          d: {},
          "/proc": {
            self: { uid_map: "0 0 4294967295\n" },
            ...Object.fromEntries(
              ["1", "2"].map((pid) => [pid, { uid_map: "0 131072 65536\n", status: `Name:\t${text}\nPPid:\t0\n` }]),
            ),
          },
        },
        links: { "/proc/1/ns/user": `user:[1${text}]`, "/proc/2/ns/user": `user:[2${text}]` },
      },
    }),
  },
  decode: {
    ...podsDirectory("decode", "65536"),
    "an ID": (text) => ({ argv: ["decode", text, "--pods-dir", "d"] }),
    "an owner": (text) => ({
      argv: ["decode", "5", "--subuid", "s", "--passwd", "p"],
      world: { files: { s: `${word(text)}:5:1\n`, p: `${word(text)}:x:5:5::/:/bin/sh\n` } },
    }),
    "a map with a name": (text) => ({ argv: ["decode", "5", "--map", `${text}=0:5:1`] }),
    "a text": (text) => ({
      argv: ["decode", "-", "--pods-dir", "d"],
      world: { directories: { d: {} }, stdin: `uid=5 ${text}\tgid=5\n${text}` },
    }),
  },
  replay: {
    ...noTraces("replay"),
    "a note and a pod": (text) =>
      reading(
        ["replay"],
        kubeletTrace(
          [
            { type: "create", podUid: named(text) },
            { type: "release", podUid: named(text) },
          ],
          { note: text },
        ),
      ),
    "a key of what was recorded": (text) => recorded({ ok: true, value: { [text]: { [text]: 1 } } }),
    "a value that was recorded": (text) => recorded({ ok: true, value: text }),
    "an error that was recorded": (text) => recorded({ ok: false, error: { text } }, { writeError: "no" }),
    "an error of the disk": (text) =>
      reading(["replay"], kubeletTrace([{ type: "create", podUid: "a", writeError: text }])),
    "the name of a trace": (text) => ({
      argv: ["replay", "t", "--trace", text],
      world: { files: { t: kubeletTrace([]) } },
    }),
  },
  escape: {
    ...manifests("escape", "--from", "a"),
    "the pod": (text) => files(["escape", "f", "--from", text]),
    "the container": (text) => files(["escape", "f", "--from", "a", "--container", text]),
    "the source": (text) => files(["escape", "f", "--from", "a", "--path", "bind", "--source", `/${text}`]),
    "a cell": (text) => files(["escape", "f", "--from", "a", "--explain", text]),
    "what is mounted": (text) =>
      files(["escape", "f", "--from", text], {
        f: pod(
          { name: "a", uid: text },
          {
            volumes: [{ name: "v", hostPath: { path: `/${text}` } }],
            containers: [{ name: "c", volumeMounts: [{ name: "v", mountPath: `/${text}` }] }],
          },
        ),
      }),
  },
  explain: {
    capabilities: (text) => ({ argv: ["explain", "--caps", text] }),
    "a mapping": (text) => ({ argv: ["explain", "--map", text] }),
    "an operation": (text) => ({ argv: ["explain", "--op", text] }),
    "namespaces that are owned": (text) => ({ argv: ["explain", "--map", "0:1:1", "--owns", text] }),
    "a kind of namespace": (text) => ({ argv: ["explain", "--op", "setns", "--namespace", text] }),
    "a filesystem": (text) => ({ argv: ["explain", "--op", "mount", "--type", text] }),
    "a list": (text) => ({ argv: ["explain", "--acl", text] }),
  },
  "map-check": {
    lines: (text) => ({ argv: ["map-check", text] }),
    "a line that is nearly one": (text) => ({ argv: ["map-check", `0 0 ${text}1`] }),
    "lines for newuidmap": (text) => ({ argv: ["map-check", "--as", "newuidmap", `0 1 1\n${text}`] }),
    "a file": (text) => ({ argv: ["map-check", `@${text}`] }),
  },
  translate: {
    "a map": (text) => ({ argv: ["translate", "--map", text] }),
    owners: (text) => ({ argv: ["translate", "--map", `${text}:1:1\n${text}x:2:2`] }),
    "an outer map": (text) => ({ argv: ["translate", "--map", "0 0 1", "--outer", text] }),
    "an ID": (text) => ({ argv: ["translate", "--map", "0 0 1", text] }),
    "blanks in an ID": (text) => ({ argv: ["translate", "--map", "0 0 1", `[0, 1)${text}`] }),
    "a file": (text) => ({ argv: ["translate", "--map", `@${text}`] }),
  },
  fuzz: {
    "a strategy": (text) => ({ argv: ["fuzz", "--strategy", text] }),
    "a file with a strategy": (text) => ({ argv: ["fuzz", "--strategy", `${text}.mjs`] }),
    "a command that is none": (text) => ({ argv: ["fuzz", "--exec", `./none-${named(text).replaceAll("'", "")}`] }),
    "what a program says": (text) => {
      // What it says in several lines is several lines.
      const octal = [...new TextEncoder().encode(text.replaceAll("\n", ""))].map(
        (byte) => `\\${byte.toString(8).padStart(3, "0")}`,
      );
      const says = `printf '${octal.join("")}\\n'`;
      return { argv: ["fuzz", "--runs", "1", "--exec", `${says} >&2; ${says}; exit 3`] };
    },
  },
  compare: {
    ...noTraces("compare", "--trace"),
    "a strategy": (text) => ({ argv: ["compare", "--strategy", text] }),
    "the file of a good trace": (text) => ({
      argv: ["compare", "--strategy", "first-fit", "--trace", text],
      world: { files: { [text]: kubeletTrace([{ type: "create", podUid: named(text) }]) } },
    }),
    "a picture": (text) => ({ argv: ["compare", "--pods", "5", "--svg", `/there-is-no/${text}`] }),
  },
  lesson: {
    "a name": (text) => ({ argv: ["lesson", text] }),
    "a step": (text) => ({ argv: ["lesson", "S16", "--step", text] }),
    "a cut": (text) => ({ argv: ["lesson", "--cut", text] }),
    "a module that is not there": (text) => ({ argv: ["lesson", `${text}.mjs`] }),
  },
};
