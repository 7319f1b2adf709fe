import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { closeSync, openSync, readdirSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtBin } from "./built-bin.ts";

/** O_PATH of Linux, which Node does not name. */
const O_PATH = 0o10000000;

/** A handle of Node's, whose descriptor no public property has. */
interface Held {
  readonly _handle: { readonly fd: number };
}

const UNFIT = "not a file, a pipe, a terminal or a connection";
const UNREADABLE = "it was not opened to be read";
const UNWRITABLE = "bad file descriptor";

/** What is no place to write to, or to read from, and what is said of it. */
const TOLD: readonly (readonly [what: string, output: string | undefined, input: string | undefined])[] = [
  ["a directory", `a directory, ${UNFIT}`, "is a directory; name the files in it"],
  ["the place of a directory", `a directory, ${UNFIT}`, "is a directory; name the files in it"],
  ["the place of a file", UNWRITABLE, UNREADABLE],
  ["the place of a named pipe", UNWRITABLE, UNREADABLE],
  ["a file to be read", UNWRITABLE, undefined],
  ["a file to be written", undefined, UNREADABLE],
  ["a pipe to be read", UNWRITABLE, undefined],
  ["a socket of UDP", `a socket, ${UNFIT}`, `a socket, ${UNFIT}`],
  ["a listening socket of TCP", `a socket without a connection, ${UNFIT}`, `a socket without a connection, ${UNFIT}`],
  ["a listening socket of Unix", `a socket without a connection, ${UNFIT}`, `a socket without a connection, ${UNFIT}`],
  ["eventpoll", `an anonymous inode, ${UNFIT}`, `an anonymous inode, ${UNFIT}`],
  ["eventfd", `an anonymous inode, ${UNFIT}`, `an anonymous inode, ${UNFIT}`],
];

describe.skipIf(process.platform !== "linux")(
  "the userns-sim file, with what is no place to write to or to read",
  () => {
    const state = builtBin();
    const servers = [createServer(), createServer()] as const;
    const udp = createSocket("udp4");
    const found = new Map<string, number>();
    const opened: number[] = [];

    beforeAll(async () => {
      const at = (name: string) => join(state.folder, name);
      const open = (path: string, flags: number | string): number => {
        const fd = openSync(path, flags);
        opened.push(fd);
        return fd;
      };
      spawnSync("mkfifo", [at("pipe")]);
      const [tcp, unix] = servers;
      tcp.listen(0, "127.0.0.1");
      unix.listen(at("socket"));
      udp.bind(0, "127.0.0.1");
      await Promise.all([once(tcp, "listening"), once(unix, "listening"), once(udp, "listening")]);
      found.set("a file to be written", open(at("out"), "w"));
      found.set("a file to be read", open(at("out"), "r"));
      // Open for both, so that nobody is waited for.
      open(at("pipe"), "r+");
      found.set("a pipe to be read", open(at("pipe"), "r"));
      found.set("a directory", open(state.folder, "r"));
      found.set("the place of a directory", open(state.folder, O_PATH));
      found.set("the place of a file", open(at("out"), O_PATH));
      found.set("the place of a named pipe", open(at("pipe"), O_PATH));
      found.set("a socket of UDP", (udp as unknown as Held)._handle.fd);
      found.set("a listening socket of TCP", (tcp as unknown as Held)._handle.fd);
      found.set("a listening socket of Unix", (unix as unknown as Held)._handle.fd);
      // What Node waits with is of these kinds.
      for (const kind of ["eventpoll", "eventfd"]) found.set(kind, Number(anonymous(kind)));
    });

    afterAll(() => {
      for (const fd of opened) closeSync(fd);
      for (const server of servers) server.close();
      udp.close();
    });

    function run(argv: readonly string[], stdin: number | "ignore", stdout: number | "pipe", stderr: number | "pipe") {
      const child = spawnSync(process.execPath, [state.bin, ...argv], {
        stdio: [stdin, stdout, stderr],
        encoding: "utf8",
        env: {},
      });
      return { code: child.status, stdout: child.stdout ?? "", stderr: child.stderr ?? "" };
    }

    const outputs = TOLD.flatMap(([what, output]) => (output === undefined ? [] : [[what, output] as const]));
    const inputs = TOLD.flatMap(([what, , input]) => (input === undefined ? [] : [[what, input] as const]));
    const answer = ["translate", "--map", "0 65536 65536", "5"];

    it.each(outputs)("does not answer into %s", (what, output) => {
      const fd = Number(found.get(what));
      expect(run(answer, "ignore", fd, "pipe")).toEqual({
        code: 2,
        stdout: "",
        stderr: `userns-sim: standard output: ${output}\n`,
      });
      // Nobody can be told, and nobody is answered.
      expect(run(answer, "ignore", fd, fd)).toEqual({ code: 2, stdout: "", stderr: "" });
    });

    it.each(inputs)("gives no answer about %s", (what, input) => {
      const argvs = what === "a directory" ? [["map-check", "-"], ["place"], ["replay", "-"]] : [["map-check", "-"]];
      for (const argv of argvs)
        expect(run(argv, Number(found.get(what)), "pipe", "pipe")).toEqual({
          code: 2,
          stdout: "",
          stderr: `userns-sim: standard input: ${input}\n`,
        });
    });
  },
);

/** A descriptor of this process that is an anonymous inode of a kind. */
function anonymous(kind: string): string | undefined {
  return readdirSync("/proc/self/fd").find((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === `anon_inode:[${kind}]`;
    } catch {
      return false;
    }
  });
}
