import { describe, expect, it } from "vitest";
import { NO_PROGRESS, type Progress, withFinished } from "../../../docs/page/state/progress.ts";
import { storeOf } from "../../../docs/page/state/store.ts";

const done = withFinished(NO_PROGRESS, "S16");

function windowWith(localStorage: () => unknown): { window: Window; tell: (event: object) => void } {
  let heard: (event: object) => void = () => undefined;
  const window = {
    get localStorage() {
      return localStorage();
    },
    addEventListener: (_: string, listener: (event: object) => void) => {
      heard = listener;
    },
  };
  return { window: window as unknown as Window, tell: (event) => heard(event) };
}

function mapStorage(held: Map<string, string>) {
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, text: string) => held.set(key, text),
    removeItem: (key: string) => held.delete(key),
  };
}

describe("the store of progress", () => {
  it("reads what it wrote, and leaves nothing when all is forgotten", () => {
    const held = new Map<string, string>();
    const store = storeOf(windowWith(() => mapStorage(held)).window);
    expect(store.read()).toEqual(NO_PROGRESS);
    store.write(done);
    expect(store.read()).toEqual(done);
    store.write(NO_PROGRESS);
    expect(held.size).toBe(0);
  });

  it.each([
    ["no storage", () => undefined],
    ["a storage that may not be asked for", () => thrown("SecurityError")],
    [
      "a storage that is full",
      () => ({ getItem: () => thrown("SecurityError"), setItem: () => thrown("QuotaExceededError") }),
    ],
  ])("does without: %s", (_, storage) => {
    const store = storeOf(windowWith(storage).window);
    expect(store.read()).toEqual(NO_PROGRESS);
    expect(() => store.write(done)).not.toThrow();
    expect(() => store.write(NO_PROGRESS)).not.toThrow();
  });

  it("hears what another tab wrote, and no other key", () => {
    const { window, tell } = windowWith(() => mapStorage(new Map()));
    const heard: Progress[] = [];
    storeOf(window).watch((progress) => heard.push(progress));
    tell({ key: "something", newValue: "{}" });
    tell({ key: "userns-sim", newValue: '{"version":1,"finished":["S16"]}' });
    tell({ key: "userns-sim", newValue: null });
    tell({ key: null, newValue: null });
    expect(heard).toEqual([done, NO_PROGRESS, NO_PROGRESS]);
  });
});

function thrown(name: string): never {
  throw new DOMException("", name);
}
