import { isEmpty, readManifest } from "../manifest/manifest.ts";
import type { Play } from "../play.ts";
import { createPlayer } from "../played.ts";
import { happen } from "../world/happened.ts";
import { writeEscape, writeId, writeMap } from "./asked.ts";
import { literal, quoted } from "./literal.ts";
import { writeNode } from "./node.ts";
import { writePods } from "./pods.ts";
import { NODE, program } from "./program.ts";

/** Writes the program against the package that makes what is on the screen, and what it gives, ready to paste. */
export function asCode(play: Play): string {
  const player = createPlayer();
  const shown = player(play);
  const manifest = readManifest(play.pods);
  const { node, past } = happen(play, manifest.pods);
  const code = program();
  const documents = literal(manifest.documents.filter((document) => !isEmpty(document)));
  code.add(`const { pods } = ${code.use("", "unwrap")}(${code.use(NODE, "readPods")}(${documents}));`, "");
  if (node === null || past === null) {
    // Of a node, nothing is on the screen but why there is none.
    for (const { place, says } of shown.faults) code.add(`// ${place}: ${quoted(says.en).slice(1, -1)}`);
  } else {
    const running = writePods(code, play, manifest.pods, shown.pods, node);
    writeNode(code, play, { node, past, pods: shown.pods, running });
    code.claim(
      "ranges",
      "node.pods.map(({ label, range }) => [label, range?.start])",
      shown.pods.flatMap(({ state, label, range }) =>
        state === "runs" || state === "host" ? [[label, range?.start]] : [],
      ),
    );
    const { why } = player({ ...play, selected: { ...play.selected, about: "cell" } });
    writeEscape(code, play, node, shown.escape, why);
    writeId(code, shown);
  }
  writeMap(code, play.map, shown.map);
  return code.text();
}
