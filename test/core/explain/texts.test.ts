import { expect, it } from "vitest";
import { english as compareEnglish } from "../../../src/core/explain/compare.ts";
import { english as kernelEnglish } from "../../../src/core/explain/kernel.ts";
import { english as kubeletEnglish } from "../../../src/core/explain/kubelet.ts";
import { english as mainEnglish } from "../../../src/core/explain/main.ts";
import { english as nodeEnglish } from "../../../src/core/explain/node.ts";
import { familiesOf, sayOneOf } from "../../../src/core/explanations.ts";
import { german } from "../../../src/core/german/german.ts";
import { SAMPLES } from "../german/support/samples.ts";

const entries = [mainEnglish, kernelEnglish, kubeletEnglish, nodeEnglish, compareEnglish];

/** What a family says of each of its samples, in English and in German. */
function textsOf(family: string, codes: Readonly<Record<string, readonly object[]>>): string {
  const english = entries.find((each) => Object.hasOwn(each, family)) as object;
  const said = Object.entries(codes).flatMap(([code, samples]) => [
    `${code}\n`,
    ...samples.flatMap((sample) =>
      [english, familiesOf(german, english)].map((texts) => `  ${sayOneOf(texts, { ...sample, code })}\n`),
    ),
  ]);
  return `# ${family}\n\n${said.join("")}`;
}

it("says of each refusal and finding what the golden file says, in both languages", async () => {
  const texts = Object.entries(SAMPLES).map(([family, codes]) => textsOf(family, codes));
  await expect(texts.join("\n")).toMatchFileSnapshot("texts.golden.txt");
});
