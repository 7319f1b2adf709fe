import { Option } from "commander";
import { OUTPUT_NAMES, OUTPUTS, type OutputName, outputsOf, type Renderers } from "../output/outputs.ts";

export function outputOptions(renderers: Renderers<never>): readonly Option[] {
  const names = outputsOf(renderers).filter((name) => OUTPUTS[name].about !== undefined);
  return [
    ...names.map((name) =>
      new Option(`--${name}`, OUTPUTS[name].about).conflicts(names.filter((other) => other !== name)),
    ),
    new Option("--ascii", "write with ASCII characters only"),
  ];
}

export function outputIn(options: Readonly<Record<string, unknown>>): OutputName {
  return OUTPUT_NAMES.find((name) => options[name] === true) ?? "text";
}
