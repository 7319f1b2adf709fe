import { describe, expect, it } from "vitest";
import { checkViewSecurity } from "../../../../src/core/apiserver/pod-security/pod-security.ts";
import type { PodSecurityPolicy } from "../../../../src/core/apiserver/pod-security/policy.ts";
import { type PodView, viewPod } from "../../../../src/core/apiserver/pod-view/pod-view.ts";
import { newestRelease, type Release } from "../../../../src/core/releases/releases.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { answersOf } from "../../../support/by-answer.ts";
import { editsOf } from "../../../support/edits.ts";
import { badAnnotations, badSpec } from "../support/bad-pod.ts";
import { insteadOf, richSpec } from "../support/rich-pod.ts";

interface Circumstance {
  readonly where: string;
  readonly release: Release;
  readonly version: PodSecurityPolicy["version"];
  readonly fields?: Partial<PodView>;
  readonly featureGates?: Readonly<Record<string, boolean>>;
}

const gates = { UserNamespacesPodSecurityStandards: true };
const version = "latest";

const RELEASES = ["1.25", "1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.38"] as const;

/** Of pods of the host's users and of their own, by the release; by the version of the policy, on the newest one. */
const CIRCUMSTANCES: readonly Circumstance[] = [
  ...RELEASES.map((release) => ({ where: `host ${release}`, release, version, fields: { hostUsers: true } }) as const),
  ...RELEASES.map((release) => ({ where: `userns ${release}`, release, version }) as const),
  ...RELEASES.map((release) => ({ where: `gate ${release}`, release, version, featureGates: gates }) as const),
  ...[0, 7, 8, 18, 19, 21, 22, 23, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 39].map((number) =>
    under(number, {}),
  ),
  ...[24, 25].map((number) => under(number, { os: "windows" })),
];

function under(number: number, fields: Partial<PodView>): Circumstance {
  const group = fields.os ?? "policy";
  return { where: `${group} v${number}`, release: newestRelease(), version: number, fields };
}

/** What the standards do not look at. */
const UNSEEN = [
  ...["nodeName", "resourceClaims", "runtimeClassName", "automountServiceAccountToken", "shareProcessNamespace"],
  ...["runAsGroup", "fsGroup", "supplementalGroups", "supplementalGroupsPolicy", "volumeMounts", "volumeDevices"],
  ...["resources", "restartPolicy", "image", "fsGroupChangePolicy", "seLinuxChangePolicy", "readOnlyRootFilesystem"],
];

const UNKNOWN: Circumstance = { where: "", release: newestRelease(), version };

const BY_NAME = new Map(CIRCUMSTANCES.map((circumstance) => [circumstance.where, circumstance]));

const WHERES = CIRCUMSTANCES.map(({ where }) => where);

function isUnseen(step: string | number): boolean {
  return UNSEEN.some((name) => name === step);
}

/** What is wrong with the pod, its volumes and its first container. */
function isFault([where, list, index]: readonly (string | number)[]): boolean {
  if (where === "annotations") return list !== undefined;
  return list === "containers" ? index === 0 : list !== undefined && list !== "initContainers";
}

interface Pod {
  readonly spec: object;
  readonly annotations: unknown;
}

/** A pod is read once, which takes longer than all the rest. */
function violationsOf(
  level: PodSecurityPolicy["level"],
  { spec, annotations }: Pod,
): (where: string) => readonly string[] {
  const pod = viewPod(spec);
  return (where) => {
    const { release, version, fields, featureGates = {} } = BY_NAME.get(where) ?? UNKNOWN;
    const violations = checkViewSecurity(
      { ...pod, ...fields },
      annotations,
      { level, version },
      { release, featureGates },
    );
    return violations.map(({ check, reason, detail }) => `${check}: ${reason} (${detail})`);
  };
}

describe.each(["baseline", "restricted"] as const)("the level %s", (level) => {
  it("takes or refuses each edit of a pod that it takes", async () => {
    const edits = editsOf(richSpec, (path, old) =>
      path.some((step) => isUnseen(step)) ? [] : insteadOf(path, old),
    ).map((edit) => ({ ...edit, value: { spec: edit.value as object } }));
    const text = answersOf<Partial<Pod>>({ spec: richSpec }, edits, WHERES, ({ spec = {} }) =>
      violationsOf(level, { spec, annotations: undefined }),
    );
    await expect(text).toMatchFileSnapshot(`golden/${level}.golden.txt`);
  });

  it("says of a pod without one of many faults what is left", async () => {
    const bad: Pod = { spec: badSpec, annotations: badAnnotations };
    const all = ["host 1.25", "host 1.38", "userns 1.38"].map((where) => [
      where,
      ...violationsOf(level, bad)(where),
      "",
    ]);
    const edits = editsOf(bad, (path) => (isFault(path) ? [ABSENT] : []));
    const text = answersOf(bad, edits, WHERES, (pod) => violationsOf(level, pod));
    await expect(`${all.flat().join("\n")}\n${text}`).toMatchFileSnapshot(`golden/${level}-faults.golden.txt`);
  });
});
