import { expect, it } from "vitest";
import { explain, readKubelet } from "../../../../src/kubelet.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { byAnswer } from "../../../support/by-answer.ts";
import { editsOf, ODD, placeOf } from "../../../support/edits.ts";
import { running, written } from "../support/kubelets.ts";

/** A kubelet that has everything that one can have. */
const stored = {
  ...running("1.36", [
    { type: "create", podUid: "a", draw: 1 },
    { type: "create", podUid: "b", draw: 3 },
    { type: "make-directory", podUid: "c" },
    { type: "file-becomes-directory", podUid: "d" },
    { type: "directory-becomes-file", podUid: "e" },
  ]),
  fixes: ["last-slot"],
  random: 7,
};
const settings = {
  ...stored.settings,
  idsPerPod: 65536,
  getent: true,
  runtimeHandlers: [{ name: "", supportsUserNamespaces: true }],
  skipConfigurationCheck: false,
};
const manager = { ...stored.manager, adopted: [{ podUid: "f", hostId: 131072, length: 65536 }] };
const kubelet: unknown = JSON.parse(JSON.stringify({ ...stored, settings, manager }));

const TELLING: Readonly<Record<string, readonly unknown[]>> = {
  maxPods: [-2147483648, 2147483647, 2147483648, -2147483649],
  idsPerPod: [2 ** 63, 2 ** 64, -(2 ** 63)],
  random: [4294967295, 4294967296],
  off: [65536, 65537],
  slots: [3, 65536, 65537],
  hostId: [65536, 196608, 262144, 4294967295, 4294967296],
  length: [1, 131072, 4294967295, 4294967296],
  podUid: ["a", "b", "c", "z", "é"],
  used: [[0, 1, 3], [1], [3, 1], [1, 3, 3], [1, 3, 4], [1, 2, 3]],
  kind: ["file", "no-file", "directory-for-file", "getsubids", "no-account", "no-getsubids", "lookup-fails"],
  kubeletUser: [
    { kind: "no-account" },
    { kind: "lookup-fails", text: "" },
    { kind: "lookup-fails" },
    { kind: "no-getsubids", more: 1 },
    { kind: "getsubids", uids: { failure: "" }, gids: { output: "" } },
    { kind: "getsubids", uids: { failure: "", output: "" }, gids: { output: "" } },
    { kind: "getsubids", uids: { output: "" } },
  ],
  release: ["1.25", "1.38", "1.24", "1.39", "__proto__"],
  featureGates: [{ a: true, b: "no" }, { __proto__: null }],
  fixes: [["last-slot", "start-refused"], ["other"]],
  started: [false],
  raw: ["", written(0)],
};

it("reads each edit of a stored kubelet, or says where it is none, as in the golden file", async () => {
  const edits = editsOf(kubelet, (path) => {
    const odd = path.length === 0 ? ODD.filter((value) => value !== ABSENT) : ODD;
    return [...odd, ...(TELLING[String(path.at(-1))] ?? [])];
  });
  const more = Object.entries({ manager: null, started: false }).map(([key, value]) => ({
    name: `${JSON.stringify(value)} and a field more`,
    path: [key],
    value: { ...(kubelet as object), [key]: value, more: 1 },
  }));
  const changed = [...edits, ...more].map((edit) => {
    const place = placeOf(edit.path);
    const read = readKubelet(edit.value);
    const said = read.ok ? "read" : `${read.error.code} ${read.error.path}: ${explain(read.error)}`;
    return { edit, where: "all", lines: [place === "" ? said : said.replaceAll(place, "HERE")] };
  });
  await expect(byAnswer(changed, ["all"])).toMatchFileSnapshot("golden/stored.golden.txt");
});
