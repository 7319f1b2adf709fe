import type { Release } from "../../releases/releases.ts";
import { standIn } from "../../releases/unread-releases.ts";

/** Says how an answer about a release is to be taken, where nobody read its source. */
export function releaseNoteGerman(release: Release): string | undefined {
  const known = KNOWN[release];
  return (
    known &&
    `Den Quelltext von ${release} hat niemand gelesen: hier gilt, was ${standIn(release)} tut und was im Changelog steht. ${known}`
  );
}

const KNOWN: Readonly<Partial<Record<Release, string>>> = {
  "1.37":
    "Dort fand sich nichts Neues dazu, wie der Kubelet IDs vergibt; KubeletInUserNamespace ist an, und Pod Security lässt zwei sysctls mehr zu. Offen ist, ob ein 1.37.x die Korrekturen aus PR 141345 hat: zu einem fehlenden getsubids und zu einem Vorrat, der bis 4294967295 reicht.",
  "1.38":
    "Seit 1.38.0-alpha.2 schlägt der Kubelet sein Konto mit getent nach, nimmt ohne getsubids den voreingestellten Vorrat, lässt ihn einen Platz früher enden und startet nicht mit untergeordneten IDs, die bis 4294967295 reichen.",
};
