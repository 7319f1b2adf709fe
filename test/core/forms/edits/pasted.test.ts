import { describe, expect, it } from "vitest";
import { isUnit, tellingLines, withoutPrompts } from "../../../../src/core/forms/form/pasted.ts";
import { FEW_EDITS } from "../../../support/edits/edits.ts";
import { type Answer, matrixOf, textTable } from "../../../support/edits/matrix.ts";

/** Texts as they are copied out of a terminal. */
const PASTES = [
  "$ cat /proc/1/uid_map\n0 5 2\n$ ",
  "[a@b c]# sudo -x\n0 5 2",
  "a.b-c@d:~$ podman run x\n",
  "# podman run\n# c",
  " # /usr/bin/sudo mount x",
  "$  sudo   unshare -r",
  "sudo crun run x",
  "0 5 2\n\n# cat b\n\n0 6 2\n\n$",
  "$ head -1 a\nbo:5:2\n$ grep x a\nal:6:2",
  "getsubids -g bo\n0: bo 5 2",
  "$ getsubids\n0: bo 5 2",
  "kubectl exec p -- cat /proc/self/gid_map\n0 5 2",
  "/bin/podman x inspect a\n{}",
  "# lxc config show a\nx",
  "# incus info a\n# crictl inspectp a\n# pct  config 1\nx",
  "$ runc state a\nx",
  "# lxc-usernsexec -m a\n# oc x\n# newgidmap 1\n# lxc-\n",
  "# systemd-nspawn x\n# buildah x\n# nsjail x\n# rootlesskit x\n# docker x\n# nsenter x\n# newuidmap x",
  "  a \\\n b\\c\n d",
  "[Exec]\nx=1\n",
  "\n[Ab] \t\r\nx",
];

/** What is left of a paste: from which line on, and how many characters of each line became blanks. */
function leftOf(text: string): Answer {
  const left = String(withoutPrompts(text));
  const lines = text.split("\n");
  const kept = left.split("\n");
  const start = lines.findIndex((_, from) => kept.every((line, index) => matches(line, lines[from + index])));
  const blanks = kept.map((line, index) =>
    line === lines[start + index] ? "=" : String(/^ */.exec(line)?.[0].length),
  );
  const telling = tellingLines(left).length;
  return { says: `${start}: ${blanks.join(" ")}; ${isUnit(left) ? "a unit" : "telling"} ${telling}` };
}

/** Whether a line is another one, but for blanks in front or for all of it. */
function matches(line: string, given: string | undefined): boolean {
  return given !== undefined && (line === "" || (given.length === line.length && given.endsWith(line.trimStart())));
}

describe("every small change of a paste", () => {
  it("leaves what the golden file has", async () => {
    const pictures = PASTES.map((text) => matrixOf(textTable(text, FEW_EDITS, leftOf)));
    await expect(pictures.join("\n")).toMatchFileSnapshot("golden/pasted.golden.txt");
  });
});
