import type { aboutEn } from "./about.en.ts";
import { dictionary } from "./said.ts";

/** What the page says about itself, in German. */
export const aboutDe: typeof aboutEn = dictionary({
  title: "Über diese Seite",
  whatTitle: "Was das ist",
  what: [
    "Auf dieser Seite läuft die Bibliothek `userns-sim` in deinem Browser. Die Seite fragt keinen Server und braucht kein Konto. Sie läuft auch als Datei und ohne Netz.",
    "Jede Antwort ist ausgerechnet: was ein Pod bekommt, wie ein Kubelet es vergeben würde, und was ein Prozess darf, wie der Kernel es entscheiden würde, mit der Regel, die den Ausschlag gibt.",
    "Das ist ein Modell. Es hat kein `kubectl` und keinen Knoten, also übe auch auf einem Cluster.",
  ],
  leftOutTitle: "Was fehlt",
  leftOut:
    "Sicherheitsmodule, Seccomp, Netzwerk-Dateisysteme und vieles andere kommen nicht vor. Was fehlt, verbietet meistens noch mehr: Wo das Modell etwas erlaubt, kann ein Knoten es verbieten.",
  leftOutPage: "Alles, was fehlt, und in welche Richtung eine Antwort falsch sein kann",
  unread: "Releases von Kubernetes, deren Quelltext niemand gelesen hat",
  evidenceTitle: "Woher die Antworten kommen",
  checks: (count: number) => `${count} Aussagen der Lektionen wurden einem laufenden Kernel vorgelegt`,
  rules: (count: number) =>
    `Der Kernel hat hier ${count} Regeln, jede mit der Funktion oder dem Satz des Handbuchs, aus dem sie stammt`,
  releases: "Der Kubelet, Release für Release",
  release: "Release",
  source: "Gelesener Quelltext",
  notRead: "nicht gelesen",
  sourcesTitle: "Quellen der Lektionen",
  sources: (count: number) => `${count} Quellen außer diesen Aussagen`,
  versionsTitle: "Versionen",
  versions: {
    page: "Diese Seite und ihre Bibliothek",
    kubernetes: "Kubernetes, wo kein anderes Release genannt ist",
    linux: "Linux",
  },
  licenceTitle: "Lizenz",
  licence:
    "MIT, Copyright 2026 userns-sim contributors. Womit die Seite gebaut ist, steht mit den Lizenzen am Ende ihrer Datei.",
  progressTitle: "Dein Fortschritt",
  progress:
    "Was du geantwortet hast, welche Lektionen du ausgesucht hast und welche erledigt sind, steht nur in diesem Browser. Merkt er sich nichts, geht alles genauso, bis du die Seite schließt.",
  forget: "Meinen Fortschritt vergessen",
  forgotten: "Jetzt ist nichts mehr gespeichert.",
});
