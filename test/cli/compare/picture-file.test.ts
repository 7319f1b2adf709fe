import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../run.ts";

const few = ["compare", "--pods", "20", "--strategy", "first-fit", "--strategy", "shared-range"];

describe("compare --svg", () => {
  let directory = "";
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "compare-"));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it("draws a picture into a new file, and the document is as without it", async () => {
    const path = join(directory, "new.svg");
    const { code, stdout, stderr } = await run([...few, "--svg", path]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `userns-sim: the picture is in ${path}\n` });
    expect(stdout).toBe((await run(few)).stdout);
    await expect(readFileSync(path, "utf8")).toMatchFileSnapshot("../golden/compare/compare.golden.svg");
  });

  it.each([
    ["roomy", []],
    ["crowded", ["--lifetime", "900"]],
  ])("draws the picture %s of the guide", async (name, argv) => {
    const path = join(directory, `${name}.svg`);
    expect((await run(["compare", ...argv, "--svg", path])).code).toBe(0);
    await expect(readFileSync(path, "utf8")).toMatchFileSnapshot(`../../../docs/guide/comparing-${name}.svg`);
  });

  it("replaces no file unless it is forced to", async () => {
    const path = join(directory, "there.svg");
    writeFileSync(path, "mine");
    expect(await run([...few, "--svg", path])).toEqual({
      code: 2,
      stdout: "",
      stderr: `userns-sim: --svg: ${path} is there already; --force replaces it\n`,
    });
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect((await run([...few, "--svg", path, "--force"])).code).toBe(0);
    expect(readFileSync(path, "utf8")).toMatch(/^<svg /);
  });

  it("replaces no device", async () => {
    const { code, stderr } = await run([...few, "--svg", "/dev/full", "--force"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "userns-sim: --svg: /dev/full is a character device, and is not replaced\n",
    });
  });

  it("writes through no link to a file", async () => {
    const [link, target] = [join(directory, "link.svg"), join(directory, "target.svg")];
    symlinkSync(target, link);
    writeFileSync(target, "mine");
    expect((await run([...few, "--svg", link, "--force"])).code).toBe(2);
    expect(readFileSync(target, "utf8")).toBe("mine");
  });

  it("says when there is no place for it", async () => {
    const { code, stderr } = await run([...few, "--svg", join(directory, "no", "where.svg")]);
    expect(code).toBe(2);
    expect(stderr).toContain("where.svg: no such file");
  });
});
