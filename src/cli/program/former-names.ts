import { Failure } from "../base/failure.ts";

/** What commands were called before, so that old scripts are told the new name. */
const FORMER_NAMES: Readonly<Record<string, string>> = { node: "place" };

export function refuseFormerName(name: string | undefined): void {
  if (name === undefined || !Object.hasOwn(FORMER_NAMES, name)) return;
  throw new Failure(`the command ${name} is called ${FORMER_NAMES[name]} now`);
}
