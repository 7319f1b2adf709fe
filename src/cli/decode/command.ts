import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName, readLooseText } from "../documents/input.ts";
import { readPodList } from "../inputs/pod-list.ts";
import { readPodsDir } from "../kubelet/pods-dir.ts";
import type { UnreadableDocument } from "../output/unreadable.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { readAskedIds } from "./asked-ids.ts";
import { expectSources, SOURCES_ASKED, type SourcesAsked } from "./asked-sources.ts";
import { decode } from "./decode.ts";
import { decodeText, MAX_TEXT_BYTES } from "./decode-text.ts";
import { holdersOf } from "./holder-text.ts";
import type { DecodeDocument } from "./json.ts";
import { render } from "./render.ts";
import { readOwners } from "./sources.ts";

interface Options extends SourcesAsked {
  readonly kind?: "uid" | "gid";
  readonly allNumbers?: true;
}

export const decodeCommand: CommandRow<Options, DecodeDocument> = {
  summary: "Tell which pod, container or user is behind a host ID from ps, an audit log or ls -ln.",
  argument: {
    name: "<ids...>",
    about:
      "host IDs: 66536, or uid=66536 and gid=66536 as audit logs write them; a range, 131072-131080; 13107+, as ps cuts them; - for a text with IDs in it",
  },
  options: {
    ...SOURCES_ASKED,
    kind: { value: "<kind>", about: "what IDs are that do not say it themselves", choices: ["uid", "gid"] },
    allNumbers: { about: "in a text, look at numbers that it does not call IDs, too" },
  },
  notes: `From standard input it takes what ps, top, ls -ln, find -ls, id, stat and audit
logs print, and marks the IDs that are named there, as by uid= or a heading.`,
  exits: {
    yes: "somebody is behind every ID, or behind one of a text",
    no: "there is nobody behind one, or behind any of a text",
    wrongUse: "wrong use, or input that cannot be read, so that nobody can tell",
  },
  examples: [
    "userns-sim decode 66536 --pods-dir /var/lib/kubelet/pods",
    "userns-sim decode uid=66536 gid=67536 --pods-dir pods --pods pods.json",
    "userns-sim decode 100999 --subuid /etc/subuid --rootless 1000",
    "userns-sim decode 100999 --here",
    "ps aux | userns-sim decode - --pods-dir /var/lib/kubelet/pods",
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
  const { podsDir, pods, kind = null, allNumbers = false } = options;
  expectSources(options);
  const isText = ids.includes("-");
  if (isText && ids.length > 1) throw new Failure("- stands for a text with IDs in it, and goes alone");
  if (allNumbers && !isText) throw new Failure("--all-numbers goes with -, a text on standard input");
  if (isText && pods === "-") throw new Failure("--pods -: standard input is the text already");
  const asked = isText ? [] : ids.map((id) => readAskedIds(id, kind));
  const text = isText ? await readLooseText(io, "-", MAX_TEXT_BYTES) : undefined;
  const list = pods === undefined ? { names: new Map<string, string>() } : await readPodList(io, pods);
  if ("problems" in list) return { outcome: "unreadable", ...list };
  const disk = podsDir === undefined ? undefined : await readPodsDir(io, podsDir);
  const sources = { disk, names: list.names, owners: await readOwners(io, options) };
  if (text === undefined) {
    const decoded = decode(asked, sources);
    const isFound = decoded.ids.every((id) => holdersOf(id).length > 0 && id.rest.length === 0);
    return documentOf(isFound, podsDir, { ...decoded, text: null });
  }
  const decoded = decodeText(text, { kind, allNumbers }, sources);
  return documentOf(
    decoded.ids.some((id) => holdersOf(id).length > 0),
    podsDir,
    decoded,
  );
}

function documentOf(
  isFound: boolean,
  podsDir: string | undefined,
  decoded: Omit<DecodeDocument, "outcome" | "podsDir">,
): DecodeDocument {
  const outcome = isFound ? "found" : decoded.unreadCount > 0 ? "unreadable-files" : "not-found";
  return { outcome, podsDir: podsDir === undefined ? null : fileName(podsDir), ...decoded };
}
