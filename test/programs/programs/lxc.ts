import type { IdMapping } from "../../../src/index.ts";
import { mapText, shownMap, WRITE_MAP } from "../namespace.ts";
import { inWorld, type World } from "../world.ts";
import { type Answer, notAsked, type Program } from "./program.ts";

const WORLD: World = { passwd: "root:x:0:0::/root:/bin/sh\n", subuid: "", subgid: "" };

/** LXC: `lxc-info` reads the lines of a configuration, `lxc-usernsexec` makes a namespace with what it read. */
export const lxc: Program = {
  name: "lxc-usernsexec",
  needs: ["lxc-usernsexec", "lxc-info"],
  version: ["lxc-info", "--version"],
  question: ({ text, kind = "uid" }) => {
    if (/^nsuid /m.test(text)) return notAsked("a line of LXC's log");
    const file = text.replace(/^(?!\s*(?:#|lxc\.|$))/gm, "lxc.idmap = ");
    return { ask: () => run(file, kind) };
  },
};

function run(file: string, kind: "uid" | "gid"): Answer {
  const read = inWorld(WORLD, READ, file);
  if (read.status !== 0) return { refused: read.stderr };
  const lines = Array.from(
    read.stdout.matchAll(/^(?:lxc\.idmap = )?([ug]) (\d+) (\d+) (\d+)$/gm),
    ([, which, ...numbers]) => ({
      which,
      numbers: numbers.map(Number),
    }),
  );
  const own = lines.filter(({ which }) => which === kind[0]).map(({ numbers }) => mapping(numbers));
  if (own.length === 0) return { mappings: [] };
  // The program becomes root in the namespace that it made, so what has no root there is left to the kernel alone.
  const rooted = own.some(({ containerId, size }) => containerId === 0 && size > 0);
  const made = rooted
    ? inWorld(WORLD, ENTER, `/proc/self/${kind}_map`, kind[0] ?? "", ...own.map(asOption))
    : inWorld(WORLD, WRITE_MAP, kind, mapText(own));
  return made.status === 0 ? { mappings: shownMap(made) } : { refused: made.stderr };
}

const READ = `
printf '%s\n' "$1" > config
lxc-info -n none -P "$PWD" -o "$PWD/log" -l ERROR --rcfile="$PWD/config" -c lxc.idmap
status=$?
cat log >&2
exit "$status"
`;

/** Where newuidmap is not found, the program writes the maps itself. The other kind gets root and nobody else. */
const ENTER = `
shown=$1 kind=$2; shift 2
for each do set -- "$@" -m "$kind:$each"; shift; done
other=u; [ "$kind" = g ] || other=g
exec=$(command -v lxc-usernsexec) cat=$(command -v cat)
PATH=/nowhere exec "$exec" "$@" -m "$other:0:0:1" -- "$cat" "$shown"
`;

function mapping([containerId = 0, hostId = 0, size = 0]: readonly number[]): IdMapping {
  return { containerId, hostId, size };
}

function asOption({ containerId, hostId, size }: IdMapping): string {
  return `${containerId}:${hostId}:${size}`;
}
