import { expect, it } from "vitest";
import { viewPod } from "../../../../src/core/apiserver/pod-view/pod-view.ts";
import { formatPath } from "../../../../src/core/manifest/place.ts";
import { editsOf, ODD, placeOf } from "../../../support/edits.ts";
import { richSpec } from "../support/rich-pod.ts";

it("each field takes or refuses each odd value as in the golden file", async () => {
  const rows = new Map<string, Map<string, string[]>>();
  for (const { path, name, value } of editsOf(richSpec, (path) => (path.length === 0 ? ODD.slice(1) : ODD))) {
    const place = placeOf(["spec", ...path]);
    const said = viewPod(value).problems.map((problem) => {
      const at = formatPath(problem.path);
      return `${problem.code === "wrong-type" ? `no ${problem.expected}` : problem.code}${at === place ? "" : ` ${at}`}`;
    });
    const answer = said.join(", ") || "taken";
    const row = rows.get(place) ?? new Map<string, string[]>();
    rows.set(place, row.set(answer, [...(row.get(answer) ?? []), name]));
  }
  const lines = [...rows].map(
    ([place, row]) => `${place}: ${[...row].map(([answer, names]) => `${answer} ${names.join(" ")}`).join("; ")}`,
  );
  await expect(lines.join("\n")).toMatchFileSnapshot("golden/types.golden.txt");
});
