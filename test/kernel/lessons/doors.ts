import { explain } from "../../../src/core/explain/kernel.ts";
import type { Decision } from "../../../src/core/kernel/decision/decision.ts";
import { effectiveAccess } from "../../../src/core/kernel/fs/access-file.ts";
import { openFile } from "../../../src/core/kernel/fs/open-file.ts";
import { existingDirectory, existingFile } from "../../../src/core/kernel/inode/file.ts";
import { tmpfsOf } from "../../core/kernel/support/tmpfs.ts";
import { numberOf, processOf } from "../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Setting } from "../group.ts";
import { person } from "../wire.ts";
import type { Asker } from "./lessons.ts";

type Owned = readonly [uid: number, gid: number, mode: number];

/** A file below two directories, by its path and from a descriptor of the lower one; and a socket that lies beside it. */
export const doors: Asker = {
  name: "doors",
  schema: "userns-sim-live/doors/1 cases",
  columns: ["path", "descriptor", "connected"],
  needs: ([, maps]) => ({ namespaces: [maps as number] }),
  command: (question) => {
    const [one, maps, directory, file] = inputOf(question);
    return ["doors", person(credentialsOf(question, one)), maps, ...directory, ...file].join(" ");
  },
  observe: (reply) => reply.take(3),
  answer: (question, setting) => decide(question, setting).map(({ errno }) => numberOf(errno)),
  outcomes: (output) => output as readonly number[],
  explain: (question, setting) => decide(question, setting).map((decision) => explain(decision)),
};

function inputOf({ input }: Case): readonly [one: number, maps: number, directory: Owned, file: Owned] {
  return input as never;
}

function decide(question: Case, { world }: Setting): readonly Decision<unknown>[] {
  const [one, maps, [duid, dgid, dmode], [uid, gid, mode]] = inputOf(question);
  const process = processOf(world, credentialsOf(question, one));
  const mount = tmpfsOf(world, maps);
  const closed = existingDirectory({ uid: duid, gid: dgid, mode: dmode, mount });
  const leaked = existingDirectory({ mode: 0o755, mount });
  const file = existingFile({ uid, gid, mode, mount, directory: { ...leaked, directory: closed } });
  return [
    openFile(process, file, "r"),
    openFile(process, { ...file, directory: leaked }, "r"),
    // unix(7): connecting takes the permission to write to the socket.
    effectiveAccess(process, { ...file, type: "socket" }, "w"),
  ];
}
