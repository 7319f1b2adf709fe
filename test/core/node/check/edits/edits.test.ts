import { describe, expect, it } from "vitest";
import { FINDING_RULES } from "../../../../../src/core/findings/finding-rules.ts";
import { checkNodeInSteps } from "../../../../../src/core/node/check/check-node.ts";
import { rememberingGround } from "../../../../../src/core/node/check/ground.ts";
import { rememberingChecker } from "../../../../../src/core/node/check/group-memo.ts";
import { NODE_CONDITIONS, START_CONDITIONS } from "../../../../../src/core/node/check/node-conditions.ts";
import { german } from "../../../../../src/german.ts";
import { explain } from "../../../../../src/node.ts";
import { changesTold } from "../../../../support/changes-told.ts";
import { chosenEdits, edited } from "../../support/edits.ts";
import { applyFix } from "../fixes/support/apply-fix.ts";
import { keyOf, metIn } from "../fixes/support/met.ts";
import { FAMILIES } from "./families.ts";
import { checkedWithFixes, toldOf } from "./told.ts";

const families = Object.entries(FAMILIES).map(([name, [node, choices]]) => {
  const edits = chosenEdits(node, choices);
  const all = once(() => [node, ...edits.map((edit) => edited(node, edit))].map(checkedWithFixes));
  return { name, edits, all };
});

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

describe.each(families)("a small change of a node: $name", ({ name, edits, all }) => {
  it("changes what is found as the golden file says", async () => {
    const [before = [], ...after] = all().map(toldOf);
    const told = edits.map((edit, index) => [edit, after[index] ?? []] as const);
    await expect(changesTold(before, told)).toMatchFileSnapshot(`golden/${name}.golden.txt`);
  });

  it("leaves nothing that its own fix does not make go", () => {
    const tried = new Set<string>();
    for (const { node, met } of all())
      for (const { found, group, fix } of met) {
        const which = `${keyOf({ found, group })} ${JSON.stringify(fix)}`;
        if (fix.changes.length === 0 || tried.has(which)) continue;
        tried.add(which);
        const after = metIn(applyFix(node, fix, group)).map(keyOf);
        expect(after, which).not.toContain(keyOf({ found, group }));
      }
  });
});

describe("what is said of all these nodes", () => {
  const met = once(() => families.flatMap(({ all }) => all().flatMap((checked) => checked.met)));

  it("has no blank in it", () => {
    const texts = met().flatMap(({ found, fix }) =>
      [found, fix].flatMap((each) => [explain(each), explain(each, german)]),
    );
    expect([...new Set(texts)].filter((text) => BLANK.test(text))).toEqual([]);
  });
});

/** The releases in which a condition can hold: `since Kubernetes 1.30, until 1.38`, `before Kubernetes 1.35`. */
function holdsIn({ versions = "" }: { readonly versions?: string }, release: string): boolean {
  const [, since = "1.0"] = /^since Kubernetes (\d\.\d+)/.exec(versions) ?? [];
  const [, until = "1.99"] = /(?:^|, )(?:before|until) (?:Kubernetes )?(\d\.\d+)/.exec(versions) ?? [];
  const minorOf = (name: string): number => Number(name.slice(2));
  return minorOf(release) >= minorOf(since) && minorOf(release) < minorOf(until);
}

it("is found in no release in which its condition is said not to hold", () => {
  const wrong = families.flatMap(({ all }) =>
    all().flatMap(({ node: { kubelet }, met }) =>
      met.flatMap(({ found }) => {
        const rule =
          found.code === "kubelet-does-not-start"
            ? START_CONDITIONS[found.facts.error.code]
            : { ...NODE_CONDITIONS, ...FINDING_RULES }[found.code];
        return holdsIn(rule, kubelet.release) ? [] : [`${found.code} in ${kubelet.release}: ${rule.versions}`];
      }),
    ),
  );
  expect([...new Set(wrong)]).toEqual([]);
});

const BLANK = /^\s|[^.)]$| {2}| [.,;:]|\[object|undefined|NaN/;

const REMEMBERED = ["crowded", "unknown", "judged"];

it("is found no otherwise by who remembers what the nodes before had in common", () => {
  const checker = rememberingChecker();
  const groundFor = rememberingGround();
  for (const { name, all } of families)
    for (const { node, check } of REMEMBERED.includes(name) ? all() : []) {
      const steps = checkNodeInSteps(node, checker, groundFor);
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      const { ground, ofPool, crowding, ...checked } = step.value;
      const findings = [...ground.start.findings, ...ofPool, ...ground.collisions.findings, ...crowding];
      expect({ ...checked, findings }).toEqual(check);
    }
});
