// A process of its own, since a test that hangs can only be ended with the process that it hangs in.
import { relative } from "node:path";
import { BaseSequencer, createVitest, type TestModule, type TestSpecification } from "vitest/node";
import type { Answer, Job, Setup } from "./jobs.ts";

const setup = JSON.parse(process.argv[2] as string) as Setup;
const { root, isolate, setupFiles, workers } = setup;
let limits: ReadonlyMap<string, number | undefined>;
let failed: string[];
let times: Record<string, number>;
let watchdog: NodeJS.Timeout | undefined;

/** The order is the one that was asked for. */
class AsAsked extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}

const nameOf = (module: TestModule) => relative(root, module.moduleId);

const reporter = {
  onTestModuleQueued: (module: TestModule) => watch(nameOf(module)),
  onTestModuleStart: (module: TestModule) => watch(nameOf(module)),
  onTestModuleEnd: (module: TestModule) => {
    if (!module.ok()) failed.push(nameOf(module));
    const { collectDuration, duration, setupDuration } = module.diagnostic();
    times[nameOf(module)] = Math.ceil(collectDuration + duration + setupDuration);
  },
};

/** Counts the time of the processor, not that of the clock: on a busy machine a test is slow without hanging. */
function watch(test: string): void {
  clearInterval(watchdog);
  const limit = limits.get(test);
  if (limit === undefined) return;
  const begun = process.cpuUsage();
  watchdog = setInterval(() => {
    const { user, system } = process.cpuUsage(begun);
    if ((user + system) / 1000 > limit) answer({ kind: "timeout", by: test }, true);
  }, 500);
}

function answer(message: Answer, last = false): void {
  process.send?.(message, () => {
    if (last) process.exit(0);
  });
}

const vitest = await createVitest(
  "test",
  {
    root,
    config: `${root}/test/vitest.config.ts`,
    watch: false,
    pool: "threads",
    isolate,
    maxWorkers: workers,
    bail: setup.bail ? 1 : 0,
    // By the clock, so not what ends a test that hangs: see watch.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: [reporter],
    setupFiles: [`${root}/test/support/setup.ts`, ...setupFiles],
    sequence: { sequencer: AsAsked },
    update: false,
    onConsoleLog: () => false,
  },
  {},
);
const specifications = await vitest.globTestSpecifications();

process.on("disconnect", () => process.exit());
process.on("message", async (job: Job) => {
  limits = new Map(job.tests.map(({ path, limit }) => [path, limit]));
  failed = [];
  times = {};
  if (job.changed !== undefined) vitest.invalidateFile(`${root}/${job.changed}`);
  const chosen = job.tests.flatMap(({ path }) =>
    specifications.filter(({ moduleId }) => relative(root, moduleId) === path),
  );
  const { unhandledErrors } = await vitest.runTestSpecifications(chosen);
  clearInterval(watchdog);
  if (job.changed !== undefined) vitest.invalidateFile(`${root}/${job.changed}`);
  answer({ kind: "ended", failed, unhandled: unhandledErrors.length, times });
});
answer({ kind: "ready", tests: specifications.map(({ moduleId }) => relative(root, moduleId)) });
