import { expect, it } from "vitest";
import { type PodView, viewPod } from "../../../../src/core/apiserver/pod-view/pod-view.ts";
import { admitView } from "../../../../src/core/apiserver/validation/admit-pod.ts";
import { RELEASES, type Release } from "../../../../src/core/releases/releases.ts";
import { answersOf } from "../../../support/by-answer.ts";
import { editsOf } from "../../../support/edits.ts";
import { insteadOf, richSpec } from "../support/rich-pod.ts";

const policy = { level: "privileged", version: "latest" } as const;

interface Group {
  readonly releases: readonly Release[];
  readonly fields?: Partial<PodView>;
  readonly gates?: boolean;
  readonly isUpdate?: true;
}

/** Pods of three kinds where no gate is set; those with a user namespace where all gates are, at an update as well. */
const GROUPS: Readonly<Record<string, Group>> = {
  host: { releases: ["1.25", "1.30", "1.32", "1.33", "1.36"], fields: { hostUsers: true } },
  userns: { releases: RELEASES },
  windows: { releases: ["1.25", "1.29", "1.30", "1.31", "1.32", "1.33", "1.38"], fields: { os: "windows" } },
  gates: { releases: ["1.25", "1.27", "1.28", "1.29", "1.30", "1.31", "1.34", "1.35"], gates: true },
  off: { releases: ["1.33", "1.35", "1.36"], gates: false },
  update: { releases: ["1.33", "1.34", "1.35"], gates: true, isUpdate: true },
};

/** What the validation does not look at, as far as it is modelled. */
const UNSEEN = [
  ...["nodeName", "resourceClaims", "runtimeClassName", "automountServiceAccountToken", "restartPolicy", "image"],
  ...["ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "resources", "volumeMounts"],
  ...["add", "drop", "type", "role", "user", "hostProcess", "emptyDir", "secret", "name"],
];

const GATES = [
  "ProcMountType",
  "SupplementalGroupsPolicy",
  "UserNamespacesHostNetworkSupport",
  "UserNamespacesStatelessPodsSupport",
  "UserNamespacesSupport",
];

it("each edit of a pod is dropped, refused or taken as in the golden file", async () => {
  const wheres = Object.entries(GROUPS).flatMap(([group, { releases }]) =>
    releases.map((release) => `${group} ${release}`),
  );
  const edits = editsOf(richSpec, (path, old) =>
    UNSEEN.some((name) => path.slice(1).includes(name)) ? [] : insteadOf(path, old),
  );
  const text = answersOf(richSpec, edits, wheres, (spec) => {
    // A pod is read once, which takes longer than all the rest.
    const pod = viewPod(spec);
    return (where) => {
      const [group = "", release = ""] = where.split(" ");
      const { fields, gates, isUpdate } = GROUPS[group] ?? {};
      const featureGates = gates === undefined ? {} : Object.fromEntries(GATES.map((gate) => [gate, gates]));
      const oldSpec = isUpdate && { hostUsers: false, hostNetwork: true, containers: [{ volumeDevices: [{}] }] };
      const options = { release: release as Release, policy, featureGates, oldSpec };
      return admitView({ ...pod, ...fields }, undefined, options).map(
        ({ code, path, text }) => text ?? `${code} ${path}`,
      );
    };
  });
  await expect(text).toMatchFileSnapshot("golden/validation.golden.txt");
});
