import { NO_PROGRESS, type Progress, readProgress, writeProgress } from "./progress.ts";

const KEY = "userns-sim";

/** Where progress is kept. A browser may refuse each of these, as it does in some frames: then nothing is kept. */
export interface ProgressStore {
  read(): Progress;
  write(progress: Progress): void;
  /** Tells of what another tab of the same page has written. */
  watch(heard: (progress: Progress) => void): void;
}

export function storeOf(window: Window): ProgressStore {
  return {
    read: () => attempt(() => readProgress(window.localStorage.getItem(KEY))) ?? NO_PROGRESS,
    write: (progress) => {
      attempt(() => {
        if (progress === NO_PROGRESS) window.localStorage.removeItem(KEY);
        else window.localStorage.setItem(KEY, writeProgress(progress));
      });
    },
    watch: (heard) => {
      window.addEventListener("storage", ({ key, newValue }) => {
        // Without a key, all was forgotten at once.
        if (key === KEY || key === null) heard(readProgress(newValue));
      });
    },
  };
}

function attempt<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}
