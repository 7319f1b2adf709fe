/** What the part `numbers` of the course explains. */
export const NUMBER_TERMS = {
  uid: {
    name: { en: "UID", de: "UID" },
    says: {
      en: "The number of a user. The kernel knows no names, only numbers.",
      de: "Die Nummer eines Benutzers. Namen kennt der Kernel nicht, nur Nummern.",
    },
    forms: { en: ["UID", "UIDs", "user ID", "user IDs"], de: ["UID", "UIDs", "Benutzer-ID", "Benutzer-IDs"] },
  },
  gid: {
    name: { en: "GID", de: "GID" },
    says: { en: "The number of a group.", de: "Die Nummer einer Gruppe." },
    forms: { en: ["GID", "GIDs", "group ID", "group IDs"], de: ["GID", "GIDs", "Gruppen-ID", "Gruppen-IDs"] },
  },
  "user-namespace": {
    name: { en: "user namespace", de: "User-Namespace" },
    says: {
      en: "A space with user and group IDs of its own. A map says which IDs of the host they stand for.",
      de: "Ein Raum mit eigenen Benutzer- und Gruppen-IDs. Eine Abbildung sagt, für welche IDs des Hosts sie stehen.",
    },
    forms: { en: ["user namespace", "user namespaces"], de: ["User-Namespace", "User-Namespaces"] },
  },
  "id-map": {
    name: { en: "map", de: "Abbildung" },
    says: {
      en: "The list of mappings of a user namespace: which of its IDs are which on the host.",
      de: "Die Liste der Zuordnungen eines User-Namespace: welche seiner IDs für welche auf dem Host steht.",
    },
    forms: { en: ["map", "maps", "ID map", "ID maps"], de: ["Abbildung", "Abbildungen"] },
  },
  mapping: {
    name: { en: "mapping", de: "Zuordnung" },
    says: {
      en: "One line of a map: first ID inside, first ID on the host, how many.",
      de: "Eine Zeile der Abbildung: erste ID drinnen, erste ID auf dem Host, wie viele.",
    },
    forms: { en: ["mapping", "mappings"], de: ["Zuordnung", "Zuordnungen"] },
  },
  unmapped: {
    name: { en: "unmapped", de: "ohne Zuordnung" },
    says: { en: "An ID for which the map has no line.", de: "Eine ID, für die es in der Abbildung keine Zeile gibt." },
    forms: { en: ["unmapped"], de: ["ohne Zuordnung"] },
  },
  "overflow-id": {
    name: { en: "overflow ID", de: "Überlauf-ID" },
    says: {
      en: "65534, which is shown for every ID that the reader has no number for.",
      de: "65534; sie wird für jede ID angezeigt, für die der Leser keine Nummer hat.",
    },
    forms: { en: ["overflow ID", "overflow IDs"], de: ["Überlauf-ID", "Überlauf-IDs"] },
  },
  nobody: {
    name: { en: "nobody", de: "nobody" },
    says: {
      en: "The name of user 65534 on most systems. It says nothing about whose a file is.",
      de: "Der Name des Benutzers 65534 auf den meisten Systemen. Wem eine Datei gehört, sagt er nicht.",
    },
    forms: { en: ["nobody's"], de: ["nobody"] },
  },
  kuid: {
    name: { en: "kuid", de: "kuid" },
    says: {
      en: "The number by which the kernel knows a user, the same for everybody. This one is compared.",
      de: "Die Nummer, unter der der Kernel einen Benutzer kennt. Sie ist für alle dieselbe, und er vergleicht sie.",
    },
    forms: { en: ["kuid", "kuids", "kgid", "kgids"], de: ["kuid", "kuids", "kgid", "kgids"] },
  },
  capability: {
    name: { en: "capability", de: "Capability" },
    says: {
      en: "A part of root's power, such as CAP_CHOWN. It counts in the user namespace of its process and below.",
      de: "Ein Stück der Macht von root, etwa CAP_CHOWN. Sie gilt im User-Namespace ihres Prozesses und darunter.",
    },
    forms: { en: ["capability", "capabilities"], de: ["Capability", "Capabilities"] },
  },
  errno: {
    name: { en: "errno", de: "errno" },
    says: {
      en: "The name of the error that a system call ends with.",
      de: "Der Name des Fehlers, mit dem ein Systemaufruf endet.",
    },
    forms: { en: ["errno"], de: ["errno"] },
  },
} as const;
