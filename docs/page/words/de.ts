import type { en } from "./en.ts";
import { dictionary } from "./said.ts";

/** All that the page itself says, in German. */
export const de: typeof en = dictionary({
  title: "userns-sim",
  model: (kubernetes: string, linux: string) => `Ein Modell, kein Kernel: Kubernetes ${kubernetes}, Linux ${linux}.`,
  toContent: "Zum Inhalt",
  views: "Ansichten",
  languages: "Sprachen",
  lessons: "Lektionen",
  play: "Eigene Pods",
  terms: "Begriffe",
  about: "Über",
  unknownAddress: "Unter dieser Adresse ist nichts. Hier fängt alles an.",
});
