import { parseShownProcMap } from "../../core/forms/kernel/proc-map-shown.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { decimal } from "../base/numbers.ts";
import { fileName, reasonOf } from "../documents/input.ts";

export interface RunningNamespace {
  /** What tells it apart: the kernel's name, or the map where that may not be read. */
  readonly key: string;
  /** The kernel's name; `undefined` where it may not be read. */
  readonly id: string | undefined;
  /** Its mappings as the host sees them. */
  readonly mappings: readonly { readonly containerId: number; readonly hostId: number; readonly size: number }[];
  readonly processes: readonly RunningProcess[];
  /** The namespaces of the ancestors of its processes. */
  readonly ancestors: ReadonlySet<string>;
}

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

export interface RunningNamespaces {
  /** Those besides the host's own. */
  readonly namespaces: readonly RunningNamespace[];
  /** Whether this process is in the host's own, so that the numbers are the host's. */
  readonly seenFromHost: boolean;
}

/** A process that ends meanwhile is left out. */
export async function readProc(io: Io): Promise<RunningNamespaces> {
  const processes = new Map<number, Process>();
  for (const pid of await pids(io)) {
    if (processes.size % PROCESSES_IN_A_BREATH === 0) await io.breathe();
    const process = await readProcess(io, pid);
    if (process !== undefined) processes.set(pid, process);
  }
  const self = (await io.directories.link("/proc/self")) ?? "self";
  const own = await textOf(io, self, "uid_map");
  return { namespaces: group(processes), seenFromHost: isInitial(mappingsIn(own ?? "")) };
}

interface Process extends RunningProcess {
  readonly parent: number;
  readonly key: string;
  readonly id: string | undefined;
  readonly mappings: RunningNamespace["mappings"];
}

export const MAX_PROCESSES = 100_000;
const MAX_BYTES = 65536;
const PROCESSES_IN_A_BREATH = 1000;

async function pids(io: Io): Promise<readonly number[]> {
  try {
    const entries = await io.directories.list("/proc", MAX_PROCESSES);
    return entries.flatMap(({ name }) => decimal(name) ?? []).sort((a, b) => a - b);
  } catch (error) {
    throw new Failure(`${fileName("/proc")}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

async function readProcess(io: Io, pid: number): Promise<Process | undefined> {
  const map = await textOf(io, String(pid), "uid_map");
  const status = await textOf(io, String(pid), "status");
  if (map === undefined || status === undefined) return undefined;
  const id = await io.directories.link(`/proc/${pid}/ns/user`);
  return {
    pid,
    command: /^Name:\t(.*)$/m.exec(status)?.[1] ?? "",
    parent: Number(/^PPid:\t(\d+)$/m.exec(status)?.[1] ?? 0),
    key: id ?? map,
    id,
    mappings: mappingsIn(map),
  };
}

async function textOf(io: Io, process: string, file: string): Promise<string | undefined> {
  const found = await io.directories.read("/proc", [process, file], MAX_BYTES);
  return found.kind === "file" ? new TextDecoder().decode(found.bytes) : undefined;
}

function mappingsIn(text: string): RunningNamespace["mappings"] {
  const read = parseShownProcMap(text);
  return read.ok ? read.value : [];
}

function isInitial(mappings: RunningNamespace["mappings"]): boolean {
  const [only, ...more] = mappings;
  return more.length === 0 && only?.containerId === 0 && only.hostId === 0 && only.size === 4294967295;
}

function group(processes: ReadonlyMap<number, Process>): readonly RunningNamespace[] {
  const groups = new Map<
    string,
    Omit<RunningNamespace, "ancestors"> & { processes: Process[]; ancestors: Set<string> }
  >();
  for (const process of processes.values()) {
    const { key, id, mappings } = process;
    if (isInitial(mappings)) continue;
    const known = groups.get(key) ?? { key, id, mappings, processes: [], ancestors: new Set() };
    known.processes.push(process);
    for (const ancestor of ancestorsOf(process, processes)) known.ancestors.add(ancestor);
    groups.set(key, known);
  }
  return [...groups.values()];
}

/** The namespaces that a process was made in, from the inside out; the host's own is none of them. */
function* ancestorsOf(process: Process, processes: ReadonlyMap<number, Process>): Generator<string> {
  let parent = processes.get(process.parent);
  // A number can be given to another process while they are read, so the chain need not end.
  for (let steps = 0; parent !== undefined && steps < MAX_ANCESTORS; steps++) {
    if (parent.key !== process.key && !isInitial(parent.mappings)) yield parent.key;
    parent = processes.get(parent.parent);
  }
}

const MAX_ANCESTORS = 1000;
