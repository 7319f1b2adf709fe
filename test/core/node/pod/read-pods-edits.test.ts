import { expect, it } from "vitest";
import { readPods } from "../../../../src/node.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { compact } from "../../../support/compact.ts";
import { editMatrix } from "../support/edit-matrix.ts";
import { chosenEdits, placesIn } from "../support/edits.ts";

const spec = { hostUsers: false, nodeName: "n1", containers: [{ name: "main", image: "nginx" }] };

const sample = {
  documents: [
    { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "shop", uid: "u-1" }, spec },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "shop" },
      spec: { replicas: 2, template: { spec: { ...spec, nodeName: undefined } } },
    },
    {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { name: "once" },
      spec: { parallelism: 1, suspend: false, template: { spec } },
    },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" } },
  ] as readonly unknown[],
  options: {},
};

function told({ documents, options }: typeof sample): readonly string[] {
  const read = readPods(documents, options);
  if (!read.ok) {
    if (read.error.code === "too-many-pods") return [compact(read.error)];
    // What stands there is what was put there.
    return read.error.problems.map((problem) => compact({ ...problem, found: undefined }));
  }
  const { pods, ...rest } = read.value;
  return [
    compact(rest),
    ...pods.map(({ uid, namespace, name, hostUsers, containers }) =>
      compact([uid, namespace, name, hostUsers, containers.map((container) => container.name)]),
    ),
  ];
}

it("reads of manifests the pods that the golden file says, whatever stands where", async () => {
  const others = [ABSENT, null, true, 0, -1, "", "x", "Pod", [], {}];
  const edits = [
    ...placesIn(sample.documents).flatMap((place) =>
      others.map((value) => ({
        place: ["documents", ...place],
        value,
        name: value === ABSENT ? "absent" : compact(value),
      })),
    ),
    ...chosenEdits(sample, {
      options: [{ maxPods: 0 }, { maxPods: 3 }, { maxPods: 4 }, { node: "n1" }, { node: "" }, { node: "n2" }],
      "documents.1.spec.replicas": [0, 1, 3, 1000, 250001],
      "documents.2.spec.suspend": [true],
      "documents.2.spec.completions": [0, 1, 5],
      "documents.2.status": [
        { succeeded: 1 },
        { completionTime: "x" },
        { conditions: [{ type: "Complete", status: "True" }] },
      ],
      "documents.0.status": [{ phase: "Succeeded" }, { phase: "Failed" }, { phase: "Running" }],
      "documents.0.metadata.ownerReferences": [[{ kind: "ReplicaSet", name: "shop", controller: true }]],
      "documents.3.kind": ["List", "ReplicaSet", "DaemonSet", "StatefulSet", "CronJob"],
      "documents.3": [{ kind: "List", items: [{ kind: "Pod", metadata: { name: "web" }, spec }] }, null],
    }),
  ];
  await expect(editMatrix(sample, edits, told)).toMatchFileSnapshot("golden/read-pods.golden.txt");
});
