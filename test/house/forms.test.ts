import { describe, expect, it } from "vitest";
import { FORM_NAMES, FORMS } from "../../src/index.ts";
import { run } from "../cli/run.ts";
import { page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";

const guide = tableRows(page("docs/guide/text-forms.md"), "name", "form", "where", "one mapping");

describe.each(FORM_NAMES)("the form %s", (name) => {
  const { title, recognise } = FORMS[name];

  it("has a mapping of that form in the guide", () => {
    const [, , , mapping = ""] = guide.find(([cell]) => cell === `\`${name}\``) ?? [];
    expect(recognise(mapping.slice(1, -1))).toBe(true);
  });

  it("is in the help of translate, as a choice and in the list of forms", async () => {
    const { stdout } = await run(["translate", "--help"]);
    expect(stdout).toContain(`"${name}"`);
    const [list = ""] = stdout.match(/^Forms of a map: .*?\n\n/ms) ?? [];
    expect(list.replace(/\s+/g, " ")).toContain(title);
  });
});
