import type { en } from "./en.ts";
import { dictionary } from "./said.ts";

/** All that the page itself says, in German. */
export const de: typeof en = dictionary({
  title: "userns-sim",
  model: "Ein Modell, kein Kernel: Kubernetes 1.36, Linux 6.18.",
  toContent: "Zum Inhalt",
  views: "Ansichten",
  languages: "Sprachen",
  lessons: "Lektionen",
  play: "Eigene Pods",
  terms: "Begriffe",
  about: "Über",
  unknownAddress: "Unter dieser Adresse ist nichts. Hier fängt alles an.",
});
