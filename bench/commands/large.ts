import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Weigh } from "../support/suite.ts";
import { measured } from "./command.ts";
import { writeCluster } from "./make-cluster.ts";

/** The command on an input of the cell's size. */
export const weigh: Weigh = (cell) => {
  const input = INPUTS[String(cell["input"])];
  if (input === undefined) throw new Error(`no input ${cell["input"]}`);
  return measured((folder) => input(folder, Number(cell["size"])));
};

/** Writes an input into a folder; gives the arguments that name it. */
type Input = (folder: string, size: number) => readonly string[];

const INPUTS: Readonly<Record<string, Input>> = {
  creates: (folder, size) => {
    const creates = times(size - 1, (i) => ({ type: "create", podUid: `pod-${i}` }));
    const settings = { release: "1.36" };
    const trace = { schema: "userns-sim/trace/1", subject: "kubelet", seed: 7, settings };
    return ["replay", written(folder, { ...trace, ops: [{ type: "start" }, ...creates] })];
  },
  volumes: (folder, size) => {
    const volumes = times(size, (i) => ({ name: `v${i}`, hostPath: { path: `/data/${i}` } }));
    const volumeMounts = volumes.map(({ name }) => ({ name, mountPath: `/${name}` }));
    return ["check", written(folder, pod("a", { volumes, containers: [{ name: "c", image: "i", volumeMounts }] }))];
  },
  pods: (folder, size) => {
    const items = times(size, (i) => pod(`pod-${i}`, { containers: [{ name: "c", image: "i" }] }));
    return ["check", "--json", written(folder, { kind: "List", items })];
  },
  cluster: (folder, size) => {
    const path = join(folder, "cluster.json");
    writeCluster(path, size);
    return ["check", "--account", "missing", "--fs", "/=ext4", "--policy", "baseline:latest", path];
  },
  directories: (folder, size) => {
    const pods = join(folder, "pods");
    for (let i = 0; i < size; i++) {
      const directory = join(pods, `pod-${i}`);
      const mappings = [{ hostId: 65536 * (i + 1), containerId: 0, length: 65536 }];
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, "userns"), JSON.stringify({ uidMappings: mappings, gidMappings: mappings }));
    }
    return ["audit", "--account", "missing", "--pods-dir", pods];
  },
};

function times<T>(size: number, make: (i: number) => T): readonly T[] {
  return Array.from({ length: size }, (_, i) => make(i));
}

function pod(name: string, spec: object): object {
  return { apiVersion: "v1", kind: "Pod", metadata: { name, uid: name }, spec: { hostUsers: false, ...spec } };
}

function written(folder: string, value: object): string {
  const path = join(folder, "input.json");
  writeFileSync(path, JSON.stringify(value));
  return path;
}
