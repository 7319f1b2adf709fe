import { passwdOf } from "../accounts.ts";
import { inWorld } from "../world.ts";
import { type Answer, notAsked, type Program } from "./program.ts";

/** `getsubids` of shadow: which ranges of /etc/subuid an account has, in which order. */
export const getsubids: Program = {
  name: "getsubids",
  needs: ["getsubids"],
  version: ["dpkg-query", "-W", "uidmap"],
  question: ({ text, options = {} }) => {
    const { owner, rootless } = options;
    if (rootless !== undefined) return notAsked("getsubids puts nobody's own ID first");
    if (owner === undefined) return notAsked("getsubids wants an owner");
    return { ask: () => run(text, owner, passwdOf(options)) };
  },
};

function run(subuid: string, owner: string, passwd: string): Answer {
  const { status, stdout, stderr } = inWorld({ passwd, subuid, subgid: "" }, 'getsubids "$1"', owner);
  if (status !== 0) return { refused: stderr };
  // One range after the other from container 0 on, as whoever asks getsubids makes a map of them.
  let next = 0;
  const mappings = Array.from(stdout.matchAll(/^\d+: \S+ (\d+) (\d+)$/gm), ([, start, count]) => {
    const mapping = { containerId: next, hostId: Number(start), size: Number(count) };
    next += mapping.size;
    return mapping;
  });
  return { mappings };
}
