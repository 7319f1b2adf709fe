import { expect, it } from "vitest";
import { createIdMap } from "../../../src/core/idmap/id-map.ts";
import { createProcess } from "../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../src/core/kernel/credentials/user-namespace.ts";
import { unwrap } from "../../../src/core/result.ts";
import { ownId } from "../../../src/core/userland/helper-text.ts";

it("the own ID of a caller is that of its namespace, of users and of groups each by its map", () => {
  const map = (containerId: number, hostId: number) => unwrap(createIdMap([{ containerId, hostId, size: 10 }]));
  const userNamespace = createUserNamespace(initialNamespace(), {
    id: "apart",
    maps: { uid: map(0, 1000), gid: map(100, 2000) },
  });
  const caller = createProcess({ userNamespace, uid: 3, gid: 104 });
  expect([ownId("uid", caller), ownId("gid", caller)]).toEqual([3, 104]);
});
