import { expect, it } from "vitest";
import {
  createKubelet,
  DEFECT_NAMES,
  explain,
  type KubeletSettings,
  kubeletPool,
  kubeletUser,
  RELEASES,
  type Release,
  step,
  validateConfiguration,
} from "../../../../src/kubelet.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { answersOf } from "../../../support/by-answer.ts";
import { editsOf } from "../../../support/edits.ts";
import { small } from "../support/kubelets.ts";

type Settings = Omit<KubeletSettings, "release">;

/** What a node's settings are changed into, one at a time. Where no gate is named, that of user namespaces is on. */
const TELLING: Readonly<Record<string, readonly unknown[]>> = {
  featureGates: [
    {},
    ...["UserNamespacesStatelessPodsSupport", "UserNamespacesSupport"].flatMap((gate) => [
      { [gate]: true },
      { [gate]: false },
    ]),
    { UserNamespacesSupport: true, UserNamespacesStatelessPodsSupport: false },
    { Other: false },
  ],
  maxPods: [-1, 0, 1, 4, 5, 65534, 65535, 65536],
  idsPerPod: [
    ...[-(2 ** 63), -1, 0, 1, 32768, 65535, 65536, 65537, 131072, 262144, 2 ** 31],
    ...[2 ** 32 - 65536, 2 ** 32, 2 ** 32 + 65536, 2 ** 63],
  ],
  kubeletUser: [
    { kind: "no-account" },
    { kind: "lookup-fails", text: "user: lookup failed" },
    { kind: "no-getsubids" },
    ...[
      [0, 262144],
      [65535, 262144],
      [65536, 0],
      [65536, 65535],
      [65536, 65536],
      [65536, 262143],
      [131072, 262144],
      [4294705152, 262143],
      [4294705152, 196608],
      [4294705152, 262144],
      [4294705152, 327680],
    ].map(([firstId = 0, length = 0]) => kubeletUser(firstId, length)),
    ...[
      "",
      "\n",
      "\n0: kubelet 65536 262144\n\n",
      "0: a 65536 262144\n1: a 1 1\n",
      "0: a 65536",
      "0: a x 1",
      "0: a 65536 -1",
    ].map((output) => ({ kind: "getsubids", uids: { output }, gids: { output } })),
    { kind: "getsubids", uids: { output: "0: a 65536 262144" }, gids: { output: "0: a 65536 262144\n" } },
    { kind: "getsubids", uids: { failure: "exit status 1" }, gids: { output: "" } },
    { kind: "getsubids", uids: { output: "" }, gids: { failure: "exit status 1" } },
    { kind: "getsubids", uids: { failure: "exit status 2" }, gids: { failure: "exit status 1" } },
  ],
  getent: [true, false],
  skipConfigurationCheck: [true],
};

/** The account of a node, without what is twice the same. */
function shown(settings: unknown): string {
  const { kubeletUser: user } = settings as Settings;
  if (user?.kind !== "getsubids") return user?.kind ?? "";
  const [uids, gids] = [JSON.stringify(user.uids), JSON.stringify(user.gids)];
  return uids === gids ? uids : `${uids} and ${gids}`;
}

const NAMES = ["featureGates", "maxPods", "idsPerPod", "kubeletUser", "getent", "skipConfigurationCheck"] as const;

function answer(settings: KubeletSettings, fixes: typeof DEFECT_NAMES | readonly []): readonly string[] {
  const pool = kubeletPool(settings, fixes);
  const { outcome } = step(createKubelet(settings, { fixes }), { type: "start" });
  const said = (result: typeof outcome): string => {
    if (!result.ok)
      return `${result.error.code}: ${"text" in result.error ? result.error.text : ""} (${explain(result.error)})`;
    if (result.value === null) return "no manager";
    const { off, slots, idsPerPod } = result.value;
    return `${slots} slots of ${idsPerPod} from slot ${off} on`;
  };
  const problems = validateConfiguration(settings);
  return [`pool: ${said(pool)}`, `start: ${said(outcome)}`, ...problems].filter(
    (line, i) => i !== 1 || line !== `start: ${said(pool)}`,
  );
}

it.each([
  ["a small pool", { maxPods: 4, kubeletUser: kubeletUser(65536, 262144) }],
  ["the default pool", {}],
] as const)("each setting makes the pool of the golden file of %s", async (name, given) => {
  const groups = { as: [], fixed: DEFECT_NAMES } as const;
  const wheres = Object.keys(groups).flatMap((group) => RELEASES.map((release) => `${group} ${release}`));
  const base: Settings = { ...Object.fromEntries(NAMES.map((key) => [key, undefined])), ...given };
  const edits = editsOf(base, (path) => (path.length === 1 ? [ABSENT, ...(TELLING[String(path[0])] ?? [])] : [])).map(
    (edit) =>
      edit.name.startsWith("{") && edit.path[0] === "kubeletUser" ? { ...edit, name: shown(edit.value) } : edit,
  );
  const ask =
    (settings: Settings) =>
    (where: string): readonly string[] => {
      const [group, release] = where.split(" ") as [keyof typeof groups, Release];
      const featureGates = settings.featureGates ?? small(release).featureGates ?? {};
      return answer({ ...settings, featureGates, release }, groups[group]);
    };
  const whole = { name: "as it is", path: [], value: base };
  const text = answersOf<Settings>(base, edits, wheres, ask);
  const all = answersOf<Settings | undefined>(undefined, [whole], wheres, (settings) =>
    settings === undefined ? () => [] : ask(settings),
  );
  await expect(`${all}\n${text}`).toMatchFileSnapshot(`golden/${name.replaceAll(" ", "-")}.golden.txt`);
});
