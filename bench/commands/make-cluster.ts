import { closeSync, openSync, writeSync } from "node:fs";

/** Writes a cluster as kubectl prints it: nodes of five moulds, and a hundred pods of 2 kB on each. */
export function writeCluster(path: string, nodes: number): void {
  const file = openSync(path, "w");
  writeSync(file, '{"apiVersion":"v1","items":[');
  for (let i = 0; i < nodes; i++) writeSync(file, `${i === 0 ? "" : ","}${JSON.stringify(node(i), undefined, 2)}`);
  for (let i = 0; i < nodes * PODS_OF_A_NODE; i += PODS_OF_A_NODE) {
    const pods = Array.from({ length: PODS_OF_A_NODE }, (_, j) => JSON.stringify(pod(i + j, nodes)));
    writeSync(file, `,${pods.join(",")}`);
  }
  writeSync(file, '],"kind":"List","metadata":{"resourceVersion":""}}');
  closeSync(file);
}

const PODS_OF_A_NODE = 100;
const KINDS = 5;
const WORKLOADS = 2000;

function node(i: number): object {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: `worker-${i}` },
    status: {
      capacity: { cpu: "64", memory: "263856420Ki", pods: "110" },
      runtimeHandlers: [{ name: "", features: { recursiveReadOnlyMounts: true, userNamespaces: i % KINDS !== 0 } }],
      nodeInfo: {
        kubeletVersion: "v1.36.1",
        containerRuntimeVersion: `containerd://2.${i % KINDS}.1`,
        kernelVersion: `6.${8 + (i % KINDS)}.0-60-generic`,
        operatingSystem: "linux",
        osImage: "Ubuntu 24.04.1 LTS",
      },
    },
  };
}

/** A replica of one of the workloads, of which each has a configuration of its own; half of them ask for user namespaces. */
function pod(i: number, nodes: number): object {
  const workload = Math.floor(i / ((nodes * PODS_OF_A_NODE) / WORKLOADS));
  const name = `app-${workload}`;
  const token = `kube-api-access-${(i % 50).toString(36)}`;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `${name}-5d8f7c9b64-${i.toString(36)}`,
      namespace: `team-${workload % 40}`,
      uid: `00000000-0000-4000-8000-${i.toString(16).padStart(12, "0")}`,
      labels: { app: name, "pod-template-hash": "5d8f7c9b64" },
      annotations: { "example.org/checksum": i.toString(16).padStart(64, "0") },
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "ReplicaSet", name: `${name}-5d8f7c9b64`, uid: name, controller: true },
      ],
    },
    spec: {
      nodeName: `worker-${i % nodes}`,
      ...(workload % 2 === 0 ? { hostUsers: false } : {}),
      serviceAccountName: name,
      securityContext: { runAsUser: workload % 7 === 0 ? 70_000 : 1000, runAsGroup: 1000, fsGroup: 1000 },
      containers: [
        {
          name: "app",
          image: `registry.example.org/${name}:v${workload}`,
          env: [{ name: "OPTIONS", value: "x".repeat(300) }],
          resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
          livenessProbe: { httpGet: { path: "/healthz", port: 8080 }, periodSeconds: 10 },
          volumeMounts: [
            { name: "config", mountPath: "/etc/app" },
            { name: token, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true },
          ],
        },
      ],
      tolerations: [
        { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 },
      ],
      volumes: [
        { name: "config", configMap: { name, defaultMode: 420 } },
        { name: token, projected: { defaultMode: 420, sources: [{ serviceAccountToken: { path: "token" } }] } },
      ],
    },
    status: {
      phase: "Running",
      conditions: ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map((type) => ({ type, status: "True" })),
    },
  };
}
