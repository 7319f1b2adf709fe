import { toContainer, toHost } from "../../../idmap/translate.ts";
import { capabilitySet } from "../../../kernel/credentials/capability.ts";
import type { Process } from "../../../kernel/credentials/process.ts";
import type { UserNamespace } from "../../../kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../kernel/decision/decision.ts";
import { existingFile } from "../../../kernel/inode/file.ts";
import { type Unshared, unshareUserNamespace } from "../../../kernel/userns/unshare-user-namespace.ts";
import { writeIdMap } from "../../../kernel/userns/write-id-map.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { type HelperRun, runNewuidmap } from "../../../userland/run-newuidmap.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { observers } from "../../picture/observers.ts";
import { timeline } from "../../picture/timeline.ts";
import { coursePod, coursePool, firstOf, podOf, processOf, resultOf, sure } from "../worlds.ts";

export const s23: Lesson = defineLesson({
  id: "S23",
  part: "deeper",
  minutes: 7,
  needs: ["S03", "S05"],
  introduces: ["nested-namespace", "newuidmap", "ENOSPC"],
  statements: [],
  title: { en: "A user namespace in a pod", de: "Ein User-Namespace im Pod" },
  goal: {
    en: "You can say which maps a pod's root may write for a namespace of its own, and why podman in a pod needs other numbers.",
    de: "Du kannst sagen, welche Abbildungen root im Pod für einen eigenen Namespace schreiben darf und warum podman im Pod andere Zahlen braucht.",
  },
  sources: [
    { check: "T13a" },
    { check: "T13b" },
    { check: "T13c" },
    { check: "T13d" },
    { check: "T13e" },
    { report: "https://github.com/openshift-eng/ai-helpers/issues/654" },
  ],
  world: (seed) => {
    const containers = [{ name: "main" }, { name: "podman", securityContext: { runAsUser: 1000, runAsGroup: 1000 } }];
    const node = unwrap(createNode({ pods: [coursePod("a", { containers })], pool: coursePool(), seed }));
    const { userNamespace: pod, containers: placed } = podOf(node, "a");
    const [root, caller] = [processOf(node, "a"), processOf(node, "a", "podman")];
    const image = firstOf(placed).root.lower;
    const child = resultOf(unshareUserNamespace(root, "child")).process;
    // As Fedora's images have it: no set-user-ID bit, but this capability.
    const capability = { permitted: capabilitySet(["CAP_SETUID"]), inheritable: 0, effective: true, rootId: undefined };
    const program = existingFile({ mode: 0o755, capability, mount: { ...image, namespace: caller.mountNamespace } });
    const target = resultOf(unshareUserNamespace(caller, "rootless")).process;
    const write = (text: string): Decision<UserNamespace> => writeIdMap(root, child.userNamespace, "uid", text);
    const host = sure(toHost(resultOf(write("0 1000 100")).uidMap, 0));
    return {
      root: root.euid,
      write,
      small: { host, inPod: sure(toContainer(pod.uidMap, host)) },
      nest: nest(root),
      podman: (start: number, count: number): HelperRun =>
        runNewuidmap({
          caller,
          target,
          program,
          grants: [{ owner: "user", start, count }],
          mappings: [
            { containerId: 0, hostId: 1000, size: 1 },
            { containerId: 1, hostId: start, size: count },
          ],
        }),
    };
  },
  steps: [
    {
      id: "child",
      say: ({ root }) => ({
        en: `Root of pod a, ${root} on the host, makes a user namespace inside the pod. The map of such a nested namespace is empty at first. Somebody has to write it. The middle number of a line is now an ID of the pod, no longer one of the host.`,
        de: `root aus Pod a, auf dem Host ${root}, legt im Pod einen User-Namespace an. Die Abbildung so eines verschachtelten Namespace ist zuerst leer. Jemand muss sie schreiben. Die mittlere Zahl einer Zeile ist jetzt eine ID des Pods, keine des Hosts.`,
      }),
      questions: [
        {
          id: "thousand",
          text: { en: "May root of pod a write `0 0 1000`?", de: "Darf root aus Pod a `0 0 1000` schreiben?" },
          ask: ({ write }) => write("0 0 1000"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: { en: "No, 0 belongs to the host's root", de: "Nein, die 0 gehört root auf dem Host" },
              why: ({ root }) => ({
                en: `This 0 is the pod's, ${root} on the host. Root passes on what it has.`,
                de: `Diese 0 ist die des Pods, auf dem Host ${root}. root gibt nur weiter, was er selbst hat.`,
              }),
            },
          ],
        },
      ],
      picture: ({ write }) => ladder(write("0 0 1000")),
    },
    {
      id: "outside",
      say: {
        en: "The pod has the IDs 0 to 65535. Now its root tries two other lines.",
        de: "Der Pod hat die IDs 0 bis 65535. Nun probiert sein root zwei andere Zeilen.",
      },
      questions: [
        {
          id: "foreign",
          text: { en: "May it write `0 100000 65536`?", de: "Darf er `0 100000 65536` schreiben?" },
          ask: ({ write }) => write("0 100000 65536"),
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: {
                en: "Yes, inside a user namespace root can map anything",
                de: "Ja, in einem User-Namespace kann root alles abbilden",
              },
              why: {
                en: "Only what its own namespace has. The pod has no 100000, so the kernel finds no ID to pass on.",
                de: "Nur was sein eigener Namespace hat. Eine 100000 hat der Pod nicht, also gibt es nichts weiterzugeben.",
              },
            },
            { is: "EPERM", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "past",
          text: {
            en: "And `0 65000 1000`? 65000 is one of the pod's IDs.",
            de: "Und `0 65000 1000`? Die 65000 ist eine ID des Pods.",
          },
          ask: ({ write }) => write("0 65000 1000"),
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, as far as the IDs reach", de: "Ja, bis dahin, wo die IDs enden" },
              why: {
                en: "The line would end at 65999. The whole line has to fit, or the kernel takes none of it.",
                de: "Die Zeile würde bis 65999 reichen. Sie muss ganz hineinpassen, sonst nimmt der Kernel nichts davon.",
              },
            },
            { is: "EPERM", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ write }) => ladder(write("0 65000 1000")),
    },
    {
      id: "grandchild",
      say: {
        en: "It writes `0 1000 100` instead, which is accepted. Seen from the host, this namespace is a grandchild.",
        de: "Stattdessen schreibt er `0 1000 100`, und das geht. Vom Host aus gesehen ist dieser Namespace ein Enkel.",
      },
      questions: [
        {
          id: "host-id",
          text: { en: "Which user of the host is 0 in there?", de: "Welcher Benutzer des Hosts ist die 0 darin?" },
          ask: ({ small }) => small.host,
          expect: 3081192,
          choices: [
            {
              is: 1000,
              text: { en: "1000, as it was written", de: "1000, so wurde es ja geschrieben" },
              why: {
                en: "1000 is its number in the pod. The kernel translates that once more, by the pod's map.",
                de: "1000 heißt er im Pod. Der Kernel rechnet das noch einmal um, mit der Abbildung des Pods.",
              },
            },
            {
              is: ({ root }) => root,
              text: ({ root }) => ({ en: `${root}, the pod's root`, de: `${root}, root des Pods` }),
              why: {
                en: "The line begins at the pod's 1000, not at its 0.",
                de: "Die Zeile beginnt bei der 1000 des Pods und nicht bei seiner 0.",
              },
            },
            { is: ({ small }) => small.host, text: ({ small: { host } }) => ({ en: `${host}`, de: `${host}` }) },
          ],
        },
      ],
      after: {
        en: "The kernel does the sum when the map is written. Whatever the depth, it then leads straight to the host's IDs.",
        de: "Der Kernel rechnet das aus, wenn die Abbildung geschrieben wird. Danach führt sie geradewegs zu den IDs des Hosts, egal wie tief der Namespace liegt.",
      },
      picture: ({ small }) =>
        observers({ en: "user 0 of the grandchild", de: "Benutzer 0 des Enkels" }, [
          { by: { en: "the host", de: "der Host" }, as: small.host },
          { by: { en: "pod a", de: "Pod a" }, as: small.inPod },
          { by: { en: "the grandchild", de: "der Enkel" }, as: 0 },
        ]),
    },
    {
      id: "depth",
      say: {
        en: "In the nested namespace one can make another, and another in that. Each gets all IDs of the one above.",
        de: "Im verschachtelten Namespace kann man wieder einen anlegen und darin noch einen. Jeder bekommt alle IDs des vorigen.",
      },
      questions: [
        {
          id: "levels",
          text: { en: "How many levels fit below pod a?", de: "Wie viele Ebenen passen unter Pod a?" },
          ask: ({ nest: { levels } }) => levels,
          expect: 32,
          choices: [
            {
              is: 1,
              text: { en: "One", de: "Eine" },
              why: {
                en: "Nesting is no exception: the kernel allows it to everybody, up to a limit.",
                de: "Verschachteln ist keine Ausnahme: Der Kernel erlaubt es jedem, bis zu einer Grenze.",
              },
            },
            { is: 32, text: { en: "32", de: "32" } },
            {
              is: 65536,
              text: { en: "As many as the pod has IDs", de: "So viele, wie der Pod IDs hat" },
              why: {
                en: "A level uses up no ID. The limit is the kernel's own.",
                de: "Eine Ebene verbraucht keine ID. Die Grenze setzt der Kernel selbst.",
              },
            },
          ],
        },
        {
          id: "refusal",
          text: {
            en: "And with which error does the next one fail?",
            de: "Und mit welchem Fehler scheitert die nächste?",
          },
          ask: ({ nest: { refusal } }) => refusal,
          expect: "ENOSPC",
          choices: [
            {
              is: "EPERM",
              text: { en: "EPERM", de: "EPERM" },
              why: {
                en: "It is not for lack of a capability. It just cannot go any deeper.",
                de: "An einer Capability fehlt es nicht. Es geht nur nicht noch tiefer.",
              },
            },
            { is: "ENOSPC", text: { en: "ENOSPC", de: "ENOSPC" } },
          ],
        },
      ],
      picture: ({ nest: { refusal } }) => ladder(refusal),
    },
    {
      id: "podman",
      say: {
        en: "In pod a user 1000 runs podman. The image has the usual line in `/etc/subuid`: `user:100000:65536`. podman calls newuidmap, a helper that writes maps for users who may not. It checks that file, and then writes.",
        de: "In Pod a startet Benutzer 1000 podman. Das Image hat in `/etc/subuid` die übliche Zeile: `user:100000:65536`. podman ruft newuidmap auf. Dieses Programm schreibt Abbildungen für Benutzer, die das selbst nicht dürfen. Erst prüft es diese Datei, dann schreibt es.",
      },
      questions: [
        {
          id: "who",
          text: { en: "podman fails. Who refuses?", de: "podman scheitert. Wer hat es verweigert?" },
          ask: ({ podman }) => podman(100000, 65536).call,
          expect: "write",
          choices: [
            {
              is: "grant",
              text: {
                en: "newuidmap: it sees that the pod has no such IDs",
                de: "newuidmap: Es sieht, dass der Pod solche IDs nicht hat",
              },
              why: {
                en: "It looks into the file only, and there the IDs stand. Whether they exist is the kernel's question.",
                de: "Es sieht nur in der Datei nach, und dort stehen sie. Ob es die IDs gibt, fragt erst der Kernel.",
              },
            },
            {
              is: "write",
              text: {
                en: "The kernel, when the map is written",
                de: "Der Kernel, wenn die Abbildung geschrieben wird",
              },
            },
          ],
        },
        {
          id: "mended",
          text: {
            en: "The line is changed to `user:1001:64535`, the IDs 1001 to 65535. And now?",
            de: "Jetzt steht dort `user:1001:64535`, also die IDs 1001 bis 65535. Und nun?",
          },
          ask: ({ podman }) => podman(1001, 64535),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "It is accepted", de: "Es klappt" } },
            {
              is: "EPERM",
              text: { en: "Refused, as before", de: "Verweigert, wie vorher" },
              why: {
                en: "All of these are the pod's own IDs, and that suits the kernel, too.",
                de: "Das sind alles IDs des Pods, und damit ist auch der Kernel zufrieden.",
              },
            },
          ],
        },
      ],
      after: {
        en: "In the pod, `/etc/subuid` has to name IDs of the pod. That the numbers are usual elsewhere helps nobody.",
        de: "Im Pod muss `/etc/subuid` IDs des Pods nennen. Dass die Zahlen anderswo üblich sind, hilft hier nicht.",
      },
      picture: ({ podman }) =>
        timeline(
          [[100000, 65536] as const, [1001, 64535] as const].map(([start, count]) => ({
            at: `user:${start}:${count}`,
            text: podman(start, count).says ?? "ok",
          })),
        ),
    },
  ],
});

/** How many namespaces fit into one another below a process, and what the next one is refused with. */
function nest(first: Process): { readonly levels: number; readonly refusal: Decision<Unshared> } {
  let process = first;
  for (let levels = 0; ; levels++) {
    const next = unshareUserNamespace(process, `level ${levels + 1}`);
    if (!next.allowed) return { levels, refusal: next };
    const { userNamespace } = next.value.process;
    const uid = resultOf(writeIdMap(process, userNamespace, "uid", "0 0 65536"));
    const both = resultOf(writeIdMap(process, uid, "gid", "0 0 65536"));
    process = { ...next.value.process, userNamespace: both };
  }
}
