/** What the part `deeper` of the course explains. */
export const DEEPER_TERMS = {
  newuidmap: {
    name: { en: "newuidmap", de: "newuidmap" },
    says: {
      en: "The helper that writes maps for users who may not write them themselves.",
      de: "Der Helfer, der Abbildungen für Benutzer schreibt, die das selbst nicht dürfen.",
    },
    forms: { en: ["newuidmap"], de: ["newuidmap"] },
  },
  "nested-namespace": {
    name: { en: "nested namespace", de: "verschachtelter Namespace" },
    says: {
      en: "A user namespace in another. It can only have IDs that the one above has.",
      de: "Ein User-Namespace in einem anderen. Er kann nur IDs haben, die der obere hat.",
    },
    forms: {
      en: ["nested namespace", "nested namespaces"],
      de: ["verschachtelter Namespace", "verschachtelten Namespace", "verschachtelte Namespaces"],
    },
  },
  "setgroups-deny": {
    name: { en: "setgroups", de: "setgroups" },
    says: {
      en: "The call that changes the groups of a process, and the file that denies it in a user namespace.",
      de: "Der Aufruf, der die Gruppen eines Prozesses ändert, und die Datei, die ihn in einem User-Namespace sperrt.",
    },
    forms: { en: ["setgroups file", "setgroups(2)"], de: ["setgroups-Datei", "setgroups(2)"] },
  },
  baseline: {
    name: { en: "baseline", de: "Vergleichsmaß" },
    says: {
      en: "A way of giving out IDs that keeps no pods apart, such as shared-range. It is there to compare with.",
      de: "Eine Vergabe, die keine Pods trennt, etwa shared-range. Sie dient nur zum Vergleich.",
    },
    forms: {
      en: ["baseline", "baselines", "shared-range", "overlapping-ranges", "host-users"],
      de: ["Vergleichsmaß", "shared-range", "overlapping-ranges", "host-users"],
    },
  },
  "inotify-budget": {
    name: { en: "inotify", de: "inotify" },
    says: {
      en: "What programs watch files with. How much a user may have of it is limited.",
      de: "Damit beobachten Programme Dateien. Wie viel ein Benutzer davon haben darf, ist begrenzt.",
    },
    forms: { en: ["inotify"], de: ["inotify"] },
  },
} as const;
