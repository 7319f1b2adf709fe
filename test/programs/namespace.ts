import type { IdMapping } from "../../src/index.ts";
import type { Run } from "./world.ts";

/**
 * Part of a script: what is between has `$pid`, a process in a user namespace without maps. Then the map of `$1`, which is
 * `uid` or `gid`, is printed. A process without a writer at its other end stops by itself.
 */
export function withNamespace(between: string): string {
  return `
kind=$1; shift
mkfifo hold
unshare --user cat < hold & pid=$!
exec 9> hold
own=$(readlink /proc/self/ns/user)
while kill -0 "$pid" && [ "$(readlink "/proc/$pid/ns/user")" = "$own" ]; do sleep 0.01; done
${between}
status=$?
cat "/proc/$pid/\${kind}_map"
exec 9>&-
wait "$pid"
exit "$status"
`;
}

/** The script by which root writes `$1` itself, with no program between it and the kernel. */
export const WRITE_MAP: string = withNamespace(`printf %s "$1" > text; cat text > "/proc/$pid/\${kind}_map"`);

/** The text of a map, as the kernel reads it. */
export function mapText(mappings: readonly IdMapping[]): string {
  return mappings.map(({ containerId, hostId, size }) => `${containerId} ${hostId} ${size}\n`).join("");
}

/** A map as the kernel shows it. */
export function shownMap({ stdout }: Run): readonly IdMapping[] {
  return Array.from(stdout.matchAll(/^ *(\d+) +(\d+) +(\d+)$/gm), ([, containerId, hostId, size]) => ({
    containerId: Number(containerId),
    hostId: Number(hostId),
    size: Number(size),
  }));
}
