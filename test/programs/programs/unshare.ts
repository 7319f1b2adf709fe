import { fileText, passwdOf, uidOf } from "../accounts.ts";
import { shownMap } from "../namespace.ts";
import { inWorld } from "../world.ts";
import { notAsked, type Program } from "./program.ts";

/** `unshare` of util-linux, which has the map written by newuidmap; also what it takes out of /etc/subuid. */
export const unshare: Program = {
  name: "unshare",
  needs: ["unshare", "newuidmap", "newgidmap"],
  version: ["unshare", "--version"],
  question: ({ form, text, options = {}, kind = "uid" }) => {
    if (options.outer !== undefined) return notAsked("a map in a map");
    const own = options.rootless !== undefined;
    const uid = uidOf(options);
    const subuid = form === "subid" ? text : (fileText(options.subuid) ?? granted(uid));
    const world = { passwd: passwdOf(options), subuid, subgid: fileText(options.subgid) ?? subuid, uid };
    const args = argumentsOf(form === "subid" ? "auto" : text, kind, own);
    return {
      ask: () => {
        const ran = inWorld(world, 'as_owner unshare "$@"', ...args, "cat", `/proc/self/${kind}_map`);
        return ran.status === 0 ? { mappings: shownMap(ran) } : { refused: ran.stderr };
      },
    };
  },
};

/** A line is taken as it is; a bare value is one of an option, and who has an ID of his own there becomes root with it. */
function argumentsOf(text: string, kind: "uid" | "gid", own: boolean): readonly string[] {
  const words = text.split(/\s+/).filter((word) => word !== "" && word !== "unshare");
  if (words[0]?.startsWith("-") === true) return words;
  return [...(own ? ["-r"] : []), `--map-${kind === "uid" ? "users" : "groups"}=${text}`];
}

/** A line by which everything is granted to an ID. */
function granted(uid: number): string {
  return `${uid}:0:4294967295\n`;
}
