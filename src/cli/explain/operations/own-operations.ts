import { setgid } from "../../../core/kernel/identity/set-group-id.ts";
import { setgroups } from "../../../core/kernel/identity/set-groups.ts";
import { setuid } from "../../../core/kernel/identity/set-user-id.ts";
import { mountFilesystem } from "../../../core/kernel/mounts/mount-filesystem.ts";
import { setHostName } from "../../../core/kernel/namespaces/host-name.ts";
import { unshareNamespaces } from "../../../core/kernel/namespaces/unshare-namespaces.ts";
import { bindPort, openRawSocket } from "../../../core/kernel/net/network.ts";
import type { Question } from "../question/question.ts";
import { articleOf, namespacesText } from "../question/words.ts";
import { ownersOf, ownsLine } from "../world/scene.ts";
import type { Operation } from "./operation.ts";

type OwnQuestion = "unshare" | "sethostname" | "setuid" | "setgid" | "setgroups" | "mount" | "bind" | "raw-socket";

/** What a process asks for itself; an option that it needs is given. */
export const OWN_OPERATIONS: Readonly<Record<OwnQuestion, Operation>> = {
  unshare: {
    takes: ["namespace", "owns"],
    words: ({ namespace }) => `make ${articleOf(namespace)}${namespacesText(namespace)}`,
    scene: (question, { process }) => ownersOf(question, process),
    decide: ({ namespace }, { process }) => unshareNamespaces(process, namespace, "made"),
  },
  sethostname: {
    takes: ["owns"],
    words: () => "change the host's name",
    scene: (_question, { process }) => [ownsLine(process)],
    decide: (_question, { process }) => setHostName(process),
  },
  setuid: {
    takes: ["toId"],
    needs: ["toId"],
    words: ({ toId }) => `become user ${toId}`,
    scene: nothing,
    decide: ({ toId = 0 }, { process }) => setuid(process, toId),
  },
  setgid: {
    takes: ["toId"],
    needs: ["toId"],
    words: ({ toId }) => `become group ${toId}`,
    scene: nothing,
    decide: ({ toId = 0 }, { process }) => setgid(process, toId),
  },
  setgroups: {
    takes: ["toGroups"],
    needs: ["toGroups"],
    words: ({ toGroups = [] }) => `have ${toGroups.length === 0 ? "no groups" : `the groups ${toGroups.join(", ")}`}`,
    scene: nothing,
    decide: ({ toGroups = [] }, { process }) => setgroups(process, toGroups),
  },
  mount: {
    takes: ["type", "mountOptions", "owns"],
    needs: ["type"],
    words: ({ type, mountOptions }) => `mount a filesystem of type ${type}${optionsText(mountOptions)}`,
    scene: (_question, { process }) => [ownsLine(process)],
    decide: ({ type = "", mountOptions }, { process }) => mountFilesystem(process, type, mountOptions),
  },
  bind: {
    takes: ["port", "owns"],
    needs: ["port"],
    words: ({ port }) => `bind a socket to port ${port}`,
    scene: (_question, { process }) => [ownsLine(process)],
    decide: ({ port = 0 }, { process }) => bindPort(process, port),
  },
  "raw-socket": {
    takes: ["owns"],
    words: () => "open a raw socket",
    scene: (_question, { process }) => [ownsLine(process)],
    decide: (_question, { process }) => openRawSocket(process),
  },
};

function optionsText(options: Question["mountOptions"] = {}): string {
  const given = Object.entries(options).map(([name, id]) => `${name}=${id}`);
  return given.length === 0 ? "" : ` with ${given.join(",")}`;
}

function nothing(): readonly string[] {
  return [];
}
