import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asCode } from "../../docs/page/state/play/code/as-code.ts";
import { literal } from "../../docs/page/state/play/code/literal.ts";
import { EXAMPLE, type Play } from "../../docs/page/state/play/play.ts";
import { instrument } from "../docs/instrument.ts";
import { complaints } from "../docs/typecheck.ts";
import { entries } from "../support/entries.ts";
import { anyPlay, PODS } from "./support/plays.ts";

const AsyncFunction = (async () => {}).constructor as new (
  ...parametersAndBody: string[]
) => (
  load: (name: string) => Promise<unknown>,
  check: (...claim: [number, unknown, unknown]) => void,
  console: Pick<Console, "log">,
) => Promise<void>;

function load(name: string): Promise<unknown> {
  const entry = name === "userns-sim" ? "index" : name.replace("userns-sim/", "");
  return import(new URL(`../../${entries[entry as keyof typeof entries]}`, import.meta.url).href);
}

/** Runs a program, compares what it gives with what it says, and tells how much that was. */
async function run(code: string): Promise<number> {
  let checked = 0;
  const printed: unknown[] = [];
  const { body, claims } = instrument(code);
  await new AsyncFunction("load", "check", "console", body)(
    load,
    (line, actual, expected) => {
      checked++;
      expect(actual, `line ${line + 1} of\n${code}`).toEqual(expected);
    },
    { log: (value: unknown) => printed.push(value) },
  );
  expect(checked).toBe(claims);
  expect(printed).toHaveLength(claims);
  return checked;
}

const CREATE_C = { type: "create", pod: "c", like: "default_b" } as const;
const GIVEN_AWAY: Play = {
  ...EXAMPLE,
  pool: "65536:131072",
  events: [{ type: "remove-directory", pod: "default_a" }, { type: "cleanup" }, CREATE_C],
  position: 3,
};

const PLAYS: Readonly<Record<string, Play>> = {
  "the example": EXAMPLE,
  "a range that is given away": GIVEN_AWAY,
  "the same, mended": { ...GIVEN_AWAY, fixes: ["running-range-given-away"] },
  "a crash and an upgrade": {
    ...EXAMPLE,
    release: "1.35",
    events: [{ type: "crash" }, CREATE_C, { type: "restart", release: "1.36" }, CREATE_C],
    position: 4,
  },
  "an allocator": {
    ...EXAMPLE,
    pods: PODS,
    strategy: "first-fit",
    events: [{ type: "release", pod: "default_a" }, CREATE_C, { type: "restart" }],
    position: 3,
  },
  "an allocator, plainly": { ...EXAMPLE, strategy: "random-scan", pool: "", seed: 7 },
  "a pool too small": { ...EXAMPLE, strategy: "first-fit", pool: "65536:65536" },
  "a pool that is not aligned": { ...EXAMPLE, strategy: "first-fit", pool: "70000:200000" },
  "one range for all": { ...EXAMPLE, strategy: "shared-range", escape: { ...EXAMPLE.escape, path: "fd" } },
  "no gate": { ...EXAMPLE, release: "1.28", pool: "" },
  "a gate that is on": { ...EXAMPLE, release: "1.31", gate: "on" },
  "a pool that cannot be": { ...EXAMPLE, pool: "0:65536" },
  "a manifest that cannot be read": { ...EXAMPLE, pods: "a: [" },
  "manifests of which some are wrong": {
    ...EXAMPLE,
    pods: `a: [\n---\nkind: List\nitems:\n  - 1\n  - kind: Pod\n    metadata: { name: c }\n    spec: { containers: [{ name: m }] }\n---\n${EXAMPLE.pods}`,
  },
  "a mount": { ...EXAMPLE, escape: { ...EXAMPLE.escape, path: "idmapped", source: "/etc" } },
  "an ID and a map": {
    ...EXAMPLE,
    map: "0 65536 65536",
    selected: { ...EXAMPLE.selected, about: "id", id: { side: "container", id: 70_000 } },
  },
  "a text": {
    ...EXAMPLE,
    map: "-rw-r--r-- 1 131072 131072 0 </script>\u2028x\n",
    selected: { ...EXAMPLE.selected, about: "map", id: { side: "host", id: 131_072 } },
  },
};

