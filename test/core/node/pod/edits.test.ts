import { expect, it } from "vitest";
import { containerCapabilities, type NodePod, readPod } from "../../../../src/node.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { compact } from "../../../support/compact.ts";
import { editMatrix } from "../support/edit-matrix.ts";
import { placesIn } from "../support/edits.ts";

const spec = {
  hostUsers: false,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  securityContext: {
    runAsUser: 1000,
    runAsGroup: 1001,
    runAsNonRoot: true,
    fsGroup: 2000,
    supplementalGroups: [3000, 3001],
  },
  initContainers: [{ name: "first", restartPolicy: "Always" }],
  containers: [
    {
      name: "main",
      securityContext: {
        runAsUser: 7,
        runAsGroup: 8,
        runAsNonRoot: false,
        privileged: false,
        allowPrivilegeEscalation: false,
        capabilities: { add: ["SYS_ADMIN"], drop: ["KILL"] },
      },
      volumeMounts: [{ name: "data", mountPath: "/data", readOnly: true }],
    },
  ],
  ephemeralContainers: [{ name: "debug" }],
  volumes: [
    { name: "data", hostPath: { path: "/srv" } },
    { name: "memory", emptyDir: { medium: "Memory" } },
    { name: "secret", secret: { secretName: "x", defaultMode: 256 } },
  ],
};

const OTHERS: readonly unknown[] = [ABSENT, null, true, false, 0, -1, 1.5, 4294967295, "", "x", [], {}, [null]];

/** The pod, its containers and its volumes, each field of a container in a line of its own. */
function told({ containers, volumes, uid, ...pod }: NodePod): readonly string[] {
  return [
    `uid ${uid}`,
    compact(pod),
    ...containers.flatMap(({ name, capabilities, ...rest }, at) => [
      ...Object.entries(rest).map(([field, value]) => `${at} ${field} ${compact(value)}`),
      `${at} name ${compact(name)}`,
      `${at} capabilities ${capabilities.map((each) => each.replace("CAP_", "").toLowerCase()).join(" ")}`,
    ]),
    ...volumes.map(compact),
  ];
}

it("reads of a pod what the golden file says, whatever stands where", async () => {
  const edits = placesIn(spec).flatMap((place) =>
    OTHERS.map((value) => ({ place, value, name: value === ABSENT ? "absent" : compact(value) })),
  );
  const tell = (each: unknown) => told(readPod({ name: "web", spec: each }));
  await expect(editMatrix<unknown>(spec, edits, tell)).toMatchFileSnapshot("golden/edits.golden.txt");
});

it("leaves a container the capabilities that the golden file says", async () => {
  const lists = [[], ["ALL"], ["all"], ["KILL"], ["sys_admin"], ["CAP_KILL"], ["ALL", "KILL"], ["NO_SUCH"]];
  const said = (names: readonly string[]) => names.map((name) => name.replace("CAP_", "").toLowerCase()).join(" ");
  const lines = lists.flatMap((add) =>
    lists.map((drop) => `add ${compact(add)} drop ${compact(drop)}: ${said(containerCapabilities(add, drop))}\n`),
  );
  await expect(lines.join("")).toMatchFileSnapshot("golden/capabilities.golden.txt");
});
