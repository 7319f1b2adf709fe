import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { chmodFile } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile } from "../../../../src/core/kernel/fs/chown-file.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { writeFile } from "../../../../src/core/kernel/fs/write-file.ts";
import type { Acl } from "../../../../src/core/kernel/inode/acl.ts";
import { existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { user } from "../support/cast.ts";

const KEEP = 4294967295;

describe("acl-follows-mode", () => {
  const list: Acl = [
    { tag: "owner", permissions: 7 },
    { tag: "user", id: 1001, permissions: 7 },
    { tag: "owning-group", permissions: 5 },
    { tag: "group", id: 50, permissions: 6 },
    { tag: "mask", permissions: 6 },
    { tag: "other", permissions: 6 },
  ];
  const listed = (mode: number, acl: Acl = list): Inode => existingFile({ uid: 1000, gid: 1000, mode, acl });
  const bits = (file: Inode | undefined): string =>
    file?.acl?.map(({ tag, permissions }) => `${tag} ${permissions}`).join(", ") ?? "no list";

  it("rewrites owner, mask and other, and nothing that names somebody", () => {
    const decision = chmodFile(user(), listed(0o766), 0o640);
    expect(explain(decision)).toBe(
      "only the owner changes the mode, here to 0640 → file user ID 1000 owns the file → the list follows the mode: its mask is r--, its entry for others --- → allowed",
    );
    expect(bits(decision.value)).toBe("owner 6, user 7, owning-group 5, group 6, mask 4, other 0");
    expect(chmodFile(user(), listed(0o766), 0o640).value?.mode).toBe(0o640);
  });

  it.each([
    [1001, "r", undefined],
    [1001, "w", "EACCES"],
    [1002, "r", "EACCES"],
    [1000, "w", undefined],
  ] as const)("decides afterwards what user %d may do: %s %s", (uid, mode, errno) => {
    const after = chmodFile(user(), listed(0o766), 0o640).value as Inode;
    expect(openFile(user({ uid, gid: uid }), after, mode).errno).toBe(errno);
  });

  it("takes the group's bits for the owning group where there is no mask", () => {
    const unmasked: Acl = [
      { tag: "owner", permissions: 7 },
      { tag: "user", id: 1001, permissions: 7 },
      { tag: "owning-group", permissions: 7 },
      { tag: "other", permissions: 7 },
    ];
    const after = chmodFile(user(), listed(0o777, unmasked), 0o750).value;
    expect(bits(after)).toBe("owner 7, user 7, owning-group 5, other 0");
  });

  it("drops a list that says no more than the mode", () => {
    const plain: Acl = [
      { tag: "owner", permissions: 7 },
      { tag: "owning-group", permissions: 7 },
      { tag: "other", permissions: 7 },
    ];
    expect(bits(chmodFile(user(), listed(0o777, plain), 0o750).value)).toBe("no list");
    const masked: Acl = [...plain, { tag: "mask", permissions: 7 }];
    expect(bits(chmodFile(user(), listed(0o777, masked), 0o750).value)).toBe(
      "owner 7, owning-group 7, other 0, mask 5",
    );
  });

  it("follows when a change of owner or a write takes set-ID bits away, and else stays", () => {
    const stale = "owner 7, user 7, owning-group 5, group 6, mask 6, other 6";
    const followed = "owner 7, user 7, owning-group 5, group 6, mask 1, other 0";
    expect(bits(chownFile(user(), listed(0o4710), KEEP, 1000).value)).toBe(followed);
    expect(bits(chownFile(user(), listed(0o710), KEEP, 1000).value)).toBe(stale);
    expect(bits(writeFile(user(), listed(0o6710)).value)).toBe(followed);
    expect(bits(writeFile(user(), listed(0o710)).value)).toBe(stale);
    expect(bits(writeFile(createProcess(), listed(0o6710)).value)).toBe(stale);
  });

  it("follows in the upper layer of an overlay as well", () => {
    const merged = throughOverlay(listed(0o766));
    expect(bits(chmodFile(user(), merged, 0o640).value)).toBe(
      "owner 6, user 7, owning-group 5, group 6, mask 4, other 0",
    );
  });
});
