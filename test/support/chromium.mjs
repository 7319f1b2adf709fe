// The Chromium of this machine, for whoever opens a page in it.

export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Nothing but the page: no first run, no updates, no look-ups of its own. Chromium refuses to be root in a sandbox. */
export const args = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
