/** What the part `files` of the course explains. */
export const FILE_TERMS = {
  mount: {
    name: { en: "mount", de: "Mount" },
    says: {
      en: "A filesystem or a directory made visible at a path.",
      de: "Ein Dateisystem oder Verzeichnis, das an einem Pfad sichtbar ist.",
    },
    forms: { en: ["mount", "mounts"], de: ["Mount", "Mounts"] },
  },
  "idmapped-mount": {
    name: { en: "idmapped mount", de: "idmapped mount" },
    says: {
      en: "A mount with a map: it turns the owners on disk into other ones. The disk stays as it is.",
      de: "Ein Mount mit einer Abbildung: Er rechnet die Eigentümer um. Auf der Platte bleiben sie, wie sie sind.",
    },
    forms: {
      en: ["idmapped mount", "idmapped mounts", "idmapped"],
      de: ["idmapped mount", "idmapped mounts", "idmapped"],
    },
  },
  "host-path": {
    name: { en: "hostPath", de: "hostPath" },
    says: {
      en: "A volume that is a directory or a file of the host.",
      de: "Ein Volume, das ein Verzeichnis oder eine Datei des Hosts ist.",
    },
    forms: { en: ["hostPath", "hostPaths"], de: ["hostPath", "hostPaths"] },
  },
  volume: {
    name: { en: "volume", de: "Volume" },
    says: { en: "Files that are mounted into a pod.", de: "Dateien, die in einen Pod eingehängt werden." },
    forms: { en: ["volume", "volumes"], de: ["Volume", "Volumes"] },
  },
  "setuid-program": {
    name: { en: "set-user-ID program", de: "Set-User-ID-Programm" },
    says: {
      en: "A program that runs as its owner, whoever starts it.",
      de: "Ein Programm, das als sein Eigentümer läuft, egal wer es startet.",
    },
    forms: {
      en: ["set-user-ID", "set-user-ID program"],
      de: ["Set-User-ID", "Set-User-ID-Programm", "Set-User-ID-Programms"],
    },
  },
} as const;
