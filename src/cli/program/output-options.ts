import { Option } from "commander";
import {
  DEFAULT_OUTPUT,
  OUTPUT_NAMES,
  OUTPUTS,
  type OutputName,
  outputsOf,
  type Renderers,
} from "../output/outputs.ts";

export function outputOptions(renderers: Renderers<never>): readonly Option[] {
  const names = outputsOf(renderers);
  const about = names.map((name) => `${name}: ${OUTPUTS[name].about}`).join("; ");
  return [
    new Option("--format <name>", `what to print; ${about}`).choices(names),
    ...names
      .filter((name) => OUTPUTS[name].short)
      .map((name) => new Option(`--${name}`, `short for --format ${name}`).conflicts("format")),
    new Option("--ascii", "write with ASCII characters only"),
  ];
}

export function outputIn(options: Readonly<Record<string, unknown>>): OutputName {
  return OUTPUT_NAMES.find((name) => options["format"] === name || options[name] === true) ?? DEFAULT_OUTPUT;
}
