import { hasCapability } from "../../../kernel/credentials/has-capability.ts";
import { createProcess } from "../../../kernel/credentials/process.ts";
import { processStatus } from "../../../kernel/credentials/process-status.ts";
import { initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import { unshareUserNamespace } from "../../../kernel/userns/unshare-user-namespace.ts";
import { writeIdMap } from "../../../kernel/userns/write-id-map.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { observers } from "../../picture/observers.ts";
import { resultOf } from "../worlds.ts";

export const s02: Lesson = defineLesson({
  id: "S02",
  part: "numbers",
  minutes: 4,
  needs: ["S01"],
  introduces: ["nobody", "capability", "EPERM"],
  statements: ["Z4"],
  title: { en: "No map yet", de: "Noch keine Abbildung" },
  goal: {
    en: "You can say why a process that is shown as nobody may be powerful, and where that power ends.",
    de: "Du kannst sagen, warum ein Prozess, der als nobody erscheint, mächtig sein kann, und wo diese Macht endet.",
  },
  sources: [
    { check: "T01" },
    {
      manual: "user_namespaces(7)",
      sentence:
        "The child process created by clone(2) with the CLONE_NEWUSER flag starts out with a complete set of capabilities in the new user namespace.",
    },
  ],
  fixed: true,
  world: () => {
    const host = initialNamespace();
    const user = createProcess({ uid: 1000, gid: 1000 });
    const inside = resultOf(unshareUserNamespace(user, "userns")).process;
    return {
      host,
      inside,
      namespace: inside.userNamespace,
      written: writeIdMap(inside, inside.userNamespace, "uid", "0 1000 1"),
    };
  },
  steps: [
    {
      id: "who",
      say: {
        en: "User 1000 makes a new user namespace and is in it at once. Nobody has written a map for it so far: it is empty.",
        de: "Benutzer 1000 legt einen neuen User-Namespace an und ist sofort darin. Eine Abbildung hat noch niemand geschrieben, sie ist leer.",
      },
      questions: [
        {
          id: "shown",
          text: { en: "What does `id -u` print in there?", de: "Was gibt `id -u` dort aus?" },
          ask: ({ inside, namespace }) => processStatus(inside, namespace).uids[1],
          expect: 65534,
          choices: [
            { is: 65534, text: { en: "65534", de: "65534" } },
            {
              is: 1000,
              text: { en: "1000, nothing has changed yet", de: "1000, es hat sich ja noch nichts geändert" },
              why: {
                en: "To show 1000, the map needs a line for it. Without one the overflow ID is shown.",
                de: "Damit 1000 erscheint, muss in der Abbildung eine Zeile dafür stehen. Sonst erscheint die Überlauf-ID.",
              },
            },
            {
              is: 0,
              text: { en: "0, whoever makes one is root in it", de: "0, denn wer ihn anlegt, ist darin root" },
              why: {
                en: "Root is a number too, and number 0 needs a line in the map like any other.",
                de: "Auch root ist nur eine Nummer, und die 0 braucht eine Zeile in der Abbildung wie jede andere.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Most systems call user 65534 nobody. `id` prints that name, and it says nothing about who this is: it still is user 1000.",
        de: "Auf den meisten Systemen heißt Benutzer 65534 nobody. `id` gibt diesen Namen aus, aber wer das ist, sagt er nicht: Es ist immer noch Benutzer 1000.",
      },
      picture: ({ host, inside, namespace }) =>
        observers({ en: "the process", de: "der Prozess" }, [
          { by: { en: "the machine", de: "die Maschine" }, as: processStatus(inside, host).uids[1] },
          { by: { en: "inside", de: "drinnen" }, as: processStatus(inside, namespace).uids[1] },
        ]),
    },
    {
      id: "power",
      say: {
        en: "What root may do is cut into some forty pieces, the capabilities. CAP_CHOWN is one: give files away. CAP_SYS_ADMIN is another: much of what an administrator does.",
        de: "Was root darf, ist in gut vierzig Stücke geteilt, die Capabilities. CAP_CHOWN ist so ein Stück: Dateien verschenken. CAP_SYS_ADMIN ist ein anderes: vieles von dem, was ein Administrator tut.",
      },
      questions: [
        {
          id: "has",
          text: {
            en: "Our process is shown as nobody. Does it have CAP_SYS_ADMIN in its new user namespace?",
            de: "Unser Prozess erscheint als nobody. Hat er in seinem neuen User-Namespace CAP_SYS_ADMIN?",
          },
          ask: ({ inside, namespace }) => hasCapability(inside, namespace, "CAP_SYS_ADMIN"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes, that one and all others", de: "Ja, diese und alle anderen" } },
            {
              is: "EPERM",
              text: { en: "No, nobody is powerless", de: "Nein, nobody darf nichts" },
              why: {
                en: "Capabilities do not hang on the number. Who makes a user namespace has all of them in it.",
                de: "Capabilities hängen nicht an der Nummer. Wer einen User-Namespace anlegt, hat darin alle.",
              },
            },
          ],
        },
      ],
      picture: ({ inside, namespace }) => ladder(hasCapability(inside, namespace, "CAP_SYS_ADMIN")),
    },
    {
      id: "reach",
      say: {
        en: "Every user may do this, on most machines without asking anybody. That would be a hole, unless the power ended somewhere.",
        de: "Das darf auf den meisten Maschinen jeder, ohne jemanden zu fragen. Das wäre ein Loch, würde diese Macht nicht irgendwo enden.",
      },
      questions: [
        {
          id: "on-host",
          text: {
            en: "Does CAP_SYS_ADMIN of this process count for what belongs to the machine itself?",
            de: "Gilt sein CAP_SYS_ADMIN auch für das, was der Maschine selbst gehört?",
          },
          ask: ({ inside, host }) => hasCapability(inside, host, "CAP_SYS_ADMIN"),
          expect: "EPERM",
          choices: [
            { is: "EPERM", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, a capability is a capability", de: "Ja, Capability ist Capability" },
              why: {
                en: "It counts in the user namespace of its process and in those below. The machine lies above.",
                de: "Sie gilt im User-Namespace ihres Prozesses und in denen darunter. Die Maschine liegt darüber.",
              },
            },
          ],
        },
      ],
      after: {
        en: "EPERM is the kernel's word for it: only somebody with the right capability may.",
        de: "EPERM heißt das beim Kernel: Das darf nur, wer die passende Capability hat.",
      },
      picture: ({ inside, host }) => ladder(hasCapability(inside, host, "CAP_SYS_ADMIN")),
    },
    {
      id: "write",
      say: {
        en: "The process writes `0 1000 1` to its own map. It may map the user that it is, and no one else.",
        de: "Der Prozess schreibt `0 1000 1` in seine eigene Abbildung. Zuordnen darf er sich selbst und sonst niemanden.",
      },
      questions: [
        {
          id: "then",
          text: {
            en: "Who is it to itself now? Type the number.",
            de: "Wer ist er jetzt für sich selbst? Tippe die Nummer ein.",
          },
          ask: ({ inside, written }) => processStatus(inside, resultOf(written)).uids[1],
          expect: 0,
        },
      ],
      after: {
        en: "Not the process has changed, only what it is shown as. Its capabilities were there before, and come from having made the user namespace.",
        de: "Geändert hat sich nur die Anzeige, nicht der Prozess. Seine Capabilities hatte er schon vorher, denn er hat den User-Namespace angelegt.",
      },
      picture: ({ written }) => ladder(written),
    },
  ],
});
