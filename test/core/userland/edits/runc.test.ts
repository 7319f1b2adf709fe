import { describe, expect, it } from "vitest";
import { createIdMap, emptyIdMap, type IdMap } from "../../../../src/core/idmap/id-map.ts";
import type { PodIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import { type Result, unwrap } from "../../../../src/core/result.ts";
import {
  checkRuncIdmapMount,
  checkRuncRootless,
  checkRuncUserNamespace,
  isInUserNamespace,
  type RuncRefusal,
} from "../../../../src/core/userland/runc.ts";
import { EDITS } from "../../../support/edits/edits.ts";
import { matrixOf, textTable } from "../../../support/edits/matrix.ts";

const some = unwrap(createIdMap([{ containerId: 5, hostId: 10, size: 5 }]));
const other = unwrap(createIdMap([{ containerId: 0, hostId: 10, size: 5 }]));
const MAPS: Readonly<Record<string, IdMap>> = { none: emptyIdMap(), some, other };

/** Every pair of maps, by its name. */
const PAIRS: readonly (readonly [name: string, maps: PodIdMap])[] = Object.entries(MAPS).flatMap(([user, uid]) =>
  Object.entries(MAPS).map(([group, gid]) => [`${user}/${group}`, { uid, gid }] as const),
);

function said(result: Result<undefined, RuncRefusal>): string {
  return result.ok ? "fine" : Object.values(result.error).join(": ");
}

/** A line for each answer, and what has it. */
function grouped(answers: readonly (readonly [what: string, answer: string])[]): string {
  const all = new Set(answers.map(([, answer]) => answer));
  const having = (given: string) => answers.flatMap(([what, answer]) => (answer === given ? [what] : []));
  return Array.from(all, (answer) => `${answer}\n  ${having(answer).join(", ")}\n`).join("");
}

describe("every user namespace of a configuration", () => {
  it("is taken or refused as the golden file has it", async () => {
    const joins = [undefined, ...PAIRS.slice(0, 5)];
    const answers = [true, false].flatMap((enabled) =>
      PAIRS.flatMap(([name, maps]) =>
        joins.map((join) => {
          const what = `${enabled ? "with" : "without"} ${name}${join === undefined ? "" : ` joins ${join[0]}`}`;
          return [what, said(checkRuncUserNamespace({ enabled, maps, ...(join && { joined: join[1] }) }))] as const;
        }),
      ),
    );
    await expect(grouped(answers)).toMatchFileSnapshot("golden/namespaces.golden.txt");
  });
});

describe("every idmapped mount", () => {
  it("is taken or refused as the golden file has it", async () => {
    const answers = [true, false].flatMap((bind) =>
      [true, false].flatMap((rootless) =>
        PAIRS.map(([name, maps]) => {
          const what = `${bind ? "bind" : "other"} ${rootless ? "rootless" : "root"} ${name}`;
          return [what, said(checkRuncIdmapMount({ bind, maps }, rootless))] as const;
        }),
      ),
    );
    await expect(grouped(answers)).toMatchFileSnapshot("golden/mounts.golden.txt");
  });
});

describe("every small change of a text", () => {
  it("that is the data of a mount is taken or refused as the golden file has it", async () => {
    const check = (enabled: boolean, maps: PodIdMap) => (data: string) => ({
      says: said(checkRuncRootless({ enabled, maps }, ["mode=1", data])),
    });
    const maps = { uid: some, gid: other };
    const picture = matrixOf(textTable("gid=4,uid=05,x", EDITS, check(true, maps)));
    const namespaces = PAIRS.flatMap(([name, pair]) =>
      [true, false].map((enabled) => [`${enabled} ${name}`, check(enabled, pair)("uid=5").says] as const),
    );
    await expect(`${picture}\n${grouped(namespaces)}`).toMatchFileSnapshot("golden/rootless.golden.txt");
  });

  it.each([
    ["host", " 0 00 4294967295\n0"],
    ["pod", "0\t65536 65536"],
  ])("that is a uid_map is the host's or not, as in the golden file: %s", async (name, text) => {
    const picture = matrixOf(
      textTable(text, EDITS, (edited) => ({ says: isInUserNamespace(edited) ? "in a namespace" : "on the host" })),
    );
    await expect(picture).toMatchFileSnapshot(`golden/uid-map-${name}.golden.txt`);
  });
});
