import type { FormMaps, IdMap, IdMapping } from "../../../src/index.ts";
import { mapText, shownMap, WRITE_MAP } from "../namespace.ts";
import { misfit } from "../version.ts";
import { inWorld, type World } from "../world.ts";
import { type Answer, notAsked, type Program } from "./program.ts";

/** podman, whose runtime is a script that keeps what it was told: no container is made. */
export const podman: Program = {
  name: "podman",
  needs: ["podman", "conmon", "newuidmap", "newgidmap"],
  version: ["podman", "--version"],
  question: ({ form, text, kind = "uid", options: { outer } = {} }, version) => {
    // Until then podman read them with the parser of containers/storage, which these rows are about.
    if (form === "triple" && misfit({ until: "4.6" }, version) !== undefined)
      return notAsked("podman reads triples in its own way since 4.7");
    const args = argumentsOf(text, kind);
    if (args === undefined) return notAsked("not an option of podman run");
    const world = outer === undefined ? ROOTFUL : rootless(outer);
    if (world === undefined) return notAsked("no user of podman has such an intermediate map");
    return { ask: () => run(world, args, kind) };
  },
};

const ROOTFUL: World = { passwd: "root:x:0:0::/root:/bin/sh\n", subuid: "", subgid: "" };

/** The options about maps and nothing else: the image of a whole command would be looked for in a registry. */
function argumentsOf(text: string, kind: "uid" | "gid"): readonly string[] | undefined {
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (/^(?:keep-id|nomap|auto|host)(?::|$)/.test(text)) return ["--userns", text];
  const isCommand = words[0] === "podman";
  if (!isCommand && !words.some((word) => word.startsWith("-")))
    return words.every((word) => /^[\w:@+,]*$/.test(word))
      ? words.flatMap((word) => [`--${kind}map`, word])
      : undefined;
  const args: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (/^--(?:uidmap|gidmap|userns)=/.test(word)) args.push(word);
    else if (/^--(?:uidmap|gidmap|userns)$/.test(word)) args.push(word, words[++at] ?? "");
    else if (!isCommand) return undefined;
  }
  return args;
}

/** The world of the user who has the intermediate map: his own ID first, then his lines in the order of their ranges. */
function rootless({ uid, gid = uid }: FormMaps): World | undefined {
  const [users, groups] = [lines(uid), lines(gid)];
  const own = uid.mappings[0]?.hostId;
  if (users === undefined || groups === undefined || own === undefined || own !== gid.mappings[0]?.hostId)
    return undefined;
  return {
    passwd: `root:x:0:0::/root:/bin/sh\nalice:x:${own}:${own}::/:/bin/sh\n`,
    subuid: users,
    subgid: groups,
    uid: own,
  };
}

function lines({ mappings: [first, ...rest] }: IdMap): string | undefined {
  if (first?.containerId !== 0 || first.size !== 1) return undefined;
  let next = 1;
  let last = 0;
  for (const { containerId, hostId, size } of rest) {
    if (containerId !== next || hostId < last) return undefined;
    next += size;
    last = hostId;
  }
  return rest.map(({ hostId, size }) => `alice:${hostId}:${size}\n`).join("");
}

function run(world: World, args: readonly string[], kind: "uid" | "gid"): Answer {
  const { stdout, stderr } = inWorld(world, SCRIPT, ...args);
  if (!stdout.startsWith("{")) return { refused: stderr };
  const config = JSON.parse(stdout) as Config;
  const told = config.linux[`${kind}Mappings`] ?? [];
  const mappings = told.map(({ containerID, hostID, size }) => ({ containerId: containerID, hostId: hostID, size }));
  if (mappings.length === 0) return { mappings };
  const made = inWorld(ROOTFUL, WRITE_MAP, kind, mapText(mappings));
  return made.status === 0 ? { mappings: shownMap(made) } : { refused: made.stderr };
}

interface Config {
  readonly linux: Partial<Record<"uidMappings" | "gidMappings", readonly Told[]>>;
}

interface Told {
  readonly containerID: number;
  readonly hostID: IdMapping["hostId"];
  readonly size: number;
}

/** Called crun, because podman asks no runtime of another name to do without cgroups. */
const SCRIPT = `
cat > crun <<'END'
#!/bin/sh
bundle=
while [ $# -gt 0 ]; do [ "$1" != --bundle ] || bundle=$2; shift; done
[ -z "$bundle" ] || cp "$bundle/config.json" "\${0%/*}/run/told"
exit 1
END
chmod 755 crun
as_owner podman --root "$HOME/root" --runroot "$XDG_RUNTIME_DIR/root" --tmpdir "$XDG_RUNTIME_DIR/tmp" \\
  --storage-driver vfs --cgroup-manager cgroupfs --events-backend none --runtime "$PWD/crun" \\
  run --rm --cgroups disabled --network none "$@" --rootfs "$PWD/rootfs" /none
[ ! -e run/told ] || cat run/told
`;
