import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "../../../src/core/kernel/credentials/capability.ts";
import { run } from "../run.ts";

interface Asked {
  readonly uid: 0 | 1000;
  readonly gid: boolean;
  readonly helper: "setuid" | "file-caps" | "plain";
  readonly newPrivs: boolean;
  readonly lacks: readonly string[];
  /** His own ID alone is mapped; for a group newgidmap writes "deny" to setgroups first. */
  readonly own: boolean;
}

interface Answer {
  readonly outcome: string;
  readonly call: string;
  readonly decidedBy: string;
  readonly decidedAt: number;
  readonly steps: readonly unknown[];
  readonly advice: string | null;
}

async function ask({ uid, gid, helper, newPrivs, lacks, own }: Asked): Promise<Answer> {
  const caps = CAPABILITIES.filter((name) => !lacks.includes(name)).join(",");
  const who = ["--as", "newuidmap", "--uid", String(uid), "--subid", "100000:65536", "--subid", "0:1"];
  const how = [
    "--helper",
    helper,
    "--caps",
    caps || "none",
    ...(gid ? ["--gid"] : []),
    ...(newPrivs ? [] : ["--no-new-privs"]),
  ];
  const { stdout } = await run(["map-check", "--json", ...who, ...how, own ? `0 ${uid} 1` : MAP]);
  return JSON.parse(stdout);
}

const MAP = "0 100000 65536";

/** What an advice says, done: of two ways each one. */
function done(advice: string, asked: Asked): readonly Asked[] {
  const { gid, lacks } = asked;
  const own = gid ? "CAP_SETGID" : "CAP_SETUID";
  const sentences = advice.split(/(?<=\.) /);
  const without = (names: readonly string[]): Partial<Asked> => ({
    lacks: lacks.filter((name) => !names.includes(name)),
  });
  let all: readonly Asked[] = [asked];
  const either = (...ways: readonly Partial<Asked>[]): void => {
    all = all.flatMap((each) => ways.map((way) => ({ ...each, ...way })));
  };
  for (const sentence of sentences) {
    const [, lacking] = /bounding set lacks (CAP_\w+)/.exec(sentence) ?? [];
    if (sentence.includes("chmod u+s")) either({ helper: "setuid" }, { helper: "file-caps" });
    else if (sentence.includes("run new")) either({ newPrivs: true });
    else if (sentence.includes("a capability that its file has")) either(without([own]));
    else if (lacking === undefined) throw new Error(`nobody knows how to do it: ${sentence}`);
    else if (!sentence.includes(" in the place of ")) either(without([lacking]));
    else
      either(without([lacking]), {
        helper: "file-caps",
        ...(sentence.includes(`leave ${own} there`) && without([own])),
      });
  }
  return all;
}

const LACKS: readonly (readonly string[])[] = [
  [],
  ["CAP_SETUID", "CAP_SETGID"],
  ["CAP_DAC_OVERRIDE"],
  ["CAP_SYS_ADMIN"],
  ["CAP_DAC_OVERRIDE", "CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID"],
  ["CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID"],
  CAPABILITIES,
];

const CASES: readonly Asked[] = ([0, 1000] as const).flatMap((uid) =>
  [false, true].flatMap((gid) =>
    (["setuid", "file-caps", "plain"] as const).flatMap((helper) =>
      [true, false].flatMap((newPrivs) =>
        LACKS.flatMap((lacks) =>
          (gid ? [false, true] : [false]).map((own) => ({ uid, gid, helper, newPrivs, lacks, own })),
        ),
      ),
    ),
  ),
);

const told = ({ uid, gid, helper, newPrivs, lacks, own }: Asked): string =>
  `user ${uid}, ${gid ? "gid" : "uid"}, ${helper}, ${newPrivs ? "" : "no_new_privs, "}without ${lacks.length > 5 ? "any" : lacks}${own ? ", his own ID alone" : ""}`;

describe("what map-check advises of newuidmap", () => {
  it("makes the refusal go, each of its ways, or another one come that can be followed to the end", async () => {
    const answers = new Map<string, Promise<Answer>>();
    const answer = (asked: Asked): Promise<Answer> => {
      const key = JSON.stringify(asked);
      const known = answers.get(key) ?? ask(asked);
      answers.set(key, known);
      return known;
    };
    const follow = async (asked: Asked, before: readonly string[]): Promise<void> => {
      const { outcome, call, decidedBy, steps, decidedAt, advice } = await answer(asked);
      if (outcome === "taken") return;
      const refusal = JSON.stringify([call, decidedBy, steps.slice(0, decidedAt).at(-1)]);
      if (before.at(-1)?.startsWith(refusal)) throw new Error([...before, refusal].join("\n"));
      const way = [...before, `${refusal}, ${told(asked)}: ${advice}`];
      if (way.length > 4) throw new Error(way.join("\n"));
      for (const next of done(advice ?? "", asked)) await follow(next, way);
    };
    for (const asked of CASES) await follow(asked, []);
  });

  it("names what is of no use without something else", async () => {
    const user = { uid: 1000, gid: false, helper: "setuid", newPrivs: true, lacks: CAPABILITIES, own: false } as const;
    expect((await ask(user)).advice).toMatch(/or leave CAP_SETUID there and give newuidmap cap_setuid/);
    expect((await ask({ ...user, uid: 0, newPrivs: false })).advice).toBe(
      "The bounding set lacks CAP_SETUID: leave it there.",
    );
  });
});
