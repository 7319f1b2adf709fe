import { ok, type Result } from "../../result.ts";
import { cut, type Faults, type Field, linesIn, splitAt, wordsIn } from "../form/field-reader.ts";
import type { FormError } from "../form/form-error.ts";
import { isUnit } from "../form/pasted.ts";
import { isUsernsMode } from "./userns-mode.ts";

/** What a paste says to podman. */
export interface PodmanArguments {
  /** Values without their option. */
  readonly bare: readonly Field[];
  readonly uids: readonly Field[];
  readonly gids: readonly Field[];
  readonly userns: Field | undefined;
}

type Target = "uids" | "gids" | "userns" | "bare";

/** The options of the command, and the keys of a Quadlet. */
const OPTIONS: Readonly<Record<string, Target>> = {
  "--uidmap": "uids",
  "--gidmap": "gids",
  "--userns": "userns",
  UIDMap: "uids",
  GIDMap: "gids",
  UserNS: "userns",
};

/**
 * Sorts the words of a paste: values alone, options with their values, or a whole command, of which the other words are
 * passed over. Values may be joined by commas, as the options of podman take lists.
 */
export function argumentsIn(faults: Faults, whole: Field): Result<PodmanArguments, FormError> {
  const found: Record<Target, Field[]> = { bare: [], uids: [], gids: [], userns: [] };
  const unit = isUnit(whole.text);
  const words = unit ? linesIn(whole).filter(isSetting).flatMap(wordsIn) : wordsIn(whole);
  const [first] = words;
  const isCommand = unit || (first !== undefined && isProgram(first));
  let awaited: Target | undefined;
  for (const word of words) {
    const { target, value } = sorted(word, awaited);
    awaited = undefined;
    if (value === undefined) awaited = target;
    else if (target === "userns") found.userns.push(value);
    else if (target !== "bare") addTo(found[target], value);
    else if (isCommand) continue;
    else if (isUsernsMode(value.text)) found.userns.push(value);
    else if (word.text.startsWith("-")) return faults.at("unknown-word", word, "podman-option");
    else addTo(found.bare, value);
  }
  const { bare, uids, gids, userns } = found;
  const mixed = bare[0] ?? (uids.length + gids.length > 0 ? userns[0] : userns[1]);
  if (mixed !== undefined && uids.length + gids.length + userns.length > 0)
    return faults.at("unknown-word", mixed, "podman-option");
  return ok({ bare, uids, gids, userns: userns[0] });
}

function isProgram({ text }: Field): boolean {
  return /^(?:.*\/)?(?:podman|buildah)$/.test(text);
}

/** Neither a comment nor a heading. */
function isSetting({ text }: Field): boolean {
  return !/^\s*[#;[]/.test(text);
}

/** One by one: a call takes fewer arguments than a list may have values. */
function addTo(list: Field[], value: Field): void {
  for (const each of splitAt(value, ",")) list.push(each);
}

/** What a word is, and its value; no value where the next word is it. */
function sorted(word: Field, awaited: Target | undefined): { readonly target: Target; readonly value?: Field } {
  if (awaited !== undefined) return { target: awaited, value: word };
  const [name] = word.text.split("=", 1) as [string];
  const target = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  if (target === undefined) return { target: "bare", value: word };
  return word.text.length > name.length ? { target, value: cut(word, name.length + 1) } : { target };
}
