import { describe, expect, it } from "vitest";
import { type NodeToCheck, nodeFromObject, policyOfNamespace, readNodeObject } from "../../../../src/node.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { compact } from "../../../support/compact.ts";
import { editMatrix } from "../support/edit-matrix.ts";
import { chosenEdits, type Edit, placesIn } from "../support/edits.ts";

const OTHERS: readonly unknown[] = [ABSENT, null, true, false, 0, -1, 1.5, "", "x", "7", [], {}, ["x"]];

/** Everything else at every place. */
function everyEdit(value: unknown): readonly Edit[] {
  return placesIn(value).flatMap((place) =>
    OTHERS.map((other) => ({ place, value: other, name: other === ABSENT ? "absent" : compact(other) })),
  );
}

const object = {
  metadata: { name: "worker-1" },
  status: {
    nodeInfo: {
      operatingSystem: "linux",
      osImage: "Ubuntu 24.04.1 LTS",
      kubeletVersion: "v1.36.1",
      kernelVersion: "5.14.0-503.el9.x86_64",
      containerRuntimeVersion: "containerd://2.1.4-k3s2",
      runningInUserNamespace: true,
    },
    capacity: { pods: "250" },
    runtimeHandlers: [
      { name: "runc", features: { userNamespaces: false } },
      { name: "", features: { userNamespaces: true } },
    ],
    declaredFeatures: ["A", "B"],
  },
};

function fieldsOf(read: object): readonly string[] {
  return Object.entries(read).map(([name, value]) => `${name} ${compact(value)}`);
}

describe("what is read of an object", () => {
  it("of a Node is what the golden file says, whatever stands where", async () => {
    const told = (each: unknown) => fieldsOf(readNodeObject(each));
    await expect(editMatrix<unknown>(object, everyEdit(object), told)).toMatchFileSnapshot(
      "golden/node-object.golden.txt",
    );
  });

  it("of a Namespace is what the golden file says, whatever stands where", async () => {
    const labels = {
      "pod-security.kubernetes.io/enforce": "baseline",
      "pod-security.kubernetes.io/enforce-version": "v1.30",
    };
    const namespace = { metadata: { name: "shop", labels } };
    const edits = [
      ...everyEdit(namespace),
      ...chosenEdits(namespace, {
        "metadata.labels.pod-security.kubernetes.io/enforce": ["privileged"],
        "metadata.labels": {
          ...Object.fromEntries(
            ["privileged", "baseline", "restricted", "Baseline"].flatMap((level) =>
              [undefined, "latest", "v1.35", "v1.350", "1.30", "v1", ""].map((version) => [
                `${level} ${version}`,
                {
                  "pod-security.kubernetes.io/enforce": level,
                  ...(version === undefined ? {} : { "pod-security.kubernetes.io/enforce-version": version }),
                },
              ]),
            ),
          ),
        },
      }),
    ];
    const told = (each: unknown) => [compact(policyOfNamespace(each))];
    await expect(editMatrix<unknown>(namespace, edits, told)).toMatchFileSnapshot("golden/namespace.golden.txt");
  });
});

describe("what is known of a node", () => {
  const said: NodeToCheck = {
    kubelet: { release: "1.35" },
    assumed: ["release", "configuration", "account"],
    facts: {},
  };

  it("and what its object says make what the golden file says", async () => {
    const edits = chosenEdits(said, {
      assumed: [ABSENT, [], ["release"], ["account"]],
      "kubelet.maxPods": [0, 110],
      facts: [ABSENT],
      "facts.kernel": [[6, 8]],
      "facts.kernelDistribution": ["el8"],
      "facts.runtimes": [
        [],
        [{ name: "runc", version: [1, 3] }],
        [{ name: "cri-o", version: [1, 36] }],
        [{ name: "frakti", version: [1, 0] }],
        [
          { name: "runc", version: [1, 3] },
          { name: "containerd", version: [2, 0] },
        ],
      ],
      "facts.reportsUserNamespaces": [false, true],
      "facts.runningInUserNamespace": [false],
      "facts.declaredFeatures": [[], ["C"]],
    });
    const told = (each: NodeToCheck) => {
      const { kubelet, assumed, facts = {}, ...rest } = nodeFromObject(object, each);
      return [...fieldsOf({ kubelet, assumed, ...rest }), ...fieldsOf(facts)];
    };
    await expect(editMatrix(said, edits, told)).toMatchFileSnapshot("golden/node-from-object.golden.txt");
  });
});
