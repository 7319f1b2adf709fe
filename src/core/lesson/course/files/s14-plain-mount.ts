import { validatePodSpec } from "../../../apiserver/validation/validate-pod.ts";
import { podIdMap } from "../../../idmap/pod-id-map.ts";
import { createUserNamespace, initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import { openFile } from "../../../kernel/fs/open-file.ts";
import { existingFile } from "../../../kernel/inode/file.ts";
import { ownerNumbers, ownerSeenBy } from "../../../kernel/inode/owner-numbers.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { owner } from "../../picture/owner.ts";
import { timeline } from "../../picture/timeline.ts";
import { containerRoot } from "../worlds.ts";

export const s14: Lesson = defineLesson({
  id: "S14",
  part: "files",
  minutes: 5,
  needs: ["S04", "S06"],
  introduces: ["volume", "mount"],
  statements: ["Z13", "Z14"],
  title: { en: "A volume on a plain mount", de: "Ein Volume mit gewöhnlichem Mount" },
  goal: {
    en: "You can say why the first pods with user namespaces could not read their own volumes, and which file they could write by accident.",
    de: "Du kannst sagen, warum die ersten Pods mit User-Namespace ihre eigenen Volumes nicht lesen konnten und welche Datei sie aus Versehen schreiben durften.",
  },
  sources: [{ check: "T10a" }, { code: "acl_permission_check in fs/namei.c", version: "6.18" }],
  fixed: true,
  world: () => {
    const pod = createUserNamespace(initialNamespace(), {
      id: "pod",
      maps: podIdMap({ start: 65536, size: 65536 }),
    });
    return {
      pod,
      root: containerRoot(pod),
      config: existingFile({ mode: 0o600 }),
      high: existingFile({ uid: 70000, gid: 70000, mode: 0o600 }),
    };
  },
  steps: [
    {
      id: "config",
      say: {
        en: "A volume is a directory of files that Kubernetes puts into a pod; to put it there is a mount. The pod has the host's IDs 65536 to 131071. In its volume lies a file of a ConfigMap. The host's root wrote it, mode 0600.",
        de: "Ein Volume ist ein Verzeichnis mit Dateien, das Kubernetes in einen Pod einhängt; das Einhängen heißt Mount. Der Pod hat die IDs 65536 bis 131071 des Hosts. In seinem Volume liegt eine Datei aus einer ConfigMap. Geschrieben hat sie root auf dem Host, Modus 0600.",
      },
      questions: [
        {
          id: "shown",
          text: {
            en: "Which owner does `ls -ln` show in the pod? Type the number.",
            de: "Welchen Eigentümer zeigt `ls -ln` im Pod? Tippe die Nummer ein.",
          },
          ask: ({ pod, config }) => ownerSeenBy(pod, config).uid,
          expect: 65534,
        },
        {
          id: "read",
          text: { en: "May root of the pod read it?", de: "Darf root aus dem Pod sie lesen?" },
          ask: ({ root, config }) => openFile(root, config, "r"),
          expect: "EACCES",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, it is its own volume", de: "Ja, es ist doch sein eigenes Volume" },
              why: {
                en: "The kernel knows no volumes, only owners. Owner 0 has no mapping in the pod.",
                de: "Volumes kennt der Kernel nicht, nur Eigentümer. Und Eigentümer 0 hat im Pod keine Zuordnung.",
              },
            },
            { is: "EACCES", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ root, config }) => ladder(openFile(root, config, "r")),
    },
    {
      id: "claims",
      say: {
        en: "So the first releases took only volumes whose files the kubelet writes itself, and changed their owners for the pod: ConfigMaps, Secrets and the like.",
        de: "Die ersten Versionen ließen deshalb nur ConfigMaps, Secrets und Ähnliches zu: Volumes, deren Dateien der Kubelet selbst schreibt und deren Eigentümer er an den Pod anpasst.",
      },
      questions: [
        {
          id: "before",
          text: {
            en: "Does Kubernetes 1.27 take a pod with `hostUsers: false` and a PersistentVolumeClaim?",
            de: "Nimmt Kubernetes 1.27 einen Pod mit `hostUsers: false` und einem PersistentVolumeClaim an?",
          },
          ask: () => validatePodSpec(WITH_CLAIM, { release: "1.27" }).length === 0,
          expect: "no",
          choices: [
            { is: "no", text: { en: "No", de: "Nein" } },
            {
              is: "yes",
              text: { en: "Yes, the field is there since 1.25", de: "Ja, das Feld gibt es doch seit 1.25" },
              why: {
                en: "The field is, but up to 1.27 for stateless pods only: without volumes that outlive them.",
                de: "Das Feld schon, aber bis 1.27 nur für Pods ohne Zustand, also ohne Volumes, die sie überleben.",
              },
            },
          ],
        },
        {
          id: "since",
          text: { en: "And 1.28?", de: "Und 1.28?" },
          ask: () => validatePodSpec(WITH_CLAIM, { release: "1.28" }).length === 0,
          expect: "yes",
          choices: [
            { is: "yes", text: { en: "Yes", de: "Ja" } },
            {
              is: "no",
              text: { en: "No, that came with 1.30", de: "Nein, das kam erst mit 1.30" },
              why: {
                en: "1.30 made the feature beta. Volumes of every kind came before, with 1.28.",
                de: "Mit 1.30 kam die Beta. Volumes jeder Art gab es schon vorher, mit 1.28.",
              },
            },
          ],
        },
      ],
      after: {
        en: "What made it possible is the next lesson: a mount that translates.",
        de: "Was das möglich gemacht hat, zeigt die nächste Lektion: ein Mount, der umrechnet.",
      },
      picture: () =>
        timeline([
          { at: "1.25", text: { en: "pods without state only", de: "nur Pods ohne Zustand" } },
          { at: "1.27", text: { en: "the kubelet maps the mounts", de: "der Kubelet lässt Mounts umrechnen" } },
          { at: "1.28", text: { en: "volumes of every kind", de: "Volumes jeder Art" } },
        ]),
    },
    {
      id: "high",
      say: {
        en: "Another file in such a volume belongs to 70000 on the disk, mode 0600. Perhaps an old program wrote it, perhaps another machine.",
        de: "Eine andere Datei in so einem Volume gehört auf der Platte der 70000, Modus 0600. Vielleicht hat ein altes Programm sie geschrieben, vielleicht eine andere Maschine.",
      },
      questions: [
        {
          id: "shown",
          text: {
            en: "Which owner does the pod see? Its IDs on the host begin at 65536.",
            de: "Welchen Eigentümer sieht der Pod? Seine IDs auf dem Host fangen bei 65536 an.",
          },
          ask: ({ pod, high }) => ownerSeenBy(pod, high).uid,
          expect: 4464,
          choices: [
            {
              is: 65534,
              text: { en: "65534, the pod does not know it", de: "65534, der Pod kennt sie nicht" },
              why: {
                en: "It does: 70000 lies in its range. What lies there belongs to somebody of the pod.",
                de: "Doch: 70000 liegt in seinem ID-Bereich. Was dort liegt, gehört jemandem aus dem Pod.",
              },
            },
            { is: 4464, text: { en: "4464", de: "4464" } },
            {
              is: 70000,
              text: { en: "70000", de: "70000" },
              why: {
                en: "The pod has IDs up to 65535 only. It sees the distance from the start of its range.",
                de: "IDs hat der Pod nur bis 65535. Er sieht den Abstand vom Anfang seines ID-Bereichs.",
              },
            },
          ],
        },
        {
          id: "write",
          text: { en: "May root of the pod write to it?", de: "Darf root aus dem Pod hineinschreiben?" },
          ask: ({ root, high }) => openFile(root, high, "w"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No, foreign IDs are always nobody", de: "Nein, fremde IDs sind immer nobody" },
              why: {
                en: "Only those outside of its range are. This one is inside, by accident, and counts as the pod's own.",
                de: "Das gilt nur außerhalb seines ID-Bereichs. Diese liegt zufällig darin und gilt als seine eigene.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Files on a plain mount keep the host's numbers, and whoever gets the range later gets these files too.",
        de: "Auf einem gewöhnlichen Mount behalten Dateien die Nummern des Hosts. Wer später den ID-Bereich bekommt, bekommt auch diese Dateien.",
      },
      picture: ({ pod, high }) => owner(ownerNumbers(pod, high).uid, { en: "the pod", de: "den Pod" }),
    },
  ],
});

/** A pod whose volume outlives it. */
const WITH_CLAIM = {
  hostUsers: false,
  containers: [{ name: "main" }],
  volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
};
