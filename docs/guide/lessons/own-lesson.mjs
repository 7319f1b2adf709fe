// A lesson of one's own: a module whose default export is what defineLesson makes, or an array of such.
//
//   npm install userns-sim
//   npx userns-sim lesson own-lesson.mjs            in a terminal, a step at a time
//   npx userns-sim lesson own-lesson.mjs --check    is everything in it true, and complete?
import { createPool, toHost, unwrap } from "userns-sim";
import { openFile, ownerNumbers } from "userns-sim/kernel";
import { defineLesson, ladder, owner, ruler } from "userns-sim/lessons";
import { createNode, readPod } from "userns-sim/node";

export default defineLesson({
  id: "web-team",
  part: "pods",
  minutes: 5,
  // One language is enough: that of the title is the one that --check asks for.
  title: { en: "Our web server and its neighbour" },
  goal: { en: "You can say which files of a neighbour our web server can read." },
  // Where it is from. { check }, { manual, sentence }, { code, version } or { report }.
  sources: [{ manual: "user_namespaces(7)", sentence: "User namespaces isolate security-related identifiers" }],
  // Words that this lesson explains itself.
  terms: {
    neighbour: {
      name: { en: "neighbour" },
      says: { en: "Another pod on the same node." },
      forms: { en: ["neighbour", "neighbours"], de: [] },
    },
  },

  // The world is made with the library, from a seed: the same seed gives the same IDs, another one a variant.
  world: (seed) => {
    const spec = (user) => ({ hostUsers: false, containers: [{ name: "main", securityContext: { runAsUser: user } }] });
    const pods = [readPod({ name: "web", spec: spec(101) }), readPod({ name: "shop", spec: spec(101) })];
    const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
    const [web, shop] = unwrap(createNode({ pods, pool, seed })).pods;
    const { file } = shop.files.find(({ path }) => path === "/tmp/secret");
    return { map: web.userNamespace.uidMap, reader: web.containers[0].process, file, seen: web.userNamespace };
  },

  steps: [
    {
      id: "user",
      // At most 60 words. IDs are taken from the world, never typed.
      say: { en: "Both pods run as user 101, each with hostUsers: false." },
      questions: [
        {
          id: "web-101",
          text: { en: "Which user of the host is user 101 of the pod web?" },
          // What the library says is the answer; expect is what it says for the seed 1.
          ask: ({ map }) => toHost(map, 101),
          expect: 3080293,
          choices: [
            // The right one is the one whose `is` equals the answer. Nobody marks it.
            { is: ({ map }) => toHost(map, 101), text: ({ map }) => ({ en: `${toHost(map, 101)}` }) },
            {
              is: 101,
              text: { en: "101" },
              // Every wrong choice says why it is wrong.
              why: { en: "That would be so with host users. Here the pod has a range of its own." },
            },
          ],
        },
      ],
      // The picture is shown once the questions are answered.
      picture: ({ map }) => ruler(map, [101]),
    },
    {
      id: "secret",
      say: ({ file }) => ({ en: `The neighbour has a file of mode 0600. On the host it belongs to ${file.uid}.` }),
      questions: [
        {
          id: "read",
          text: { en: "Web breaks out and finds that file. Which error does it get? Type its name." },
          // A decision of the kernel: its steps are the why that the learner is shown.
          ask: ({ reader, file }) => openFile(reader, { ...file, directory: undefined }, "r"),
          expect: "EACCES",
        },
      ],
      after: { en: "The same number inside is not the same user." },
      picture: ({ reader, file }) => ladder(openFile(reader, { ...file, directory: undefined }, "r")),
    },
    {
      id: "shown",
      say: { en: "Web asks who owns the file." },
      questions: [
        {
          id: "owner",
          text: { en: "Which number is it shown?" },
          ask: ({ seen, file }) => ownerNumbers(seen, file).uid.asShown,
          expect: 65534,
        },
      ],
      picture: ({ seen, file }) => owner(ownerNumbers(seen, file).uid, "web"),
    },
  ],
});
