import type { Explanations } from "../explanations.ts";
import type { RuncRefusal } from "../userland/runc.ts";

export const runcGerman: Explanations<RuncRefusal> = {
  "maps-without-namespace": () =>
    "In der Konfiguration stehen Zuordnungen, aber kein User-Namespace. Schalte ihn ein, oder lass sie weg.",
  "namespace-without-maps": () =>
    "Der User-Namespace braucht Zuordnungen für Benutzer und für Gruppen, je mindestens eine.",
  "path-and-other-maps": () =>
    "Die Konfiguration tritt einem bestehenden User-Namespace bei, nennt aber andere Zuordnungen. Nenne dieselben oder gar keine.",
  "rootless-without-namespace": () => "Ein rootless Container braucht einen User-Namespace.",
  "rootless-without-maps": () =>
    "Ein rootless Container braucht Zuordnungen für Benutzer und für Gruppen, je mindestens eine.",
  "rootless-unmapped-option": () =>
    "Ein Mount eines rootless Containers nennt in seinen Optionen eine ID ohne Zuordnung.",
  "idmap-of-other-mount": () => "Nur ein bind mount kann ein idmapped mount werden.",
  "idmap-rootless": () => "Ein rootless Container bekommt keine idmapped mounts.",
  "idmap-mount-without-maps": () => "Ein idmapped mount braucht Zuordnungen für Benutzer und für Gruppen.",
};
