const context = { runAsUser: 5, runAsGroup: 6 };

/** Objects that pods come from, with all fields that are read. */
export const SAMPLES: Readonly<Record<string, readonly object[]>> = {
  pod: [
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name: "a.b",
        namespace: "n",
        uid: "u",
        deletionTimestamp: "t",
        annotations: { "kubernetes.io/config.mirror": "m", "kubernetes.io/config.hash": "h" },
        ownerReferences: [{ uid: "o", controller: true }],
      },
      spec: {
        nodeName: "w",
        hostUsers: false,
        securityContext: { ...context, fsGroup: 7, supplementalGroups: [8, 9], supplementalGroupsPolicy: "Strict" },
        initContainers: [{ name: "i", securityContext: { runAsUser: 0 } }],
        containers: [{ name: "c", securityContext: context }, { name: "d" }],
        ephemeralContainers: [{ name: "e" }],
      },
      status: { phase: "Running" },
    },
  ],
  deployment: [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", uid: "o" },
      spec: {
        replicas: 2,
        template: { metadata: { name: "x" }, spec: { hostUsers: true, containers: [{ name: "c" }] } },
      },
    },
    { kind: "Pod", metadata: { name: "web-1" }, spec: { containers: [{ name: "c" }] } },
  ],
  jobs: [
    {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { name: "j" },
      spec: { parallelism: 3, completions: 2, suspend: false, template: { spec: { containers: [{ name: "c" }] } } },
      status: { conditions: [{ type: "Other", status: "True" }] },
    },
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "", generateName: "k-" },
      spec: {
        suspend: false,
        jobTemplate: { spec: { parallelism: 2, template: { spec: { containers: [{ name: "c" }] } } } },
      },
    },
  ],
  lists: [
    {
      apiVersion: "v1",
      kind: "PodList",
      items: [{ metadata: { name: "p", uid: "u" }, spec: { containers: [{ name: "c" }] } }],
    },
    {
      kind: "List",
      items: [
        { kind: "Pod", metadata: { name: "p", uid: "v" }, spec: { containers: [{ name: "c" }] } },
        { apiVersion: "v1", kind: "Node", metadata: { name: "n.m" } },
        { kind: "Namespace", metadata: { name: "s" } },
        { kind: "PodTemplate", metadata: { name: "t" }, template: { spec: { containers: [{ name: "c" }] } } },
        {
          apiVersion: "apps/v1",
          kind: "DaemonSet",
          metadata: { name: "d" },
          spec: { template: { spec: { containers: [{ name: "c" }] } } },
        },
      ],
    },
  ],
};
