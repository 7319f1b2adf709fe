import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MODULE_SECONDS, watchStrays } from "../../../src/cli/base/strays.ts";

describe("watchStrays", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function watched() {
    const process = new EventEmitter();
    return { process, ...watchStrays(process as unknown as NodeJS.Process) };
  }

  it("gives up on a module that keeps the process alive and does not come to its end", async () => {
    const { adopt } = watched();
    const told = expect(adopt("mine.mjs", new Promise(() => undefined))).rejects.toThrow(
      "mine.mjs: the module is not at the end of its top level after 30 seconds",
    );
    await vi.advanceTimersByTimeAsync(MODULE_SECONDS * 1000);
    await told;
  });

  it("waits for a module up to then, and for nothing afterwards", async () => {
    const { adopt } = watched();
    let arrive: (module: string) => void = () => undefined;
    const module = new Promise<string>((resolve) => {
      arrive = resolve;
    });
    const adopted = adopt("mine.mjs", module);
    await vi.advanceTimersByTimeAsync(MODULE_SECONDS * 1000 - 1);
    arrive("here");
    expect(await adopted).toBe("here");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("gives up at once on a module when nothing is left that could go on", async () => {
    const { adopt, process } = watched();
    const told = expect(adopt("mine.mjs", new Promise(() => undefined))).rejects.toThrow(
      "mine.mjs: the module waits at its top level for what never comes",
    );
    process.emit("beforeExit");
    await vi.advanceTimersByTimeAsync(0);
    await told;
  });

  it.each(["uncaughtException", "unhandledRejection"])(
    "makes a failure of what nobody waits for: %s",
    async (event) => {
      const { stray, process, adopt } = watched();
      const told = expect(stray).rejects.toThrow("mine.mjs: it threw where nothing waits for it: Error: late");
      await adopt("mine.mjs", Promise.resolve());
      process.emit(event, new Error("late"));
      await told;
    },
  );

  it("calls what is nobody else's fault its own", async () => {
    const { stray, process } = watched();
    const told = expect(stray).rejects.toThrow("internal error: it waits for what never comes");
    process.emit("beforeExit");
    await told;
  });
});