describe("as code", () => {
  it.each(Object.entries(PLAYS))("%s gives what is on the screen", async (_, play) => {
    const code = asCode(play);
    expect(await run(code)).toBeGreaterThanOrEqual(code.includes("escapeMatrix") ? 4 : 0);
  });

  it("compiles", () => {
    const fences = Object.entries(PLAYS).map(([file, play]) => ({ file, line: 0, info: "ts", code: asCode(play) }));
    expect(complaints(fences as Parameters<typeof complaints>[0])).toEqual([]);
  });

  it("reads as one would write it", () => {
    expect(asCode({ ...EXAMPLE, pods: EXAMPLE.pods.split("---")[0] ?? "" })).toMatchInlineSnapshot(`
      "import { createPool, unwrap } from "userns-sim";
      import { explainSteps } from "userns-sim/kernel";
      import { blastRadius, createNode, escapeCell, escapeMatrix, readPods } from "userns-sim/node";

      const { pods } = unwrap(readPods([
        {
          apiVersion: "v1",
          kind: "Pod",
          metadata: { name: "a" },
          spec: { hostUsers: false, containers: [{ name: "main" }] },
        },
      ]));

      const pool = unwrap(createPool({ start: 65536, size: 7208960 }));
      const node = unwrap(createNode({ pods, strategy: "kubelet", seed: 1, release: "1.36", pool }));
      const ranges = node.pods.map(({ label, range }) => [label, range?.start]); // => [["a", 3080192]]
      console.log(ranges);

      const from = { pod: "default_a", container: "main" };
      const matrix = unwrap(escapeMatrix(node, from, "walk"));
      const allowed = matrix.rows.filter(({ withUserns }) => withUserns.allowed).length; // => 9
      console.log(allowed);

      const allowedWithout = matrix.rows.filter(({ withoutUserns }) => withoutUserns.allowed).length; // => 72
      console.log(allowedWithout);

      const beyondOthers = blastRadius(matrix).beyondOthers.slice(0, 20); // => []
      console.log(beyondOthers);

      const cell = unwrap(escapeCell(node, from, "walk", "/etc/shadow:read"));
      const why = explainSteps(cell.withUserns).map(({ text }) => text);
      // => [
      //   "directory 2 up, mode 0755, owner 0, group 0: other bits r-x grant execute",
      //   "directory 1 up, mode 0755, owner 0, group 0: other bits r-x grant execute",
      //   "owner? 3080192 is not 0",
      //   "group? not in 42",
      //   "other bits --- → read not granted",
      //   "CAP_DAC_READ_SEARCH not held in pod default_a",
      //   "CAP_DAC_OVERRIDE held in pod default_a",
      //   "but file owner 0 has no mapping there",
      // ]
      console.log(why);
      "
    `);
  });

  it("gives what is on the screen of any play", async () => {
    await fc.assert(
      fc.asyncProperty(anyPlay, async (play) => {
        await run(asCode(play));
      }),
      { numRuns: 60 },
    );
  });

  it("lets no text out of its quotes", () => {
    const evil = "</script><!-- \"'`$x\\ \u2028\u2029\u202e\u0000\r\n--> ]]> */";
    const pods = JSON.stringify({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "a", annotations: { [evil]: evil, ["__proto__"]: evil } },
      spec: { containers: [{ name: "main" }] },
    }).replace("{", '{"__proto__":{"kind":"no"},');
    const code = asCode({ ...EXAMPLE, pods, map: evil });
    for (const out of ["</script", "<!--", "-->", "\u2028", "\u2029", "\u202e", "\u0000", "\r"])
      expect(code).not.toContain(out);
    return run(code);
  });
});

describe("a literal", () => {
  it("is the value", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false } as never),
        fc.integer({ min: 1, max: 120 }),
        (value, width) => {
          expect(new Function(`return (${literal(value, width)})`)()).toEqual(value);
        },
      ),
    );
    const own = JSON.parse('{"__proto__":{"a":1}}') as object;
    expect(Object.keys(new Function(`return (${literal(own)})`)() as object)).toEqual(["__proto__"]);
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0].map((each) => literal(each))).toEqual([
      "Number.NaN",
      "Number.POSITIVE_INFINITY",
      "Number.NEGATIVE_INFINITY",
      "-0",
    ]);
  });
});
