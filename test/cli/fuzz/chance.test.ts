import { describe, expect, it } from "vitest";
import { run } from "../run.ts";
import { fuzz, oddProgram } from "./support.ts";

/** The smallest history in which two pods share a range. */
const SHARED = "65536+131072/65536~1:a1,a2";

describe("a fault that is up to chance", () => {
  it("is tried until it is known how often it shows, made as small as others, and played as often again", async () => {
    const { command } = oddProgram("chance");
    const { document } = await fuzz(["--exec", command, "--runs", "3"]);
    expect(document.findings).toMatchObject([
      { name: "disjoint", certain: false, replay: SHARED, held: { tries: 16 } },
    ]);
    const shown = document.findings[0]?.held.shown ?? 0;
    expect(shown >= 5 && shown <= 6).toBe(true);
    const { code, stdout } = await run(["fuzz", "--exec", command, "--replay", SHARED]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/It shows by chance: in [56] of 16 tries\./);
  });
});
