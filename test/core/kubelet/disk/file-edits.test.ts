import { expect, it } from "vitest";
import { createKubelet, type Kubelet, RELEASES, step } from "../../../../src/kubelet.ts";
import { textGrid } from "../../../support/text-edits.ts";
import { small, written } from "../support/kubelets.ts";

function kubeletWith(raw: string): Kubelet {
  return createKubelet(small(), { pods: [{ podUid: "a", kind: "file", raw }] });
}

/** What a start says about the file of a pod. */
function codeOf(raw: string): string {
  const { kubelet, outcome } = step(kubeletWith(raw), { type: "start" });
  if (outcome.ok) return `ok ${JSON.stringify(kubelet.manager?.usedBy)}`;
  return outcome.error.code === "pod-not-recorded" ? outcome.error.cause.code : outcome.error.code;
}

const FILE = written(131072);

const LETTERS: Readonly<Record<string, string>> = {
  [codeOf(FILE)]: "=",
  [codeOf("")]: "0",
  "file-invalid": ".",
  "not-one-mapping": "u",
  "gids-not-like-uids": "g",
  "mappings-differ": "d",
  "root-not-mapped": "r",
  "wrong-length": "l",
  "wrong-offset": "o",
  "out-of-range": "p",
};

it("each character of a pod's file counts as in the golden file, in the very bytes of a kubelet as elsewhere", async () => {
  const grid = textGrid(FILE, (raw) => {
    const code = codeOf(raw);
    if (code !== "file-invalid") expect(code, raw).toBe(codeOf(raw.replace("{", "{ ")));
    return LETTERS[code] ?? "?";
  });
  const legend = Object.entries(LETTERS).map(([code, letter]) => `${letter} ${code}`);
  await expect([...legend, "", grid].join("\n")).toMatchFileSnapshot("golden/file.golden.txt");
});

it("every release begins the refusal of a file in its way", async () => {
  const lines = RELEASES.flatMap((release) => {
    const { outcome } = step({ ...kubeletWith("{"), settings: small(release) }, { type: "start" });
    const started = step(createKubelet(small(release)), { type: "start" }).kubelet;
    const files = [
      { podUid: "a", kind: "file", raw: written(65537) },
      { podUid: "b", kind: "file-for-directory" },
      { podUid: "c", kind: "directory-for-file" },
    ] as const;
    const later = files.map(({ podUid }) => {
      const created = step({ ...started, pods: files }, { type: "create", podUid, draw: 0 }).outcome;
      return created.ok ? "ok" : "text" in created.error ? created.error.text : created.error.code;
    });
    return [release, ...(outcome.ok || !("text" in outcome.error) ? [] : [String(outcome.error.text)]), ...later].join(
      "\n  ",
    );
  });
  await expect(lines.join("\n")).toMatchFileSnapshot("golden/refusals.golden.txt");
});
