import { expect, it } from "vitest";
import * as node from "../../../src/node.ts";
import type { Place } from "../../support/at-place.ts";
import { compact } from "../../support/compact.ts";
import { edited, placesIn } from "./support/edits.ts";

const spec = { hostUsers: false, containers: [{ name: "main" }] };
const pods = ["a", "b"].map((name) => node.readPod({ name, spec }));
const row = { target: { kind: "host-file", name: "/etc", pod: undefined }, operation: "read" };
const files = [
  { podUid: "a", found: { kind: "file", raw: "" } },
  { podUid: "b", found: { kind: "unreadable", reason: "EACCES" } },
];
const kubelet = { release: "1.36", maxPods: 110, idsPerPod: 65536 };
const facts = { kernel: [6, 8] };
const subordinateFiles = [{ name: "x", entries: [], problems: [], malformed: 0 }];

/** What each function is called with. */
const CALLS: Readonly<Record<string, readonly unknown[]>> = {
  auditPods: [files, kubelet, { pods: ["a"] }],
  checkUpgrade: [files, kubelet, "1.37", { pods: ["a"] }],
  ownersOf: [files, { start: 0, size: 10 }],
  hostOwnersOf: [{ subuid: "a:1:1", subgid: "a:1:1", passwd: "a:x:1:1", rootless: 1 }, 5],
  checkNode: [{ kubelet, facts, assumed: ["account"], subordinateFiles, pods: [] }],
  nodeFromObject: [{}, { kubelet, facts, assumed: ["account"] }],
  createNode: [
    {
      pods,
      seed: 1,
      release: "1.36",
      strategy: "first-fit",
      host: { ...node.defaultHost(), files: [], processes: [] },
    },
  ],
  readPods: [[], { maxPods: 5, node: "n" }],
  readPod: [{ uid: "u", namespace: "n", name: "a", spec: {} }],
  containerCapabilities: [["KILL"], ["ALL"]],
  cellName: [row],
  findCell: [{ rows: [row] }, "/etc:read"],
  blastRadius: [{ rows: [] }, "withUserns"],
  leadsThroughMount: ["walk"],
};

const WRONG: readonly unknown[] = [undefined, null, Number.NaN, -1, 1.5, 4294967296, "", "x", [], {}, true];

function saidOf(name: string, args: readonly unknown[]): string {
  try {
    (node as unknown as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>)[name]?.(...args);
    return "taken";
  } catch (error) {
    const { name: kind, message } = error as Error;
    if (!message.startsWith(`${name}: `)) return "not noticed at once";
    return `${kind}: ${message.slice(name.length + 2).replace(/, got .*$/s, "")}`;
  }
}

/** What lies deeper than so is looked at by nobody, nor what is in a root directory. */
function isAsked(place: Place): boolean {
  return place.length <= 4 && (place.length <= 3 || !place.includes("root"));
}

it("names what is wrong of each call, as the golden file says", async () => {
  const told = Object.entries(CALLS).map(([name, args]) => {
    const messages = new Map<string, Map<string, string[]>>();
    const places: readonly Place[] = placesIn(args).filter(isAsked);
    for (const place of places)
      for (const value of WRONG) {
        const message = saidOf(name, edited(args, { place, value }));
        if (message === "taken") continue;
        const at = place.join(".");
        const found = messages.get(message) ?? new Map<string, string[]>();
        messages.set(message, found);
        found.set(at, [...(found.get(at) ?? []), typeof value === "number" ? String(value) : compact(value)]);
      }
    const lines = Array.from(messages, ([message, found]) => [
      `  ${message}\n`,
      ...Array.from(found, ([at, values]) => `    ${at}: ${values.join(" ")}\n`),
    ]);
    return `${name}\n${lines.flat().join("")}`;
  });
  await expect(told.join("\n")).toMatchFileSnapshot("misuse.golden.txt");
});
