import type { Errno } from "../../kernel/decision/errno.ts";
import type { Words } from "../words/words.ts";

/** What each error of the kernel means where IDs are concerned. Its name is its only form, in every language. */
export const ERRNO_TERMS: { readonly [Name in Errno]: Words } = {
  EACCES: {
    en: "Permission denied: the permission bits of a file or of a directory on the way do not grant it.",
    de: "Zugriff verweigert: Die Rechte der Datei oder eines Verzeichnisses auf dem Weg dorthin erlauben es nicht.",
  },
  EBUSY: {
    en: "Busy: something else is using it, or it is a mount.",
    de: "Belegt: Etwas anderes benutzt es, oder es ist ein Mount.",
  },
  EINVAL: {
    en: "Invalid argument: the kernel cannot make sense of it. An ID without a mapping is such an argument.",
    de: "Ungültiges Argument: Damit kann der Kernel nichts anfangen. Eine ID ohne Zuordnung ist so ein Argument.",
  },
  EISDIR: { en: "It is a directory, and cannot be written as a file.", de: "Es ist ein Verzeichnis und keine Datei." },
  ELOOP: {
    en: "Too many symbolic links, or one where none may be.",
    de: "Zu viele symbolische Links, oder einer, wo keiner sein darf.",
  },
  EMFILE: { en: "Too many of them are open already.", de: "Davon sind schon zu viele offen." },
  ENODATA: { en: "There is no such attribute.", de: "Dieses Attribut gibt es nicht." },
  ENODEV: { en: "There is no such device or filesystem.", de: "Dieses Gerät oder dieses Dateisystem gibt es nicht." },
  ENOSPC: {
    en: "No space: on a disk, or in a limit, such as that of nested user namespaces.",
    de: "Kein Platz mehr: auf der Platte oder bis zu einer Grenze, etwa der für verschachtelte User-Namespaces.",
  },
  ENOTDIR: { en: "Something on the way is no directory.", de: "Etwas auf dem Weg ist kein Verzeichnis." },
  ENXIO: { en: "Nobody is there at the other end.", de: "Am anderen Ende ist niemand." },
  EOPNOTSUPP: {
    en: "This kind of file or filesystem cannot do it.",
    de: "Diese Art von Datei oder Dateisystem kann das nicht.",
  },
  EOVERFLOW: {
    en: "The ID does not fit: the mount or the filesystem has no number for it.",
    de: "Die ID passt nicht: Der Mount oder das Dateisystem hat keine Nummer für sie.",
  },
  EPERM: {
    en: "Operation not permitted: only the owner or a process with the right capability may do it.",
    de: "Nicht erlaubt: Das darf nur der Eigentümer oder ein Prozess mit der passenden Capability.",
  },
  EROFS: { en: "The filesystem is mounted read-only.", de: "Das Dateisystem ist schreibgeschützt eingehängt." },
  ESPIPE: { en: "One cannot jump to a place in it.", de: "Darin kann man nicht zu einer Stelle springen." },
  ESRCH: { en: "There is no such process.", de: "Diesen Prozess gibt es nicht." },
  EUSERS: {
    en: "Too many users, or user namespaces too deeply nested.",
    de: "Zu viele Benutzer oder zu tief verschachtelte User-Namespaces.",
  },
  EXDEV: { en: "It lies on another mount.", de: "Es liegt auf einem anderen Mount." },
};
