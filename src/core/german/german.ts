import { factGerman } from "./kernel/facts.ts";
import { ruleGerman } from "./kernel/german.ts";
import type { Language } from "./language.ts";
import { runcGerman } from "./userland.ts";

/**
 * The German of every `explain`: give it as the second argument, whichever entry the function is from.
 *
 * Names, error texts of the real programs and what manuals say stay as they are.
 *
 * @example
 * ```ts
 * import { german } from "userns-sim/german";
 * import { createProcess, existingFile, explain, openFile } from "userns-sim/kernel";
 *
 * const decision = openFile(createProcess({ uid: 1000 }), existingFile({ mode: 0o644 }), "r");
 * explain(decision, german); // => "Eigentümer? 1000 ist nicht 0 → Gruppe? ja, in 0 → ihre Bits r-- erlauben Lesen → erlaubt"
 * ```
 */
export const german: Language = {
  rules: ruleGerman,
  facts: factGerman,
  runc: runcGerman,
  words: { allowed: "erlaubt", noId: "keine ID", yes: "ja", no: "nein" },
};
