import { describe, expect, it } from "vitest";
import { unwrap } from "../../../../src/index.ts";
import { DEFAULT_SETTINGS } from "../../../../src/kernel.ts";
import {
  ACCESS_PATHS,
  type AccessPath,
  blastRadius,
  compareSources,
  createNode,
  type EscapeOptions,
  escapeMatrix,
  type Node,
  type NodeOptions,
  type Verdict,
} from "../../../../src/node.ts";
import { compact } from "../../../support/compact.ts";
import { pod } from "../support/cast.ts";

const pods = [
  pod("a", { volume: { hostPath: { path: "/srv" } } }),
  pod("user", {
    security: { runAsUser: 1000, runAsGroup: 1000 },
    context: { fsGroup: 2000 },
    volume: { emptyDir: {} },
  }),
  pod("plain", { hostUsers: true, volume: { secret: { secretName: "x" } } }),
  pod("strong", {
    hostNetwork: true,
    containers: [
      { name: "first", securityContext: { privileged: true } },
      { name: "weak", securityContext: { capabilities: { drop: ["ALL"] }, allowPrivilegeEscalation: false } },
    ],
  }),
];

function nodeOf(options: Omit<NodeOptions, "pods"> = {}): Node {
  return unwrap(createNode({ pods, strategy: "first-fit", ...options }));
}

/** Allowed, or which error; a question mark where the sources do not agree. */
function sign({ errno, disputed }: Verdict): string {
  const letter = errno === undefined ? "." : (LETTERS[errno] ?? errno);
  return disputed === undefined ? letter : `${letter}?`;
}

const LETTERS: Readonly<Record<string, string>> = { EACCES: "a", EPERM: "p", EINVAL: "i", EOPNOTSUPP: "o", ESRCH: "s" };

/** A line for each target: what is done, and what is said with user namespaces, without, and to a stranger. */
function linesOf(node: Node, from: string, path: AccessPath, options: EscapeOptions = {}): readonly string[] {
  const [name = "", container] = from.split("/");
  const matrix = unwrap(escapeMatrix(node, { pod: name, container }, path, options));
  const lines = new Map<string, string[]>();
  for (const { target, operation, withUserns, withoutUserns, stranger } of matrix.rows) {
    const line = lines.get(`${target.kind} ${target.name}`) ?? [];
    lines.set(`${target.kind} ${target.name}`, line);
    line.push(`${operation} ${[withUserns, withoutUserns, stranger].map(sign).join("")}`);
  }
  const radii = (["withUserns", "withoutUserns"] as const).map((column) => blastRadius(matrix, column));
  return [
    ...Array.from(lines, ([target, said]) => `${target}: ${said.join(", ")}`),
    ...radii.map((radius) =>
      compact({ ...radius, beyondOthers: radius.beyondOthers.length, disputed: radius.disputed.length }),
    ),
  ];
}

function told(heading: string, lines: readonly string[]): string {
  return `# ${heading}\n${lines.map((line) => `${line}\n`).join("")}`;
}

describe("what somebody can do who got out", () => {
  it.each(["a", "user", "plain", "strong/first", "strong/weak"])("is what the golden file says: %s", async (from) => {
    const node = nodeOf();
    const ways = ACCESS_PATHS.map((path) => told(path, linesOf(node, from, path)));
    const mounted = (["bind", "idmapped"] as const).flatMap((path) =>
      ["/", "/etc", "/srv/", "/proc", "/tmp/report"].map((source) =>
        told(`${path} ${source}`, linesOf(node, from, path, { source })),
      ),
    );
    await expect([...ways, ...(from === "a" ? mounted : [])].join("\n")).toMatchFileSnapshot(
      `golden/${from.replace("/", "-")}.golden.txt`,
    );
  });

  it("is what the golden file says, whoever gives the ranges", async () => {
    const asked = ["a", "nobody"].flatMap((name) =>
      (["walk", "idmapped"] as const).flatMap((path) =>
        compareSources({ pods }, { pod: name }, path).map(({ strategy, result }) => {
          if (!result.ok) return [`${name} ${path}: ${result.error.code}`, strategy] as const;
          const { podsBeyondOthers, beyondOthers, readable, signalable } = result.value;
          return [
            `${name} ${path}: ${readable.length} read, ${signalable.length} signalled, ${beyondOthers.length} beyond others, pods ${compact(podsBeyondOthers)}`,
            strategy,
          ] as const;
        }),
      ),
    );
    const same = new Map<string, string[]>();
    for (const [line, strategy] of asked) same.set(line, [...(same.get(line) ?? []), strategy]);
    const lines = Array.from(same, ([line, strategies]) => `${line}\n  ${strategies.join(" ")}\n`);
    await expect(lines.join("")).toMatchFileSnapshot("golden/sources.golden.txt");
  });

  it("is what the golden file says where a node differs", async () => {
    const whole = linesOf(nodeOf(), "a", "walk");
    const wholeMapped = linesOf(nodeOf(), "a", "idmapped");
    const others: Readonly<Record<string, Node>> = {
      "one range for all": nodeOf({ strategy: "shared-range" }),
      "ranges that overlap": nodeOf({ strategy: "overlapping-ranges" }),
      "no user namespaces": nodeOf({ strategy: "host-users" }),
      "mounts that are not mapped": nodeOf({ release: "1.26" }),
      "a kernel with Yama": nodeOf({ kernel: { ...DEFAULT_SETTINGS, ptraceScope: 1 } }),
      "a kernel that maps fewer filesystems": nodeOf({ kernel: { ...DEFAULT_SETTINGS, version: [5, 19] } }),
    };
    const differences = Object.entries(others).map(([name, node]) =>
      told(name, [
        ...linesOf(node, "a", "walk").filter((line) => !whole.includes(line)),
        ...linesOf(node, "a", "idmapped").filter((line) => !wholeMapped.includes(line)),
      ]),
    );
    await expect(differences.join("\n")).toMatchFileSnapshot("golden/other-nodes.golden.txt");
  });
});
