import { describe, expect, it } from "vitest";
import { addressOf } from "../../../docs/page/state/address.ts";

type Listener = (event: object) => void;

function windowOf(boxed: boolean) {
  const listeners = new Map<string, Listener>();
  const pushed: unknown[] = [];
  const location = { hash: "#/en" };
  const window = {
    origin: "null",
    location,
    history: { pushState: (state: unknown) => pushed.push(state) },
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
  };
  Object.assign(window, { parent: boxed ? {} : window });
  return {
    window: window as unknown as Window,
    location,
    pushed,
    tell: (name: string, event: object) => listeners.get(name)?.(event),
  };
}

describe("the address", () => {
  it("is that of the window, from a file, too", () => {
    const { window, location, tell } = windowOf(false);
    const heard: string[] = [];
    const address = addressOf(window);
    address.follow((fragment) => heard.push(fragment));
    expect(address.first).toBe("#/en");
    address.go("#/en/about");
    expect([location.hash, heard]).toEqual(["#/en/about", []]);
    tell("hashchange", {});
    expect(heard).toEqual(["#/en/about"]);
  });

  it("is remembered by the history in a frame of no origin", () => {
    const { window, location, pushed, tell } = windowOf(true);
    const heard: string[] = [];
    const address = addressOf(window);
    address.follow((fragment) => heard.push(fragment));
    address.go("#/en/about");
    expect([location.hash, pushed, heard]).toEqual(["#/en", ["#/en/about"], ["#/en/about"]]);
    tell("popstate", { state: null });
    tell("popstate", { state: "#/en/about" });
    expect(heard).toEqual(["#/en/about", "#/en", "#/en/about"]);
  });
});
