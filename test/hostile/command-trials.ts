import { COMMAND_NAMES, COMMANDS, type CommandName } from "../../src/cli/commands.ts";
import { OUTPUT_NAMES } from "../../src/cli/output/outputs.ts";
import { flagOf } from "../../src/cli/program/option-from.ts";
import type { AnyOptionRow, AnyOptionRows } from "../../src/cli/program/option-row.ts";
import type { Dice } from "../../src/core/random/dice.ts";
import { leaks } from "../cli/leaks.ts";
import { type Run, run, type World } from "../cli/run.ts";
import { USES, type Use } from "./commands.ts";
import type { Corpus } from "./corpus.ts";
import { mutateText, nasty } from "./mutate.ts";
import { mutateJson } from "./mutate-json.ts";
import type { Fault, Trial } from "./trial.ts";

/** Draws a command line, and the texts of its files. */
export function commandTrial(dice: Dice, corpus: Corpus): Trial {
  const name = dice.one(COMMAND_NAMES) ?? "place";
  const use = dice.one<Use>(USES[name]) as Use;
  const argv = [name, ...use.argv, ...options(dice, name, use), ...printing(dice)];
  const all = Object.values(corpus).flat();
  const fine = dice.one(corpus[use.kind]) ?? "";
  const isJson = /^[[{]/.test(fine) && dice.chance(50);
  const content = isJson ? mutateJson(dice, fine) : mutateText(dice, fine, all);
  const word = mutateText(dice, dice.one(corpus[dice.chance(50) ? use.kind : "words"]) ?? "", all).slice(0, 2000);
  const [pod = ""] = corpus.manifest.slice(-1);
  return {
    name,
    texts: [content, word],
    how: `userns-sim ${argv.join(" ")}, where f and d/POD/userns are the first text, and TEXT is the second`,
    fault: async ([file = "", text = ""]) => {
      const given = argv.map((part) => (part === "TEXT" ? text : part));
      return faultOf(name, given, await run(given, worldOf(file, text, pod)));
    },
  };
}

function worldOf(file: string, text: string, pod: string): World {
  const named = text.replace(/[/\0]/g, "") || "p";
  return {
    files: { f: file, pod, "conf/a.conf": file },
    stdin: file,
    directories: {
      d: { a: { userns: file }, b: { userns: USERNS }, [named]: { userns: file }, c: "symbolic-link", e: "other" },
      conf: { "a.conf": "other" },
      "/proc": {
        self: { uid_map: "0 0 4294967295\n" },
        1: { uid_map: file.slice(0, 4000), status: `Name:\t${text}\nPPid:\t0\n` },
        2: { uid_map: "0 131072 65536\n", status: text },
      },
    },
    links: { "/proc/1/ns/user": `user:[${text}]`, "/proc/2/ns/user": "user:[4026531837]" },
  };
}

const MAP = '[{"hostId":65536,"containerId":0,"length":65536}]';
const USERNS = `{"uidMappings":${MAP},"gidMappings":${MAP}}`;

/** Up to three options, given once or twice. */
function options(dice: Dice, name: CommandName, { argv, fixed = [] }: Use): readonly string[] {
  const rows = Object.entries(COMMANDS[name].options as AnyOptionRows).filter(
    ([option]) => !fixed.includes(option) && (!argv.includes(flagOf(option)) || dice.chance(10)),
  );
  const given: string[] = [];
  for (let left = dice.below(4); left > 0; left--) {
    const [option, row] = dice.one(rows) ?? [];
    if (option === undefined || row === undefined) continue;
    given.push(row.negated === true ? flagOf(option).replace("--", "--no-") : flagOf(option));
    if (row.value !== undefined) given.push(optionValue(dice, row));
  }
  return given;
}

function optionValue(dice: Dice, { choices, whole }: AnyOptionRow): string {
  if (choices !== undefined && dice.chance(90)) return dice.one(choices) ?? "";
  if (whole !== undefined && dice.chance(90)) return String(whole[0] + dice.below(Math.min(100, whole[1] - whole[0])));
  return dice.chance(10) ? nasty(dice) : (dice.one(VALUES) ?? "");
}

const VALUES: readonly string[] = [
  ...["TEXT", "f", "@f", "-", "d", "pod", "host", "a", "default/a", "first-fit", "kubelet", "1.36", "1.25", "0", "-1"],
  ...["0:65536:65536", "65536:655360", "1000:1000", "0:0:1777", "0644", "all", "none", "CAP_CHOWN", "/etc/shadow:read"],
  ...[
    "containerd@2.1",
    "runc@1.3",
    "6.8",
    "restricted:v1.35",
    "UserNamespacesSupport=true",
    "/=ext4",
    "4294967295",
    "",
  ],
];

function printing(dice: Dice): readonly string[] {
  const output = dice.one(OUTPUT_NAMES) ?? "text";
  return [...(output === "text" ? [] : [`--${output}`]), ...(dice.chance(20) ? ["--ascii"] : [])];
}

function faultOf(name: CommandName, argv: readonly string[], { code, stdout, stderr }: Run): Fault | undefined {
  if (![0, 1, 2].includes(code)) return { kind: "exit code", seen: String(code) };
  if (stderr.includes("internal error")) return { kind: "throws", seen: stderr };
  const ascii = argv.includes("--ascii");
  const found = leaks(stdout + stderr, { ascii, colours: false });
  if (found.length > 0) return { kind: "output", seen: `${found.slice(0, 5).join(" ")} in ${stdout}${stderr}` };
  if (code !== 2 && stderr !== "") return { kind: "output", seen: `exit code ${code}, and on stderr ${stderr}` };
  if (code === 2 && stdout + stderr === "") return { kind: "output", seen: "exit code 2, and not a word" };
  return argv.includes("--json") && stdout !== "" ? faultOfDocument(name, stdout) : undefined;
}

function faultOfDocument(name: CommandName, stdout: string): Fault | undefined {
  try {
    const [[key, schema] = []] = Object.entries(JSON.parse(stdout));
    if (key === "schema" && String(schema).startsWith(`userns-sim/${name}/`)) return undefined;
    return { kind: "document", seen: `begins with ${String(key)}: ${String(schema)}` };
  } catch (error) {
    return { kind: "document", seen: `${String(error)} in ${stdout}` };
  }
}
