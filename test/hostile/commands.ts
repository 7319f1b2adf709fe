import type { CommandName } from "../../src/cli/commands.ts";
import type { Kind } from "./corpus.ts";

/** A use of a command that works, with texts of a stranger in its files. */
export interface Use {
  readonly argv: readonly string[];
  /** What the file `f` is meant to be. */
  readonly kind: Kind;
  /** Options that are left as they are: they would write, start something, or go on for ever. */
  readonly fixed?: readonly string[];
}

/** How each command is used: `f` and `g` are files, `d` is a directory of pods, and `TEXT` is a text of a stranger. */
export const USES: { readonly [Name in CommandName]: readonly Use[] } = {
  place: [{ argv: ["f"], kind: "manifest" }],
  translate: [
    { argv: ["--map", "@f", "0", "65536-65540"], kind: "map" },
    { argv: ["--map", "TEXT"], kind: "map" },
    { argv: ["--map", "@f", "TEXT"], kind: "subordinate" },
    { argv: ["--map", "0 0 1", "--outer", "@f", "0"], kind: "map" },
  ],
  check: [
    { argv: ["f"], kind: "manifest" },
    { argv: ["--kubelet-config", "f", "pod"], kind: "kubelet-config" },
    { argv: ["--kubelet-config", "f", "--kubelet-config-dir", "conf"], kind: "kubelet-config" },
    { argv: ["--images", "f", "pod"], kind: "images" },
    { argv: ["--subuid", "f", "--subgid", "f", "pod"], kind: "subordinate" },
  ],
  audit: [
    { argv: ["--pods-dir", "d"], kind: "userns" },
    { argv: ["--pods-dir", "d", "--pods", "pod", "--proc"], kind: "userns" },
    { argv: ["--pods-dir", "d", "--pods", "f"], kind: "manifest" },
  ],
  decode: [
    { argv: ["--pods-dir", "d", "65536"], kind: "userns" },
    { argv: ["--pods-dir", "d", "TEXT"], kind: "words" },
    { argv: ["--pods-dir", "d", "-"], kind: "words" },
    { argv: ["--subuid", "f", "--subgid", "f", "65536"], kind: "subordinate" },
  ],
  replay: [{ argv: ["f"], kind: "trace" }],
  escape: [
    { argv: ["f", "--from", "a"], kind: "manifest" },
    { argv: ["pod", "--from", "a", "--explain", "TEXT"], kind: "words" },
  ],
  explain: [{ argv: [], kind: "words" }],
  "map-check": [
    { argv: ["@f"], kind: "map" },
    { argv: ["TEXT"], kind: "map" },
  ],
  fuzz: [
    { argv: ["--strategy", "first-fit", "--replay", "f"], kind: "words", fixed: ["exec", "runs", "time"] },
    { argv: ["--runs", "1", "--strategy", "TEXT"], kind: "words", fixed: ["exec", "runs", "time"] },
  ],
  compare: [
    { argv: ["--trace", "f", "--strategy", "first-fit"], kind: "trace", fixed: ["svg", "pods"] },
    { argv: ["--pods", "5", "--strategy", "first-fit"], kind: "words", fixed: ["svg", "pods"] },
  ],
  lesson: [
    { argv: ["S16"], kind: "words" },
    { argv: ["S16", "--step", "TEXT"], kind: "words" },
    { argv: ["TEXT"], kind: "words" },
  ],
};
