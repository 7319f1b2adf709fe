import { describe, expect, it } from "vitest";
import { FORM_NAMES, FORMS } from "../../src/index.ts";
import { run } from "../cli/run.ts";
import { page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";

/** The word by which a form is known in the middle of a list, as `CRI` is of `CRI JSON`. */
function keyword(title: string): string {
  return title.split(" ")[0] as string;
}

const guide = tableRows(page("docs/guide/text-forms.md"), "name", "form", "one mapping");

describe.each(FORM_NAMES)("the form %s", (name) => {
  const { title, recognise } = FORMS[name];
  const word = keyword(title);

  it("is in the guide's table of text forms, with a mapping of that form", () => {
    const [, called = "", mapping = ""] = guide.find(([cell]) => cell === `\`${name}\``) ?? [];
    expect(called).toContain(word);
    expect(recognise(mapping.slice(1, -1))).toBe(true);
  });

  it("is in the README's list of text forms", () => {
    const [row = ""] = page("README.md").match(/^\| text forms .*$/m) ?? [];
    expect(row).toContain(word);
  });

  it("is in the help of translate, as a choice and in the list of forms", async () => {
    const { stdout } = await run(["translate", "--help"]);
    expect(stdout).toContain(`"${name}"`);
    const [list = ""] = stdout.match(/^Forms of a map: .*?\n\n/ms) ?? [];
    expect(list).toContain(word);
  });
});

describe("the guide", () => {
  it("lists no form that there is not", () => {
    expect(guide.map(([cell]) => cell)).toEqual(FORM_NAMES.map((name) => `\`${name}\``));
  });
});
