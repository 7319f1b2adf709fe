import { CAPABILITIES, type Capability } from "../../core/kernel/credentials/capability.ts";
import { Failure } from "../base/failure.ts";
import type { OptionRow } from "../program/option-row.ts";

export const CAPABILITIES_OPTION: OptionRow<readonly Capability[] | undefined> = {
  value: "<names>",
  about: "its capabilities: all, none, or names (default: all for user 0)",
  read: readCapabilities,
};

/** `all`, `none`, or names with commas between them, with or without `CAP_`. */
function readCapabilities(text: string): readonly Capability[] {
  const all = text.toLowerCase();
  if (all === "all") return CAPABILITIES;
  if (all === "none") return [];
  return text.split(",").map((word) => {
    const upper = word.toUpperCase();
    const name = upper.startsWith("CAP_") ? upper : `CAP_${upper}`;
    const capability = CAPABILITIES.find((each) => each === name);
    if (capability === undefined) throw new Failure(`no capability is called "${word}"`);
    return capability;
  });
}
