/** The fragment of the address, and the ways to another one. */
export interface Address {
  readonly first: string;
  follow(hears: (fragment: string) => void): void;
  go(fragment: string): void;
}

export function addressOf(window: Window): Address {
  // A frame that may do nothing but run scripts is of no origin, and a browser may keep it from changing its own address.
  return window.origin === "null" && window.parent !== window ? boxed(window) : free(window);
}

function free(window: Window): Address {
  const { location } = window;
  return {
    first: location.hash,
    follow: (hears) => window.addEventListener("hashchange", () => hears(location.hash)),
    go: (fragment) => {
      location.hash = fragment;
    },
  };
}

/** Takes links for itself, and has the history remember what the address cannot say. */
function boxed(window: Window): Address {
  const first = window.location.hash;
  let hear: (fragment: string) => void = () => undefined;
  const go = (fragment: string) => {
    window.history.pushState(fragment, "");
    hear(fragment);
  };
  return {
    first,
    go,
    follow: (hears) => {
      hear = hears;
      window.addEventListener("popstate", ({ state }) => hears(typeof state === "string" ? state : first));
      window.addEventListener("click", (event) => {
        const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
        const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
        if (link === null || !isPlain || event.defaultPrevented) return;
        event.preventDefault();
        go(link.getAttribute("href") ?? "");
      });
    },
  };
}
