import { expect, it } from "vitest";
import { type PodView, viewPod } from "../../../../src/core/apiserver/pod-view/pod-view.ts";
import { admitView } from "../../../../src/core/apiserver/validation/admit-pod.ts";
import { RELEASES, type Release } from "../../../../src/core/releases/releases.ts";
import { answersOf } from "../support/by-answer.ts";
import { editsOf } from "../support/edits.ts";
import { insteadOf, richSpec } from "../support/rich-pod.ts";

const policy = { level: "privileged", version: "latest" } as const;

interface Group {
  readonly fields?: Partial<PodView>;
  readonly gates?: boolean;
  readonly isUpdate?: true;
}

/** Pods of three kinds where no gate is set; those with a user namespace where all gates are, at an update as well. */
const GROUPS: Readonly<Record<string, Group>> = {
  host: { fields: { hostUsers: true } },
  userns: {},
  windows: { fields: { os: "windows" } },
  gates: { gates: true },
  off: { gates: false },
  update: { gates: true, isUpdate: true },
};

const GATES = [
  "ProcMountType",
  "SupplementalGroupsPolicy",
  "UserNamespacesHostNetworkSupport",
  "UserNamespacesStatelessPodsSupport",
  "UserNamespacesSupport",
];

it("each edit of a pod is dropped, refused or taken as in the golden file", async () => {
  const wheres = Object.keys(GROUPS).flatMap((group) => RELEASES.map((release) => `${group} ${release}`));
  const text = answersOf(richSpec, editsOf(richSpec, insteadOf), wheres, (spec) => {
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
