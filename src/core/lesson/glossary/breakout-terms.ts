/** What the part `breakout` of the course explains. */
export const BREAKOUT_TERMS = {
  breakout: {
    name: { en: "breakout", de: "Ausbruch" },
    says: {
      en: "A process of a container gets out and sees the host's files.",
      de: "Ein Prozess verlässt seinen Container und sieht die Dateien des Hosts.",
    },
    forms: {
      en: ["breakout", "breakouts", "escape", "escapes", "escaped"],
      de: ["Ausbruch", "Ausbruchs", "Ausbrüche", "ausgebrochen"],
    },
  },
  "other-bits": {
    name: { en: "bits for others", de: "Rechte für andere" },
    says: {
      en: "The last three permission bits of a file: for all who are neither its owner nor in its group.",
      de: "Die letzten drei Rechte einer Datei: für alle, die weder Eigentümer noch in der Gruppe sind.",
    },
    forms: { en: ["bits for others"], de: ["Rechte für andere"] },
  },
} as const;
