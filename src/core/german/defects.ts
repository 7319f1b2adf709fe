import type { Defect, DefectName } from "../kubelet/defects/defects.ts";

/** What is said of a defect; its source stays as it is. */
export type DefectText = Omit<Defect, "source">;

export const defectGerman: Readonly<Record<DefectName, DefectText>> = {
  "lost-file-leak": {
    what: "Die Datei eines Pods geht verloren oder ist leer. Der nächste Aufruf nimmt einen zweiten Platz, und der erste bleibt bis zum Neustart belegt.",
    breaks: "Jeder belegte Platz gehört einem Pod.",
    fix: "Der Pod behält den ID-Bereich, den sich der Kubelet gemerkt hat, und seine Datei wird neu geschrieben.",
  },
  "last-slot": {
    what: "Der voreingestellte Vorrat endet bei 2^32. Darum bekommt ein Pod den ID-Bereich mit 4294967295, und den verweigert der Kernel jedes Mal.",
    breaks: "Der Kernel nimmt jeden ID-Bereich an, den ein Pod bekommt.",
    fix: "Der voreingestellte Vorrat ist einen Platz kürzer. Endet ein eingestellter Vorrat bei 2^32, startet der Kubelet nicht.",
  },
  "pool-wraps": {
    what: "Ein eingestellter Vorrat reicht über 2^32 hinaus und besteht doch jede Prüfung. Seine obersten Plätze werden zu den Host-IDs 0, 65536 …, und ein Pod ist root auf dem Host.",
    breaks: "Jeder ID-Bereich, den ein Pod bekommt, liegt im Vorrat.",
    fix: "Endet ein Vorrat hinter 2^32, startet der Kubelet nicht.",
  },
  "running-range-given-away": {
    what: "Der ID-Bereich eines laufenden Pods wird wieder frei: sein Verzeichnis ging verloren, und es wurde aufgeräumt, oder seine Datei ging verloren, und der Kubelet startete neu.",
    breaks: "Die ID-Bereiche zweier laufender Pods überlappen sich nie.",
    fix: "Das Aufräumen behält die ID-Bereiche bekannter und laufender Pods, und ein Start übernimmt die der laufenden Sandboxes.",
  },
  "start-refused": {
    what: "Eine einzige Datei passt nicht zum Vorrat, etwa nach geänderten Einstellungen, und der Kubelet startet nicht.",
    breaks: "Mit richtigen Einstellungen startet ein Kubelet, was auch immer im Verzeichnis der Pods liegt.",
    fix: "Der Pod behält den ID-Bereich seiner Datei, auch außerhalb des Vorrats, solange kein anderer Pod eine ID davon hat; die berührten Plätze bleiben ungenutzt. Eine Datei ohne solchen ID-Bereich bleibt liegen und wird erst verweigert, wenn jemand wieder nach ihrem Pod fragt.",
  },
  "release-panics": {
    what: "Ein ID-Bereich ist über 2^32 hinaus an den Anfang gerutscht. Wer ihn freigibt, fragt nach einem Bit vor dem ersten, und der Kubelet stürzt ab.",
    breaks: "Kein Schritt bringt den Kubelet zum Absturz.",
    fix: "Der Platz wird wie beim Vergeben berechnet, mit 32 Bit, und ist wieder frei. Das zeigt sich nur, solange `pool-wraps` nicht behoben ist.",
  },
  "missing-getsubids": {
    what: "Ein Knoten hat ein Konto `kubelet`, aber nicht das Programm getsubids, und sein Kubelet startet nicht.",
    breaks: "Wo sich keine untergeordneten IDs einstellen lassen, gilt der voreingestellte Vorrat.",
    fix: "Es gilt der voreingestellte Vorrat.",
  },
};
