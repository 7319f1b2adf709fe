import { checkUint32 } from "../../id/uint32.ts";
import { expectObject, expectOneOf, expectText } from "../../misuse/misuse.ts";
import type { FormOptions } from "./form-row.ts";
import { SUBID_READER_NAMES } from "./subid-reader.ts";

/** For the functions that hand options on to the forms, whose readers never throw. */
export function expectFormOptions(caller: string, options: FormOptions): void {
  expectObject(caller, "options", options, 'an object such as { owner: "kubelet" }');
  const { owner, kind, reader, rootless } = options;
  if (owner !== undefined) expectText(caller, "owner", owner);
  if (kind !== undefined) expectOneOf(caller, "kind", kind, ["uid", "gid"]);
  if (reader !== undefined) expectOneOf(caller, "reader", reader, SUBID_READER_NAMES);
  if (rootless !== undefined) checkUint32(caller, "rootless", rootless);
}
