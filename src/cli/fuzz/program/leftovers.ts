import { readdirSync, readFileSync } from "node:fs";

/** The environment variable that a program and all that it starts carry. */
export const MARK = "USERNS_SIM_FUZZ";

export function killGroup(leader: number): void {
  kill(-leader);
}

/**
 * Kills what a program has started and moved out of its process group, as daemons do, by the value of {@link MARK}.
 * Only Linux says what another process was started with, in `/proc/PID/environ`; elsewhere nothing is done.
 */
export function killMarked(mark: string): void {
  // One that is just being started by another may be missed the first time.
  for (let round = 0; round < ROUNDS; round++) {
    const found = marked(`${MARK}=${mark}`);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
  }
}

const ROUNDS = 5;

function marked(assignment: string): readonly number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(assignment))
    .map(Number);
}

function environmentOf(pid: string): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/environ`, "latin1");
    return text.includes(MARK) ? text.split("\0") : [];
  } catch {
    // It is somebody else's, or has ended.
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
