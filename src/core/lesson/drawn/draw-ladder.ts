import { wrapWords } from "../../drawing/wrap-words.ts";
import { explainSteps } from "../../explain/kernel.ts";
import type { LadderPicture } from "../picture/picture.ts";
import type { Pen } from "./draw-options.ts";
import { DRAWN_WORDS } from "./drawn-words.ts";

export function drawLadder({ decision }: LadderPicture, { glyphs, language, width, texts }: Pen): readonly string[] {
  const { allowed, refused, disputed } = DRAWN_WORDS[language];
  const { errno, decidedBy } = decision;
  const verdict = errno === undefined ? allowed(decidedBy) : refused(errno, decidedBy);
  return [
    ...explainSteps(decision, texts).flatMap(({ text, decides }) =>
      // The words of rules have arrows between them.
      rung(decides ? "> " : "  ", text.replaceAll("→", glyphs.arrow), width),
    ),
    ...rung("= ", verdict, width),
    ...(decision.disputed === undefined ? [] : rung("? ", disputed, width)),
  ];
}

function rung(sign: string, text: string, width: number): readonly string[] {
  return wrapWords(text, width - 2).map((line, i) => (i === 0 ? sign : "  ") + line);
}
