import { expect, it } from "vitest";
import { type HostFiles, hostOwnersOf } from "../../../../src/node.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { compact } from "../../../support/compact.ts";
import { editMatrix } from "../support/edit-matrix.ts";
import { chosenEdits } from "../support/edits.ts";

const files: HostFiles = {
  subuid: "alice:100000:65536\nbob:200000:1000\n",
  subgid: "alice:100000:65536\nbob:300000:1000\n",
  passwd: "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\nbob:x:1001:1001::/:/bin/sh\n",
};

const ASKED = [0, 1000, 100000, 165535, 165536, 200500, 300999, { start: 0, size: 4294967295 }];

it("tells whose an ID is by the files of a machine as the golden file says", async () => {
  const lines = [
    "",
    "alice:100000:65536\n",
    "1000:100000:65536\n",
    "alice:100000:10\nalice:200000:10\n1000:300000:10\n",
    "alice:200000:10\nalice:100000:10\nbob:100000:5\n",
    "alice:0:1000\n",
    "alice:100000:0\nalice:4294967295:1\nalice:4294967290:10\n",
    "alice\nalice:x:1\n:1:1\nalice:100000:65536:x\n",
    "carol:100000:65536\n",
    "carol:100000:65536\ndave:200000:1\n",
  ];
  const edits = chosenEdits(files, {
    subuid: [ABSENT, ...lines],
    subgid: [ABSENT, ...lines],
    passwd: [
      ABSENT,
      "",
      "alice:x:1000:1000::/:/bin/sh\nalias:x:1000:1000::/:/bin/sh\n",
      "alice:x:4294967295:0::/:\nalice:x:1:0::/:\n",
      "alice:x:-1:0::/:\nalice\nalice:x:y:z\n",
    ],
    rootless: [0, 1000, 1001, 1002, 100000],
    "": Object.fromEntries(
      lines.flatMap((line) =>
        [1000, 1001].flatMap((rootless) =>
          [{}, { passwd: files.passwd }].map((more) => [
            `${JSON.stringify(line)}, rootless ${rootless}${"passwd" in more ? ", with passwd" : ""}`,
            { subuid: line, rootless, ...more },
          ]),
        ),
      ),
    ),
  });
  const told = (each: HostFiles & { readonly ""?: HostFiles }) =>
    ASKED.flatMap((asked) =>
      hostOwnersOf(each[""] ?? each, asked).map(
        ({ kind, name, maps, host, container }) =>
          `${compact(asked)}: ${kind} ${name}, ${maps}, ${host.start}:${host.size} is ${container.start}:${container.size}`,
      ),
    );
  await expect(editMatrix(files, edits, told)).toMatchFileSnapshot("golden/host-owners.golden.txt");
});
