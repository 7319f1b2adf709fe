import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { readPodList } from "../inputs/pod-list.ts";
import { readPodsDir } from "../kubelet/pods-dir.ts";
import { PODS_DIR_OPTIONS, type PodsDirOptions } from "../options/pods-dir-options.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { readAskedId } from "./asked-ids.ts";
import { decode } from "./decode.ts";
import type { DecodeDocument } from "./json.ts";
import { render } from "./render.ts";

interface Options extends PodsDirOptions {
  readonly kind?: "uid" | "gid";
}

export const decodeCommand: CommandRow<Options, DecodeDocument> = {
  summary: "Tell which pod, and which ID in it, is behind a host ID from ps, an audit log or ls -ln.",
  argument: { name: "<ids...>", about: "host IDs: 66536, or uid=66536 and gid=66536 as audit logs write them" },
  options: {
    ...PODS_DIR_OPTIONS,
    kind: { value: "<kind>", about: "what IDs are that do not say it themselves", choices: ["uid", "gid"] },
  },
  exits: {
    yes: "a pod is behind every ID",
    no: "there is none behind one",
    wrongUse: "wrong use, or input that cannot be read, so that nobody can tell",
  },
  examples: [
    "userns-sim decode 66536 --pods-dir /var/lib/kubelet/pods",
    "userns-sim decode uid=66536 gid=67536 --pods-dir pods --pods pods.json",
  ],
  version: 1,
  run: decodeIds,
  outcomes: { found: "yes", "not-found": "no", "unreadable-files": "wrongUse" },
  renderers: { text: render },
};

async function decodeIds(
  io: Io,
  { values: ids, options }: Asked<Options>,
): Promise<DecodeDocument | UnreadableDocument> {
  const { podsDir, pods, kind = null } = options;
  const asked = ids.map((id) => readAskedId(id, kind));
  const list = pods === undefined ? { names: new Map<string, string>() } : await readPodList(io, pods);
  if ("problems" in list) return { outcome: "unreadable", ...list };
  const disk = await readPodsDir(io, podsDir);
  return { podsDir: fileName(podsDir), ...decode(asked, disk, list.names) };
}
