import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstCommand, isUnit, withoutPrompts } from "../../../../src/core/forms/form/pasted.ts";

describe("withoutPrompts", () => {
  it.each([
    ["a prompt", "$ podman run x", "  podman run x"],
    ["a prompt of root", "# podman run x", "  podman run x"],
    ["a prompt with a host", "alice@host:~/a$ podman run x", "                podman run x"],
    ["a prompt in brackets", "[root@host ~]# unshare -r", "               unshare -r"],
    ["sudo", "sudo mount -o x", "     mount -o x"],
    ["a prompt and sudo", "$ sudo mount -o x", "       mount -o x"],
    ["what a prompt stands before, whatever it is", "$ 0 1 2", "  0 1 2"],
    ["the command above a map", "$ cat /proc/self/uid_map\n0 1 2\n", "0 1 2\n"],
    ["the command above a map, in a namespace", "podman unshare cat /proc/self/uid_map\n0 1 2", "0 1 2"],
    ["the command above a map, in a container", "kubectl exec p -- cat /proc/1/gid_map\n0 1 2", "0 1 2"],
    ["the command above a document", "$ podman info --format json\n{}", "{}"],
    ["the command above subordinate IDs", "$ getsubids alice\n0: alice 1 2", "0: alice 1 2"],
    ["the prompt below a map", "0 1 2\n$ ", "0 1 2"],
    ["the prompt below a map, with a host", "0 1 2\na@b:~$", "0 1 2"],
    ["a command between two maps", "0 1 2\n$ cat gid_map\n0 3 4", "0 1 2\n\n0 3 4"],
    ["nothing but commands", "$ cat a\n$ cat b", ""],
  ])("takes away %s", (_what, text, left) => {
    expect(withoutPrompts(text)).toBe(left);
    expect(withoutPrompts(new TextEncoder().encode(text))).toBe(left);
  });

  it.each([
    ["a comment", "# pods\nalice:1:2"],
    ["a comment that names a program", "# podman\nalice:1:2"],
    ["an owner with a domain", "alice@example.org:1:2"],
    ["an account of a machine", "HOST$:1:2"],
    ["a user called sudo", "sudo:1:2"],
    ["sudo before what nobody knows", "sudo 1 2"],
    ["a line of a map", "0 1 2\n\n"],
    ["blank lines", "\n\n0 1 2"],
  ])("leaves %s", (_what, text) => {
    expect(withoutPrompts(text)).toBe(text);
  });

  it("leaves what is no text", () => {
    for (const value of [5, null, {}]) expect(withoutPrompts(value as never)).toBe(value);
  });

  it("leaves of a line its end, and adds no line", () => {
    const line = fc.oneof(
      fc.constantFrom("$ cat x", "# sudo mount -o x", "a@b:~# podman run", "# c", "0 1 2", "", "$ "),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const once = withoutPrompts(lines.join("\n"));
        const kept = String(once).split("\n");
        expect(kept.length).toBeLessThanOrEqual(Math.max(lines.join("\n").split("\n").length, 1));
        for (const each of kept) expect(lines.join("\n")).toContain(each.trimStart());
      }),
    );
  });
});

describe("firstCommand", () => {
  it.each([
    ["\n  a b\nc", "a b"],
    ["a \\\n b \\\n c\nd", "a    b    c"],
    ["a \\x", "a \\x"],
    ["a \\", "a \\"],
    [" \n\t", undefined],
  ])("of %j is %j", (text, line) => {
    expect(firstCommand(text)).toBe(line);
  });
});

describe("isUnit", () => {
  it.each([
    ["[Container]\nUIDMap=0:1:2", true],
    ["\n [Exec] \r\nPrivateUsers=1", true],
    ["[Unit]", true],
    ["[0 1 2]", false],
    ['["a"]', false],
    ["[]", false],
    ["UIDMap=0:1:2\n[Container]", false],
    ["[snapshot]", false],
  ])("of %j is %s", (text, unit) => {
    expect(isUnit(text)).toBe(unit);
  });
});
