import { type ChildProcess, fork } from "node:child_process";
import type { Answer, Job, Setup } from "./jobs.ts";

/** A runner that is begun again when a test took its process along. */
export class Runner {
  readonly #program: string;
  readonly #setup: Setup;
  readonly #env: Readonly<Record<string, string>>;
  #process: ChildProcess | undefined;

  constructor(program: string, setup: Setup, env: Readonly<Record<string, string>> = {}) {
    this.#program = program;
    this.#setup = setup;
    this.#env = env;
  }

  /** All files of tests of `npm test`. */
  async tests(): Promise<readonly string[]> {
    const answer = await this.#begin();
    return answer.kind === "ready" ? answer.tests : [];
  }

  async run(job: Job): Promise<Answer> {
    if (this.#process === undefined) await this.#begin();
    const answer = this.#next();
    this.#process?.send(job);
    return await answer;
  }

  stop(): void {
    this.#process?.kill("SIGKILL");
    this.#process = undefined;
  }

  async #begin(): Promise<Answer> {
    this.#process = fork(this.#program, [JSON.stringify(this.#setup)], {
      // A mutant must not die on one day and live on the next, nor write golden files; 50 runs a property decide as well
      // as 200 here.
      env: { ...process.env, CI: "true", FC_SEED: "65536", FC_RUNS: "50", ...this.#env },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return await this.#next();
  }

  #next(): Promise<Answer> {
    const running = this.#process as ChildProcess;
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        running.off("message", settle).off("exit", gone);
        if (answer.kind === "timeout" || answer.kind === "crashed") this.stop();
        resolve(answer);
      };
      const gone = () => settle({ kind: "crashed" });
      running.on("message", settle).on("exit", gone);
    });
  }
}
