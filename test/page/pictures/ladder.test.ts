import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { createProcess, existingDirectory, existingFile, explainSteps, openFile } from "userns-sim/kernel";
import { COURSE, LANGUAGES, type LadderPicture, ladder, playLesson } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { Ladder, tellLadder } from "../../../docs/page/pictures/ladder.tsx";
import { KERNEL_TEXTS } from "../../../docs/page/words/kernel-texts.ts";
import { textOf } from "../support/text.ts";

/** A file below as many directories as there are modes, the first of them the root. */
function below(modes: readonly number[]): LadderPicture {
  const directory = modes.reduce<ReturnType<typeof existingDirectory> | undefined>(
    (above, mode) => existingDirectory({ mode, ...(above && { directory: above }) }),
    undefined,
  );
  const process = createProcess({ uid: 1000, gid: 1000 });
  return ladder(openFile(process, existingFile({ mode: 0o644, ...(directory && { directory }) }), "r"));
}

const CASES: Readonly<Record<string, readonly [LadderPicture, folded: number, open: number]>> = {
  "no directory": [below([]), 0, 3],
  "a directory that lets through": [below([0o755]), 1, 3],
  "three that let through": [below([0o755, 0o755, 0o755]), 3, 3],
  "one that refuses behind two that let through": [below([0o755, 0o755, 0o700]), 2, 6],
  "one that refuses before two that nobody comes to": [below([0o700, 0o755, 0o755]), 0, 6],
  "a hundred": [below(Array.from({ length: 100 }, () => 0o755)), 100, 3],
};

/** What is folded, and what is not. */
function partsOf(picture: LadderPicture, language: (typeof LANGUAGES)[number] = "en") {
  const html = renderToString(h(Ladder, { picture, language }));
  const [, list = ""] = /<ol class="rules">(.*)<\/ol>/s.exec(html) ?? [];
  const folds = [...list.matchAll(/<details><summary>([^<]*)<\/summary>(.*?)<\/details>/gs)];
  return {
    html,
    summaries: folds.map(([, summary]) => summary),
    folded: folds.map(([, , inside = ""]) => textOf(inside)).join(""),
    open: textOf(list.replace(/<details>.*?<\/details>/gs, "")),
    rungs: html.match(/class="rung/g)?.length,
    items: (text: string) => text.match(/<li/g)?.length ?? 0,
    list,
  };
}

describe("a ladder", () => {
  it.each(Object.entries(CASES))(
    "folds what lets through on the way to a file: %s",
    (_name, [picture, folded, open]) => {
      const { list, items, summaries, rungs, html } = partsOf(picture);
      const lines = explainSteps(picture.decision);
      expect(lines).toHaveLength(folded + open);
      const folds = folded > 0 ? 1 : 0;
      expect(summaries).toEqual(
        [[], ["1 directory on the way lets through"], [`${folded} directories on the way let through`]][
          Math.min(folded, 2)
        ],
      );
      expect(items(list)).toBe(folded + folds + open);
      expect(rungs).toBe(folds + open);
      expect(html.match(/class="rung (allowed|denied)"/g)).toHaveLength(1);
    },
  );

  it.each(Object.entries(CASES))("says as much of it as it shows, and has all in its table: %s", (_name, [picture]) => {
    const { desc, rows } = tellLadder(picture, "en");
    const lines = explainSteps(picture.decision);
    expect(rows).toHaveLength(lines.length);
    for (const [at, { text, decides }] of lines.entries())
      expect(rows[at]?.cells[0]).toContain(decides ? `${text} (this decides)` : text);
    expect(desc).toContain("(this decides)");
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    for (const summary of partsOf(picture).summaries) expect(desc).toContain(summary);
    for (const { text } of lines) expect(desc.includes(text)).toBe(partsOf(picture).open.includes(text));
  });

  const pictures = COURSE.flatMap((lesson) =>
    playLesson(lesson).steps.flatMap(({ id, questions }) =>
      questions.flatMap(({ id: question, decision }) =>
        decision === undefined
          ? []
          : [[`${lesson.id}/${id}/${question}`, { kind: "ladder", decision } as const] as const],
      ),
    ),
  );

  it.each(LANGUAGES)(
    "never hides what decides in the course, and nothing that is asked of the file: %s",
    (language) => {
      for (const [name, picture] of pictures) {
        const { open, folded } = partsOf(picture, language);
        for (const { text, decides, depth } of explainSteps(picture.decision, KERNEL_TEXTS[language])) {
          if (decides || depth === 0) expect(open, name).toContain(text);
          expect(open.includes(text) || folded.includes(text), `${name}: ${text}`).toBe(true);
        }
      }
    },
  );
});
