import type { Process } from "../../kernel/credentials/process.ts";
import type { Inode } from "../../kernel/inode/file.ts";
import type { HostFile } from "../host/host.ts";
import type { Node } from "../node.ts";
import type { AccessPath } from "./access-path.ts";
import type { EscapeTarget } from "./matrix.ts";

/** A file that something is done to, with and without user namespaces. */
export interface FileTarget {
  readonly target: EscapeTarget;
  readonly withUserns: HostFile;
  readonly withoutUserns: HostFile;
}

/** A process that something is done to, with and without user namespaces. */
export interface ProcessTarget {
  readonly target: EscapeTarget;
  readonly withUserns: Process;
  readonly withoutUserns: Process;
}

/**
 * The files of the host, then those of the pods but the attacker's, the `from`-th. From a container's own root
 * filesystem no way leads to another pod: then those that its own image has likewise.
 */
export function fileTargets(node: Node, from: number, path: AccessPath): readonly FileTarget[] {
  const kind = path === "rootfs" ? "own-file" : "host-file";
  // An image has the files of the root directory's own filesystem; what else is mounted in a container is not the image's.
  const ofRoot = (file: HostFile): boolean => file.file.mount === node.host.root.mount;
  const host = node.host.files
    .filter((file) => path !== "rootfs" || ofRoot(file))
    .map(
      (file): FileTarget => ({
        target: { kind, name: file.path, pod: undefined },
        withUserns: file,
        withoutUserns: file,
      }),
    );
  if (path === "rootfs") return host;
  return [
    ...host,
    ...node.pods.flatMap(({ label, files }, index) => {
      if (index === from) return [];
      // The same containers wrote the same files there, so each has its twin.
      const twins = new Map(node.podsWithoutUserns[index]?.files.map(({ hostPath, file }) => [hostPath, file]));
      return files.map(({ container, path: name, hostPath, file }): FileTarget => {
        return {
          target: { kind: "pod-file", name: `${label}/${container}:${name}`, pod: label },
          withUserns: { path: hostPath, file },
          withoutUserns: { path: hostPath, file: twins.get(hostPath) as Inode },
        };
      });
    }),
  ];
}

/** The processes of the host, then those of the pods but the attacker's, the `from`-th. */
export function processTargets(node: Node, from: number): readonly ProcessTarget[] {
  return [
    ...node.host.processes.map(
      ({ name, process }): ProcessTarget => ({
        target: { kind: "host-process", name, pod: undefined },
        withUserns: process,
        withoutUserns: process,
      }),
    ),
    ...node.pods.flatMap(({ label, containers }, index) =>
      index === from
        ? []
        : containers.flatMap(({ container, process }, place): readonly ProcessTarget[] => {
            if (!container.runsOn) return [];
            const twin = node.podsWithoutUserns[index]?.containers[place]?.process as Process;
            const name = `${label}/${container.name}`;
            return [{ target: { kind: "pod-process", name, pod: label }, withUserns: process, withoutUserns: twin }];
          }),
    ),
  ];
}
