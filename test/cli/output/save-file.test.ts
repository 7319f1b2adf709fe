import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { saveFile } from "../../../src/cli/output/save-file.ts";

describe("saveFile", () => {
  let directory = "";
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "save-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const file = (name: string, force: boolean) => ({ option: "--svg", path: join(directory, name), force });
  const contentOf = (name: string): string => readFileSync(join(directory, name), "utf8");

  it("writes lines, and what cannot be printed as an escape", async () => {
    await saveFile(file("new", false), ["a\u001b[31m", ["b", "\n\u202e"]]);
    expect(contentOf("new")).toBe("a\\u001b[31m\nb\\u000a\\u202e\n");
  });

  it("replaces a file by a new one, and leaves what else has the old one alone", async () => {
    writeFileSync(join(directory, "there"), "mine", { mode: 0o600 });
    linkSync(join(directory, "there"), join(directory, "other"));
    await saveFile(file("there", true), ["new"]);
    expect([contentOf("there"), contentOf("other")]).toEqual(["new\n", "mine"]);
    expect(statSync(join(directory, "there")).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).sort()).toEqual(["other", "there"]);
  });

  it("keeps the permissions of what it replaces, whatever the umask is", async () => {
    writeFileSync(join(directory, "there"), "mine");
    for (const mode of [0o666, 0o777, 0o400]) {
      chmodSync(join(directory, "there"), mode);
      await saveFile(file("there", true), ["new"]);
      expect(statSync(join(directory, "there")).mode & 0o777).toBe(mode);
    }
  });

  it.skipIf(process.getuid?.() !== 0)("keeps its owner and group", async () => {
    writeFileSync(join(directory, "there"), "mine");
    chownSync(join(directory, "there"), 1234, 2345);
    await saveFile(file("there", true), ["new"]);
    const { uid, gid } = statSync(join(directory, "there"));
    expect([contentOf("there"), uid, gid]).toEqual(["new\n", 1234, 2345]);
  });

  it.each([230, 255])("replaces a file with a name of %i characters", async (length) => {
    const name = "a".repeat(length);
    writeFileSync(join(directory, name), "mine");
    await saveFile(file(name, true), ["new"]);
    expect([contentOf(name), readdirSync(directory)]).toEqual(["new\n", [name]]);
  });

  it("makes a file that is to be replaced and is not there", async () => {
    await saveFile(file("new", true), ["new"]);
    expect(contentOf("new")).toBe("new\n");
  });

  it("never replaces a file without force", async () => {
    writeFileSync(join(directory, "there"), "mine");
    await expect(saveFile(file("there", false), ["new"])).rejects.toThrow(
      "there is there already; --force replaces it",
    );
    expect(contentOf("there")).toBe("mine");
  });

  it("replaces no file that came to be since it was looked for", async () => {
    const late = file("late", false);
    function* lines() {
      writeFileSync(late.path, "theirs");
      yield "new";
    }
    await expect(saveFile(late, lines())).rejects.toThrow("late is there already; --force replaces it");
    expect(contentOf("late")).toBe("theirs");
  });

  it.each<readonly [string, (path: string) => void]>([
    ["a symbolic link", (path) => symlinkSync(join(directory, "target"), path)],
    ["a directory", (path) => mkdirSync(path)],
    ["a named pipe", (path) => execFileSync("mkfifo", [path])],
  ])("replaces only files, with force or without, and waits for nobody: %s", async (kind, make) => {
    writeFileSync(join(directory, "target"), "mine");
    make(join(directory, "there"));
    for (const force of [false, true])
      await expect(saveFile(file("there", force), ["new"])).rejects.toThrow(`there is ${kind}, and is not replaced`);
    expect([contentOf("target"), readdirSync(directory).sort()]).toEqual(["mine", ["target", "there"]]);
  });
});
