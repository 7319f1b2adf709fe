import { Command, Option } from "commander";
import { explain } from "../../core/explain.ts";
import { parseProcMap } from "../../core/forms/proc-map.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { toHost } from "../../core/idmap/translate.ts";
import { openIdMap } from "../../core/kernel/id-map-file.ts";
import { createProcess, type Process } from "../../core/kernel/process.ts";
import { unshareUserNamespace } from "../../core/kernel/unshare-user-namespace.ts";
import type { UserNamespace } from "../../core/kernel/user-namespace.ts";
import { writeIdMap } from "../../core/kernel/write-id-map.ts";
import { type ExplainedDecision, explainedDecision, renderDecision } from "../decision.ts";
import { Failure } from "../failure.ts";
import { EXIT, type Io } from "../io.ts";
import { joinBlocks, wrap } from "../layout.ts";
import { mappingOption, namespaceOf } from "../map-option.ts";
import { integerOption } from "../numbers.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { printable } from "../printable.ts";
import { readTextArguments } from "../text-arguments.ts";

/** Who writes the map. */
type Writer = "parent" | "self";

interface MapCheckOptions extends PrintOptions {
  readonly gid?: true;
  readonly as: Writer;
  readonly uid: number;
  readonly parent?: readonly IdMapping[];
  readonly denySetgroups?: true;
}

/** What `userns-sim map-check --json` prints. */
export interface MapCheckDocument extends ExplainedDecision {
  /** The form; the number rises when a reader of the older form could misread it. */
  readonly schema: "userns-sim/map-check/1";
  /** `taken`, or `refused` with exit code 1. */
  readonly outcome: "taken" | "refused";
  /** The file that is written. */
  readonly file: "uid_map" | "gid_map";
  /** At which call it ended: opening the file, or writing it. */
  readonly call: "open" | "write";
  /** Who writes, in English. */
  readonly writer: string;
  /** What is wrong with the text and what would be right; null where it is not the text. */
  readonly advice: string | null;
}

/**
 * Makes the command `userns-sim map-check`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function mapCheckCommand(io: Io, answer: (code: number) => void): Command {
  return new Command("map-check")
    .description("Tell whether the kernel would take a map, written by whom, and if not, which rule is in the way.")
    .argument("<lines...>", 'the text, a line each ("0 65536 65536"); @FILE, or - for standard input')
    .option("--gid", "it is written to gid_map instead of uid_map")
    .addOption(
      new Option("--as <who>", "who writes: a process of the parent namespace, or one that is inside")
        .choices(["parent", "self"])
        .default("parent"),
    )
    .option(
      "--uid <id>",
      "the user that created the namespace and writes, as its parent sees it",
      integerOption(0, 4294967294),
      0,
    )
    .option("--parent <c:h:size>", "the map of the parent namespace; again for more (default: host)", mappingOption)
    .option("--deny-setgroups", "deny was written to setgroups before")
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (lines: readonly string[], options: MapCheckOptions) => {
      const document = check(await readTextArguments(io, lines, MAX_BYTES), options);
      answer(document.outcome === "taken" ? EXIT.yes : EXIT.no);
      printDocument(io, options, document, (shown, style) =>
        joinBlocks([
          renderDecision(`${shown.call} ${shown.file} by ${shown.writer}`, shown, style),
          shown.advice === null ? [] : wrap(shown.advice, style.width),
        ]),
      );
    });
}

const HELP = `
Exit codes: 0 the kernel takes it; 1 no; 2 wrong use.

Examples:
  userns-sim map-check "0 65536 65536"
  userns-sim map-check "0 4294901760 65536"
  userns-sim map-check --as self --uid 1000 "0 1000 1"
  userns-sim map-check --as self --uid 1000 --gid "0 1000 1"
  userns-sim map-check --parent 0:65536:65536 "0 100000 65536"`;

/** A page is what the kernel reads; a little more shows what it says to more. */
const MAX_BYTES = 65536;

function check(text: string, { gid, as, uid, parent, denySetgroups }: MapCheckOptions): MapCheckDocument {
  const creator = creatorOf(uid, parent);
  const inside = unshareUserNamespace(creator, "new").value?.process;
  if (inside === undefined) throw new Failure(`user ${uid} cannot create a user namespace there`);
  const namespace: UserNamespace = { ...inside.userNamespace, setgroups: denySetgroups === true ? "deny" : "allow" };
  const writer: Process = as === "self" ? { ...inside, userNamespace: namespace } : creator;
  const opened = openIdMap(writer, { ...inside, userNamespace: namespace }, "w");
  const decision = opened.allowed ? writeIdMap(writer, namespace, gid === true ? "gid" : "uid", text) : opened;
  return {
    schema: "userns-sim/map-check/1",
    outcome: decision.allowed ? "taken" : "refused",
    file: gid === true ? "gid_map" : "uid_map",
    call: opened.allowed ? "write" : "open",
    writer: `user ${uid} ${as === "self" ? "inside" : "of the parent namespace"}`,
    advice: decision.errno === "EINVAL" ? adviceOn(text) : null,
    ...explainedDecision(decision),
  };
}

function adviceOn(text: string): string | null {
  const map = parseProcMap(text);
  return map.ok ? null : printable(explain(map.error));
}

function creatorOf(uid: number, mappings: readonly IdMapping[] | undefined): Process {
  const userNamespace = namespaceOf("--parent", mappings, "parent");
  if (toHost(userNamespace.uidMap, uid) === undefined)
    throw new Failure(`user ${uid} is not mapped by --parent, so nobody can be it`);
  return createProcess({ userNamespace, uid, gid: uid });
}
