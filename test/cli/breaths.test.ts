import { describe, expect, it } from "vitest";
import { directory, FILES, KUBELET } from "./audit/support.ts";
import { run, type World } from "./run.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
const from = (value: object): World => ({ stdin: JSON.stringify(value) });
const trace = (subject: string, settings: object, ops: readonly object[]) =>
  from({ schema: "userns-sim/trace/1", subject, settings, ops });
const list = (count: number): World => {
  const pod = (name: number) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `p${name}` },
    spec: { hostUsers: false, containers: [{ name: "main", image: "i" }] },
  });
  return from({ apiVersion: "v1", kind: "List", items: numbers(count).map(pod) });
};
const pods = (count: number) => directory(Object.fromEntries(numbers(count).map((pod) => [`p${pod}`, null])));
const processes = (count: number) =>
  Object.fromEntries(numbers(count).map((pid) => [pid + 1, { uid_map: "0 0 4294967295\n", status: "Name:\tp\n" }]));

const MANY: readonly (readonly [what: string, argv: readonly string[], world: (count: number) => World])[] = [
  ["check, of pods", ["check", "-"], list],
  ["place, of pods", ["place", "-"], list],
  ["audit, of pods", ["audit", "--pods-dir", "pods", ...KUBELET], (count) => ({ directories: { pods: pods(count) } })],
  [
    "audit, of processes",
    ["audit", "--pods-dir", "pods", ...KUBELET, "--proc"],
    (count) => ({ directories: { pods: {}, "/proc": processes(count) } }),
  ],
  [
    "replay, of an allocator's steps",
    ["replay", "-"],
    (count) =>
      trace(
        "allocator",
        { start: 65536, size: 131072, strategy: "first-fit" },
        numbers(count).map(() => ({ type: "release", podUid: "a" })),
      ),
  ],
  [
    "replay, of a kubelet's steps",
    ["replay", "-"],
    (count) =>
      trace(
        "kubelet",
        { release: "1.36" },
        numbers(count).map(() => ({ type: "cleanup", known: [] })),
      ),
  ],
];

describe.each(MANY)("%s", (_what, argv, world) => {
  it("lets Ctrl-C be heard in between, the more often the more there is to do", async () => {
    const breaths = async (count: number): Promise<number> => {
      let taken = 0;
      const { code, stderr } = await run(argv, { files: FILES, ...world(count), onBreath: () => void taken++ });
      expect({ wrongUse: code === 2, stderr }).toEqual({ wrongUse: false, stderr: "" });
      return taken;
    };
    const [few, many] = [await breaths(10), await breaths(2010)];
    expect(many - few).toBeGreaterThanOrEqual(2);
  });
});
