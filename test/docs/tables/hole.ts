import { FORM_NAMES } from "../../../src/core/forms/form/form-names.ts";
import { FORMS } from "../../../src/core/forms/forms.ts";
import { parseProcMap } from "../../../src/core/forms/kernel/proc-map.ts";
import { unwrap } from "../../../src/core/result.ts";
import { code, table } from "./regions.ts";

/** A map of 65536 IDs in which user 1000 is himself, in every form that can say it. */
export function hole(): string {
  const uid = unwrap(parseProcMap("0 100000 1000\n1000 1000 1\n1001 101001 64535\n"));
  const base = { uid: unwrap(parseProcMap("0 100000 65536\n")), gid: undefined };
  const rows = FORM_NAMES.flatMap((name) => {
    const written = FORMS[name].write?.({ uid, gid: undefined }, { base });
    if (!written?.ok) return [];
    const lines = written.value.trimEnd().split("\n");
    return [[code(name), lines.map((line) => code(line)).join("<br>")]];
  });
  return table(["form", "the hole"], rows);
}
