import { mapText, shownMap, withNamespace } from "../namespace.ts";
import { inWorld, type World } from "../world.ts";
import { type Answer, notAsked, type Program } from "./program.ts";

/** Everything is granted, so that it is the arguments that decide. */
const GRANTED: World = {
  passwd: "root:x:0:0::/root:/bin/sh\n",
  subuid: "root:0:4294967295\n",
  subgid: "root:0:4294967295\n",
};

const NOTHING_GRANTED: World = { ...GRANTED, subuid: "", subgid: "" };

/** `newuidmap` and `newgidmap` of shadow, by their arguments and by the message with which they refuse a range. */
export const newuidmap: Program = {
  name: "newuidmap",
  needs: ["newuidmap", "newgidmap"],
  version: ["dpkg-query", "-W", "uidmap"],
  question: ({ text, kind = "uid" }) => {
    const message = MESSAGE.exec(text.trim());
    if (message !== null) {
      if (message[1] !== kind[0]) return notAsked("a message about the other kind");
      return { ask: () => said(message, text.trim()) };
    }
    const commands = Array.from(text.matchAll(COMMAND));
    if (commands.length === 0) return { ask: () => run(GRANTED, kind, words(text.replace(/[[\]]/g, " "))) };
    const [own, ...others] = commands.filter(([, which]) => which === kind[0]);
    if (own === undefined || others.length > 0) return notAsked("not one call for this kind");
    return { ask: () => run(GRANTED, kind, words(own[2] ?? "")) };
  },
};

/** A call, as it is typed or as others log it. */
const COMMAND = /new([ug])idmap (?:fd:)?\d+ \[?((?: ?(?:0x[\da-fA-F]+|\d+)\b)+)\]?/g;

const MESSAGE = /^new([ug])idmap: [ug]id range \[(\d+)-(\d+)\) -> \[(\d+)-\d+\) not allowed$/;

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function run(world: World, kind: "uid" | "gid", args: readonly string[]): Answer {
  const script = withNamespace(`"new\${kind}map" "$pid" "$@"`);
  const ran = inWorld(world, script, kind, ...args);
  return ran.status === 0 ? { mappings: shownMap(ran) } : { refused: ran.stderr };
}

/** A message is read back as the mapping for which the program, granting nothing, prints this very message. */
function said([, which, first, end, host]: RegExpExecArray, text: string): Answer {
  const mapping = { containerId: Number(first), hostId: Number(host), size: Number(end) - Number(first) };
  const answer = run(NOTHING_GRANTED, which === "u" ? "uid" : "gid", words(mapText([mapping])));
  return "refused" in answer && answer.refused.trim() === text ? { mappings: [mapping] } : answer;
}
