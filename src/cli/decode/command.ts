import { Command, Option } from "commander";
import { readPodsDir } from "../audit/pods-dir.ts";
import { fileName } from "../input.ts";
import { EXIT, type Io } from "../io.ts";
import { readPodList } from "../pod-list.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { readAskedId } from "./asked-ids.ts";
import { decode } from "./decode.ts";
import { DECODE_SCHEMA, type DecodeDocument } from "./json.ts";
import { render } from "./render.ts";

interface DecodeOptions extends PrintOptions {
  readonly podsDir: string;
  readonly pods?: string;
  readonly kind?: "uid" | "gid";
}

/**
 * Makes the command `userns-sim decode`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function decodeCommand(io: Io, answer: (code: number) => void): Command {
  return new Command("decode")
    .description("Tell which pod, and which ID in it, is behind a host ID from ps, an audit log or ls -ln.")
    .argument("<ids...>", "host IDs: 66536, or uid=66536 and gid=66536 as audit logs write them")
    .requiredOption("--pods-dir <dir>", "the kubelet's pods directory, /var/lib/kubelet/pods or a copy of it")
    .option("--pods <file>", "the pods that there are, for their names: kubectl get pods -A -o json")
    .addOption(new Option("--kind <kind>", "what IDs are that do not say it themselves").choices(["uid", "gid"]))
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (ids: readonly string[], options: DecodeOptions) => {
      const document = await decodeIds(io, ids, options);
      answer(EXIT_CODES[document.outcome]);
      printDocument(io, options, document, render);
    });
}

const HELP = `
Exit codes: 0 a pod is behind every ID; 1 there is none behind one; 2 wrong use,
or input that cannot be read, so that nobody can tell.

Examples:
  userns-sim decode 66536 --pods-dir /var/lib/kubelet/pods
  userns-sim decode uid=66536 gid=67536 --pods-dir pods --pods pods.json`;

const EXIT_CODES: { readonly [Outcome in DecodeDocument["outcome"]]: number } = {
  found: EXIT.yes,
  "not-found": EXIT.no,
  "unreadable-files": EXIT.wrongUse,
  unreadable: EXIT.wrongUse,
};

async function decodeIds(io: Io, ids: readonly string[], options: DecodeOptions): Promise<DecodeDocument> {
  const { podsDir, pods, kind = null } = options;
  const asked = ids.map((id) => readAskedId(id, kind));
  const list = pods === undefined ? { names: new Map<string, string>() } : await readPodList(io, pods);
  if ("problems" in list) return { schema: DECODE_SCHEMA, outcome: "unreadable", ...list };
  const disk = await readPodsDir(io, podsDir);
  return { schema: DECODE_SCHEMA, podsDir: fileName(podsDir), ...decode(asked, disk, list.names) };
}
