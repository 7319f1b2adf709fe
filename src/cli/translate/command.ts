import { Command, Option } from "commander";
import { FORM_NAMES, type FormName } from "../../core/forms/forms.ts";
import { EXIT, type Io } from "../io.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { readTextArguments } from "../text-arguments.ts";
import { readAsked } from "./asked.ts";
import { readMapText } from "./read-map-text.ts";
import { render } from "./render.ts";
import { translate } from "./translate.ts";

interface TranslateOptions extends PrintOptions {
  readonly map: readonly string[];
  readonly form?: FormName;
  readonly from: "container" | "host";
  readonly kind?: "uid" | "gid";
  readonly owner?: string;
}

/**
 * Makes the command `userns-sim translate`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function translateCommand(io: Io, answer: (code: number) => void): Command {
  return new Command("translate")
    .description("Translate IDs and ranges through a map, from the container to the host or back.")
    .argument("[ids...]", "IDs, and ranges like 0-65535, 65536:65536 or [0,65536); none shows the map")
    .requiredOption(
      "--map <text>",
      "the map's text, @FILE, or - for standard input; give it again for more lines",
      gather,
    )
    .addOption(new Option("--form <name>", "the form of that text, where it cannot be told").choices(FORM_NAMES))
    .addOption(
      new Option("--from <side>", "the side that the IDs are on").choices(["container", "host"]).default("container"),
    )
    .addOption(new Option("--kind <kind>", "users or groups only, where the text has both").choices(["uid", "gid"]))
    .option("--owner <name>", "whose line of a subuid file to take")
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (ids: readonly string[], options: TranslateOptions) => {
      const { kind, from } = options;
      const asked = ids.map(readAsked);
      const text = await readTextArguments(io, options.map, MAX_MAP_BYTES);
      const maps = readMapText(text, options);
      const document = translate(maps, kind, from, asked);
      answer(document.outcome === "mapped" ? EXIT.yes : EXIT.no);
      printDocument(io, options, document, render);
    });
}

const HELP = `
Forms of a map: uid_map text ("0 65536 65536"), CRI JSON, OCI JSON, the
kubelet's userns file, subuid lines and the output of getsubids. The last two
are mapped from container ID 0 on, as the kubelet does.

Exit codes: 0 every ID has a mapping; 1 no: an ID is unmapped; 2 wrong use, or
a map that cannot be read.

Examples:
  userns-sim translate --map "0 65536 65536" 1000 0-65535
  userns-sim translate --map @/proc/self/uid_map --from host 66536
  kubectl exec web-0 -- cat /proc/1/uid_map | userns-sim translate --map -`;

function gather(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

/** The kernel takes 340 lines; a subuid file of a machine with many users has some thousand. */
const MAX_MAP_BYTES = 8388608;
