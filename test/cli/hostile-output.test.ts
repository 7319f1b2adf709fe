import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, COMMANDS, type CommandName } from "../../src/cli/commands.ts";
import { OUTPUTS, outputsOf } from "../../src/cli/output/outputs.ts";
import { flagOf } from "../../src/cli/program/option-from.ts";
import type { AnyOptionRows } from "../../src/cli/program/option-row.ts";
import { HOSTILE_INPUTS, type HostileInputs } from "./hostile-inputs.ts";
import { leaks } from "./leaks.ts";
import { run } from "./run.ts";

/** One of each kind, with a line that would be taken for one of ours. */
const TEXT =
  "\u001b[7mX\u001b]0;T\u0007\u0000\u0008\t\r\nFORGED\u007f\u009b7m\u0085\u00ad\u061c\u200b\u200f\u202e\u2028\u2029\u2066\ufeff\u{e0001}\ud800";

interface Form {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Every way in which a command can print, by its name. */
function formsOf(name: CommandName): Readonly<Record<string, Form>> {
  const forms = outputsOf(COMMANDS[name].renderers).map((output) => {
    if (output === "text") return [];
    return OUTPUTS[output].short ? [`--${output}`] : ["--format", output];
  });
  return {
    ...Object.fromEntries(
      forms.flatMap((argv) => [argv, [...argv, "--ascii"]]).map((argv) => [argv.join(" ") || "text", { argv }]),
    ),
    "in colour": { argv: [], env: { FORCE_COLOR: "1" } },
  };
}

/** The text as the value of each option, and as the argument, whether that makes sense or not. */
function generalInputs(name: CommandName): HostileInputs {
  const valued = Object.entries(COMMANDS[name].options as AnyOptionRows).filter(([, row]) => row.value !== undefined);
  return {
    "an option that there is not": (text) => ({ argv: [name, `--${text}`] }),
    "an argument": (text) => ({ argv: [name, text] }),
    ...Object.fromEntries(
      valued.map(([option]) => [
        flagOf(option),
        (text: string) => ({ argv: [name, flagOf(option), `${WRITTEN.has(option) ? "/nowhere/" : ""}${text}`] }),
      ]),
    ),
  };
}

/** The options whose files are written, if they can be. */
const WRITTEN: ReadonlySet<string> = new Set(["svg"]);

/** What of an output may not reach a terminal, and lines that the text would have made. */
function harmIn(printed: string, { argv, env }: Form): readonly string[] {
  const found = leaks(printed, { ascii: argv.includes("--ascii"), colours: env !== undefined });
  return [...found, ...(printed.match(/^\s*FORGED.*/gm) ?? [])];
}

async function printedBy(of: HostileInputs[string], text: string, { argv, env }: Form): Promise<string> {
  const { argv: given, world = {} } = of(text);
  const { stdout, stderr } = await run([...given, ...argv], env === undefined ? world : { ...world, env });
  return stdout + stderr;
}

describe.each(COMMAND_NAMES)("what %s prints", (name) => {
  const forms = Object.entries(formsOf(name));

  it.each(Object.keys(HOSTILE_INPUTS[name]))("shows %s harmlessly in every form", async (input) => {
    const printed = [];
    for (const [form, how] of forms) {
      const text = await printedBy(HOSTILE_INPUTS[name][input] as HostileInputs[string], TEXT, how);
      expect(harmIn(text, how), form).toEqual([]);
      printed.push(text);
    }
    // Or else it would not be known whether it was met at all; a kernel or a kubelet quotes in its own way.
    expect(printed.join("")).toMatch(/\\(?:u00|x|u\{)1b\}?\[7mX/);
  });

  it("shows the values of its options harmlessly in every form", async () => {
    for (const [input, of] of Object.entries(generalInputs(name)))
      for (const [form, how] of forms)
        expect(harmIn(await printedBy(of, TEXT, how), how), `${input}, ${form}`).toEqual([]);
  });
});

describe("what any command prints", () => {
  const all = COMMAND_NAMES.flatMap((name) =>
    Object.entries({ ...HOSTILE_INPUTS[name], ...generalInputs(name) }).flatMap(([input, of]) =>
      // A process for each run would take minutes.
      name === "fuzz" && / program says| that is none|exec/.test(input)
        ? []
        : Object.entries(formsOf(name)).map(([form, how]) => ({ what: `${name}: ${input}, ${form}`, of, how })),
    ),
  );
  const pieces = fc.constantFrom(...new Set([...TEXT]), "a", "0", ":", '"', "'", "\\", "/", " ", "\u001b[7", "é", "%s");

  it("is harmless, whatever the text is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.array(pieces, { minLength: 1, maxLength: 12 }),
        async (one, text) => {
          expect(harmIn(await printedBy(one.of, text.join(""), one.how), one.how), one.what).toEqual([]);
        },
      ),
    );
  });
});

describe("a document", () => {
  it.each([[], ["--ascii"]])("has a text as it is %j", async (...more) => {
    const { argv, world = {} } = (HOSTILE_INPUTS.replay["a note and a pod"] as HostileInputs[string])(TEXT);
    const { stdout } = await run([...argv, "--json", ...more], world);
    expect(JSON.parse(stdout).traces[0].note).toBe(TEXT);
  });
});

describe("a picture", () => {
  it("has nothing of a text that could do harm", async () => {
    const directory = mkdtempSync(join(tmpdir(), "hostile-"));
    try {
      const inputs = HOSTILE_INPUTS.compare["the file of a good trace"] as HostileInputs[string];
      const { argv, world = {} } = inputs(`${TEXT}<&`);
      const path = join(directory, "picture.svg");
      const { code } = await run([...argv, "--svg", path], world);
      const svg = readFileSync(path, "utf8");
      expect([code, harmIn(svg, { argv: [] })]).toEqual([0, []]);
      expect(svg).toContain("\\u001b[7mX\\u001b]0;T\\u0007");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
