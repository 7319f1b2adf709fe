import { Option } from "commander";
import { OUTPUT_NAMES, OUTPUTS, type OutputName, outputsOf, type Writers } from "../output/outputs.ts";

const [WITHOUT_OPTION] = OUTPUT_NAMES;

/** The options that say how the answer is printed. */
export function outputOptions(writers: Writers<never>): readonly Option[] {
  const asked = outputsOf(writers).filter((name) => name !== WITHOUT_OPTION);
  return [
    ...asked.map((name) =>
      new Option(`--${name}`, OUTPUTS[name].about).conflicts(asked.filter((other) => other !== name)),
    ),
    new Option("--ascii", "write with ASCII characters only"),
  ];
}

/** The output that they ask for. */
export function outputIn(options: Readonly<Record<string, unknown>>): OutputName {
  return OUTPUT_NAMES.find((name) => options[name] === true) ?? WITHOUT_OPTION;
}
