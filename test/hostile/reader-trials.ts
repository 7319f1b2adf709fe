import type { Dice } from "../../src/core/random/dice.ts";
import { leaks } from "../cli/leaks.ts";
import type { Corpus } from "./corpus.ts";
import { mutateText } from "./mutate.ts";
import { mutateJson } from "./mutate-json.ts";
import { READERS, type Reader } from "./readers.ts";
import type { Fault, Trial } from "./trial.ts";

/** Draws a reader, and a text for it. */
export function readerTrial(dice: Dice, corpus: Corpus): Trial {
  const name = dice.one(Object.keys(READERS)) ?? "";
  const reader = READERS[name] as Reader;
  // A text that is meant for another reader is one of the first things that come.
  const kind = dice.chance(90) ? dice.one(reader.kinds) : dice.one(Object.keys(corpus) as (keyof Corpus)[]);
  const fine = dice.one(corpus[kind ?? "words"]) ?? "";
  const wellFormed = isJson(fine) && dice.chance(reader.given === "value" ? 90 : 50);
  const text = wellFormed ? mutateJson(dice, fine) : mutateText(dice, fine, Object.values(corpus).flat());
  const how = reader.given === "text" ? `${name}(TEXT)` : `${name}(JSON.parse(TEXT))`;
  return { name, texts: [text], how, fault: async ([given = ""]) => faultOf(reader, given) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function faultOf({ read, given, explain }: Reader, text: string): Fault | undefined {
  try {
    const answer = read((given === "value" && isJson(text) ? JSON.parse(text) : text) as never);
    if (explain === undefined || isAnswer(answer)) return sayOf(answer, explain);
    return { kind: "no answer", seen: `answers ${JSON.stringify(answer)}` };
  } catch (error) {
    return { kind: "throws", seen: String((error as Error).stack) };
  }
}

function sayOf(answer: unknown, explain: Reader["explain"]): Fault | undefined {
  if (explain === undefined || !isAnswer(answer) || answer.ok) return undefined;
  const said = explain(answer.error as never);
  if (typeof said === "string" && said !== "") {
    const found = leaks(said, { ascii: false, colours: false });
    return found.length === 0 ? undefined : { kind: "output", seen: `${found.join(" ")} in ${said}` };
  }
  return { kind: "no answer", seen: `says ${String(said)} of ${JSON.stringify(answer.error)}` };
}

function isAnswer(answer: unknown): answer is { readonly ok: boolean; readonly error?: unknown } {
  const { ok, error } = Object(answer);
  return ok === true || (ok === false && typeof Object(error).code === "string");
}
