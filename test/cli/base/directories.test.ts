import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { directoriesFrom } from "../../../src/cli/base/directories.ts";
import { nameText } from "../../../src/cli/base/names.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "userns-sim-directories-"));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Makes the directory of a pod with a file, or something else in its place. */
function pod(name: string, make?: (path: string) => void): void {
  mkdirSync(join(root, "pods", name), { recursive: true });
  make?.(join(root, "pods", name, "userns"));
}

async function read(name: string, maxBytes = 100): Promise<unknown> {
  const found = await directoriesFrom(root).read("/pods", [name, "userns"], maxBytes);
  if (found.kind === "file") return Buffer.from(found.bytes).toString();
  return found.kind === "unreadable" ? found.error.code : found.kind;
}

describe("list", () => {
  it("lists what there is, and follows no link in it", async () => {
    pod("a");
    writeFileSync(join(root, "pods", "b"), "");
    symlinkSync("/etc", join(root, "pods", "c"));
    const entries = await directoriesFrom(root).list("/pods", 10);
    expect([...entries].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: "a", kind: "directory" },
      { name: "b", kind: "other" },
      { name: "c", kind: "symbolic-link" },
    ]);
  });

  it("stops one past the limit", async () => {
    for (const name of ["a", "b", "c", "d"]) pod(name);
    expect(await directoriesFrom(root).list("/pods", 2)).toHaveLength(3);
    expect(await directoriesFrom(root).list("/pods", 4)).toHaveLength(4);
  });

  const others: readonly (readonly [what: string, make: (path: string) => void])[] = [
    ["a file, not a directory", (path) => writeFileSync(path, "")],
    ["a named pipe, not a directory", (path) => void spawnSync("mkfifo", [path])],
    ["a file, not a directory", (path) => symlinkSync("/proc/self/status", path)],
    ["a character device, not a directory", (path) => symlinkSync("/dev/null", path)],
    ["a character device, not a directory", (path) => symlinkSync("/dev/zero", path)],
    [
      "a socket, not a directory",
      (path) =>
        void spawnSync("python3", ["-c", "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", path]),
    ],
  ];

  it.each(others)("says of what is none that it is %s", async (message, make) => {
    make(join(root, "other"));
    if (!existsSync(join(root, "other"))) return;
    await expect(directoriesFrom(root).list("/other", 1)).rejects.toMatchObject({ code: "ENOTDIR", message });
  });

  it("says what the system says about a directory that is not there", async () => {
    await expect(directoriesFrom(root).list("/nothing", 1)).rejects.toMatchObject({ code: "ENOENT" });
    writeFileSync(join(root, "file"), "");
    await expect(directoriesFrom(root).list("/file/x", 1)).rejects.toMatchObject({ code: "ENOTDIR" });
    symlinkSync("circle", join(root, "circle"));
    await expect(directoriesFrom(root).list("/circle", 1)).rejects.toMatchObject({ code: "ELOOP" });
  });
});

describe("names that are not UTF-8", () => {
  // Each is what one of the others would be, read with U+FFFD or shown without care.
  const names = [
    [0x70, 0xff],
    [0x70, 0xfe],
    [0x70, 0xef, 0xbf, 0xbd],
    [0x5c, 0x78, 0x66, 0x66],
    [0xe2, 0x82],
  ];

  it("stay different, and lead to their files", async () => {
    for (const name of names) {
      const path = Buffer.concat([Buffer.from(`${root}/pods/`), Buffer.from(name)]);
      mkdirSync(path, { recursive: true });
      writeFileSync(Buffer.concat([path, Buffer.from("/userns")]), name.join(" "));
    }
    const entries = await directoriesFrom(root).list("/pods", 10);
    expect(entries.map(({ name }) => nameText(name)).sort()).toEqual(
      ["p\\xff", "p\\xfe", "p\ufffd", "\\\\xff", "\\xe2\\x82"].sort(),
    );
    const contents = await Promise.all(entries.map(({ name }) => read(name)));
    expect(contents.sort()).toEqual(names.map((name) => name.join(" ")).sort());
  });
});

describe("read", () => {
  it("reads a file up to its limit, also where its size does not say how long it is", async () => {
    pod("a", (path) => writeFileSync(path, "x".repeat(100)));
    expect(await read("a")).toBe("x".repeat(100));
    expect(await read("a", 99)).toBe("too-large");
    pod("b", (path) => writeFileSync(path, "y".repeat(10000)));
    expect(await read("b", 10000)).toBe("y".repeat(10000));
    const self = await directoriesFrom("").read("/proc", [String(process.pid), "status"], 65536);
    expect(self.kind).toBe("file");
    expect(await directoriesFrom("").read("/proc", [String(process.pid), "status"], 10)).toEqual({ kind: "too-large" });
  });

  it("finds nothing where there is nothing", async () => {
    pod("a");
    expect(await read("a")).toBe("absent");
    expect(await read("b")).toBe("absent");
    writeFileSync(join(root, "pods", "c"), "");
    expect(await read("c")).toBe("absent");
  });

  it("opens no link, no pipe and no directory", async () => {
    writeFileSync(join(root, "secret"), "secret");
    pod("a", (path) => symlinkSync(join(root, "secret"), path));
    expect(await read("a")).toBe("symbolic-link");
    mkdirSync(join(root, "elsewhere"));
    writeFileSync(join(root, "elsewhere", "userns"), "secret");
    symlinkSync(join(root, "elsewhere"), join(root, "pods", "b"));
    expect(await read("b")).toBe("absent");
    pod("c", (path) => mkdirSync(path));
    expect(await read("c")).toBe("directory");
    pod("d", (path) => void spawnSync("mkfifo", [path]));
    expect(await read("d")).toBe("special");
  });

  it("gives the system's error where a name is too long", async () => {
    mkdirSync(join(root, "pods"));
    expect(await read("x".repeat(300))).toBe("ENAMETOOLONG");
  });
});

describe("link", () => {
  it("reads a link, and nothing where there is none", async () => {
    symlinkSync("user:[4026531837]", join(root, "user"));
    expect(await directoriesFrom(root).link("/user")).toBe("user:[4026531837]");
    expect(await directoriesFrom(root).link("/nothing")).toBeUndefined();
  });
});
