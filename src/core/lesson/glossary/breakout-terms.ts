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
  "owned-namespace": {
    name: { en: "network namespace", de: "Netzwerk-Namespace" },
    says: {
      en: "Like a mount, PID or UTS namespace, it belongs to the user namespace in which it was made.",
      de: "Wie ein Mount-, PID- oder UTS-Namespace gehört er dem User-Namespace, in dem er entstanden ist.",
    },
    forms: {
      en: ["network namespace", "network namespaces", "mount namespace", "PID namespace", "UTS namespace"],
      de: ["Netzwerk-Namespace", "Netzwerk-Namespaces", "Mount-Namespace", "PID-Namespace", "UTS-Namespace"],
    },
  },
  descriptor: {
    name: { en: "descriptor", de: "Deskriptor" },
    says: {
      en: "The number by which a process holds an open file or directory. How it came there is not asked again.",
      de: "Die Nummer, unter der ein Prozess eine Datei oder ein Verzeichnis offen hält. Nach dem Weg dorthin fragt niemand mehr.",
    },
    forms: { en: ["descriptor", "descriptors"], de: ["Deskriptor", "Deskriptors", "Deskriptoren"] },
  },
  deputy: {
    name: { en: "confused deputy", de: "verwirrter Stellvertreter" },
    says: {
      en: "A process with more rights that is brought to use them for somebody else.",
      de: "Ein Prozess mit mehr Rechten, der dazu gebracht wird, sie für jemand anderen zu nutzen.",
    },
    forms: {
      en: ["confused deputy", "confused deputies"],
      de: ["verwirrter Stellvertreter", "verwirrten Stellvertreter", "confused deputy"],
    },
  },
  cve: {
    name: { en: "CVE", de: "CVE" },
    says: {
      en: "The public number of a known security hole.",
      de: "Die öffentliche Nummer einer bekannten Sicherheitslücke.",
    },
    forms: { en: ["CVE", "CVEs"], de: ["CVE", "CVEs"] },
  },
} as const;
