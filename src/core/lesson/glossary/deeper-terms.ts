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
} as const;
