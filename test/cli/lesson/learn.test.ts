import { describe, expect, it } from "vitest";
import { run } from "../run.ts";

/** What stands on the screen: a prompt is written over once it is answered. */
function screen(stdout: string): string {
  return stdout.replaceAll("\r\u001b[K> \r\u001b[K", "> \n").replaceAll("\r\u001b[K", "");
}

async function learn(argv: readonly string[], typed: readonly string[], columns = 80, env = {}): Promise<string> {
  const stdin = typed.map((line) => `${line}\n`).join("");
  const { code, stdout, stderr } = await run(["lesson", ...argv], {
    stdin,
    typed: true,
    terminal: columns,
    env: { NO_COLOR: "1", ...env },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return screen(stdout);
}

describe("in a terminal", () => {
  it.each([
    ["en", 80],
    ["de", 40],
  ])("S16 goes a step at a time, in %s and %i columns", async (lang, columns) => {
    const typed = ["b", "", "x", "a", "", "?", "a", "", "a", "0", "b", "", "", "b", "a", "7", "", "a", "a", "", ""];
    const text = await learn(["S16", "--lang", lang], typed, columns);
    await expect(text).toMatchFileSnapshot(`golden/learn-${lang}.golden.txt`);
    const wide = text.split("\n").filter((line) => line.length > columns && !/\S{36}/.test(line));
    expect(wide).toEqual([]);
  });

  it("leaves with q, and at the end of what is typed, and says how it went", async () => {
    expect((await learn(["S16"], ["q"])).split("\n").at(-2)).not.toMatch(/right/);
    expect((await learn(["S16"], ["b", "q"])).trimEnd().split("\n").at(-1)).toBe("0 of 1 right.");
    expect((await learn(["S16"], ["a"])).trimEnd().split("\n").at(-1)).toBe("1 of 1 right.");
  });

  it.each(["back", "zurück"])("counts a question as it was answered first, though one goes %s", async (back) => {
    const text = await learn(["S16"], ["b", "", "a", "", back, "b", "q"]);
    expect(text.trimEnd().split("\n").at(-1)).toBe("1 of 2 right.");
  });

  it.each([
    ["en", "Words that come up:"],
    ["de", "Wörter, die vorkommen:"],
  ])("explains in %s the words of lessons that are left out of a cut", async (lang, head) => {
    const { stdout } = await run(["lesson", "--cut", "talk", "--lang", lang]);
    expect(stdout).toContain(`\n\n${head}\n  `);
  });

  it.each(["q", "quit"])("leaves with %s", async (leave) => {
    expect(await learn(["S16"], [leave, "b"])).not.toMatch(/ right\.\n$/);
  });

  it("takes a number for a typed answer, and words for nothing else", async () => {
    const typed = ["", "0x0", "00", "q"];
    const text = await learn(["S16", "--step", "program"], ["a", ...typed]);
    expect(text).toContain("Type a number or a word; back, ? and q are there, too.");
    expect(text).toContain("✗ Not so. The answer is: 0.");
  });

  it("begins at a step, by its name or its number", async () => {
    expect(await learn(["S16", "--step", "write"], ["q"])).toContain("step 3 of 5");
    expect(await learn(["S16", "--step", "3"], ["q"])).toContain("step 3 of 5");
  });

  it.each([
    [{ LC_ALL: "de_DE.UTF-8" }, "Schritt"],
    [{ LC_MESSAGES: "de", LANG: "C" }, "Schritt"],
    [{ LANG: "de_AT" }, "Schritt"],
    [{ LC_ALL: "C", LANG: "de_DE" }, "step"],
    [{ LC_ALL: "", LANG: "de" }, "Schritt"],
    [{ LANG: "den" }, "step"],
    [{}, "step"],
  ])("speaks the language of %j", async (env, word) => {
    expect(await learn(["S16"], ["q"], 80, env)).toContain(`${word} 1 `);
  });

  it("writes German in ASCII where that is asked for", async () => {
    const text = await learn(["S16", "--lang", "de", "--ascii"], ["b", "", "c", "", "a", "", "q"]);
    expect(text).toContain("draussen");
    expect(text).toMatch(/^[ -~\n]*$/);
  });
});
