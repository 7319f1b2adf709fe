import { describe, expect, it } from "vitest";
import { defaultPool } from "../../../../src/core/allocate/pool/pool.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { kubeletUser } from "../../../../src/core/kubelet/settings/settings.ts";
import { blastRadius } from "../../../../src/core/node/escape/blast-radius.ts";
import { cellName, findCell } from "../../../../src/core/node/escape/cell.ts";
import { compareSources } from "../../../../src/core/node/escape/compare-sources.ts";
import { escape as playEscape } from "../../../../src/core/node/escape/escape.ts";
import type { Escape, EscapeRow, EscapeTarget } from "../../../../src/core/node/escape/matrix.ts";
import type { Operation } from "../../../../src/core/node/host/operations.ts";
import { rangeSources } from "../../../../src/core/node/placement/range-sources.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { cell, nodeWith, pod } from "../support/cast.ts";

const YES: Decision = {
  allowed: true,
  errno: undefined,
  value: undefined,
  decidedBy: "other-bits",
  decidedAt: 0,
  steps: [],
};
const NO: Decision = { allowed: false, errno: "EACCES", decidedBy: "other-bits", decidedAt: 0, steps: [] };

function row(target: EscapeTarget, operation: Operation, ...cells: readonly Decision[]): EscapeRow {
  const [withUserns = NO, withoutUserns = NO, stranger = NO] = cells;
  return { target, operation, withUserns, withoutUserns, stranger };
}

function matrixOf(...rows: readonly EscapeRow[]): Escape {
  return {
    from: { pod: "a", container: "main" },
    path: "walk",
    source: undefined,
    columns: ["with user namespaces", "without"],
    rows,
  };
}

const FILE: EscapeTarget = { kind: "host-file", name: "/f", pod: undefined };
const OWN: EscapeTarget = { kind: "own-file", name: "/own", pod: undefined };
const THEIRS: EscapeTarget = { kind: "pod-file", name: "b/main:/f", pod: "b" };
const PROCESS: EscapeTarget = { kind: "pod-process", name: "c/main", pod: "c" };

const NOTHING = {
  readable: [],
  writable: [],
  executable: [],
  ownable: [],
  signalable: [],
  traceable: [],
  limitable: [],
  pods: [],
  podsBeyondOthers: [],
  beyondOthers: [],
  disputed: [],
};

describe("blastRadius", () => {
  it("sorts each operation into what it reaches", () => {
    const kinds = {
      readable: ["read"],
      writable: ["write", "connect"],
      executable: ["execute"],
      ownable: ["chown", "chmod", "unlink"],
      signalable: ["signal", "signal-as"],
      traceable: ["trace", "environ", "root", "setns"],
      limitable: ["limits"],
    } as const;
    for (const [kind, operations] of Object.entries(kinds))
      for (const operation of operations)
        expect(blastRadius(matrixOf(row(FILE, operation, YES, NO, YES)))).toEqual({ ...NOTHING, [kind]: ["/f"] });
  });

  it("names each thing once, and tells what a stranger reaches as well", () => {
    const rows = [
      row(FILE, "chown", YES),
      row(FILE, "chmod", YES, YES, YES),
      row(THEIRS, "read", YES, NO, YES),
      row(PROCESS, "signal", YES),
      row(PROCESS, "signal-as", YES),
      row(PROCESS, "trace"),
    ];
    expect(blastRadius(matrixOf(...rows))).toEqual({
      ...NOTHING,
      readable: ["b/main:/f"],
      ownable: ["/f"],
      signalable: ["c/main"],
      pods: ["b", "c"],
      podsBeyondOthers: ["c"],
      beyondOthers: ["/f:chown", "c/main:signal", "c/main:signal-as"],
    });
    expect(blastRadius(matrixOf(...rows), "withoutUserns")).toEqual({ ...NOTHING, ownable: ["/f"] });
  });

  it("leaves out what is the container's own", () => {
    expect(blastRadius(matrixOf(row(OWN, "read", YES, YES)))).toEqual(NOTHING);
  });

  it("names what is in dispute, in the column that it is in", () => {
    const disputed = { code: "host-deputy" } as const;
    const rows = [row(FILE, "read", { ...YES, disputed }, YES, YES), row(FILE, "write", { ...NO, disputed })];
    expect(blastRadius(matrixOf(...rows))).toEqual({ ...NOTHING, readable: ["/f"], disputed: ["/f:read", "/f:write"] });
    expect(blastRadius(matrixOf(...rows), "withoutUserns").disputed).toEqual([]);
  });
});

describe("compareSources", () => {
  it("plays the same escape, whoever gives the ranges", () => {
    const pods = [pod("a-0"), pod("a-1")];
    const compared = compareSources({ pods }, { pod: "a-0" }, "bind", { source: "/etc" });
    expect(compared.map(({ strategy }) => strategy)).toEqual(rangeSources());
    for (const { strategy, result } of compared)
      expect(result).toEqual({
        ok: true,
        value: blastRadius(
          unwrap(playEscape(nodeWith(pods, { strategy }), { pod: "a-0" }, "bind", { source: "/etc" })),
        ),
      });
  });

  it("says where it was refused", () => {
    const pods = [pod("a-0", { security: { runAsUser: 65536 } })];
    const codes = compareSources({ pods }, { pod: "b" }, "walk").map(
      ({ strategy, result }) => [strategy, !result.ok && result.error.code] as const,
    );
    expect(codes).toEqual(
      rangeSources().map((strategy) => [strategy, strategy === "host-users" ? "pod-unknown" : "user-not-mapped"]),
    );
  });
});

describe("compareSources, of a kubelet that cannot have the pool", () => {
  it.each([
    [{ release: "1.29" }, "kubelet-takes-no-pool"],
    [{ settings: { kubeletUser: kubeletUser(65536, 65536) } }, "pool-beside-account"],
  ] as const)("says so in its row alone: %j", (options, code) => {
    const pods = [pod("a-0"), pod("a-1")];
    const refused = compareSources({ pods, pool: defaultPool(), ...options }, { pod: "a-0" }, "fd").flatMap(
      ({ strategy, result }) => (result.ok ? [] : [[strategy, result.error.code]]),
    );
    expect(refused).toEqual([["kubelet", code]]);
  });
});

describe("a cell", () => {
  it("is found by its name", () => {
    const rows = [row(FILE, "read", YES), row(THEIRS, "read"), row(PROCESS, "signal-as", NO, YES, YES)];
    const matrix = matrixOf(...rows);
    expect(rows.map(cellName)).toEqual(["/f:read", "b/main:/f:read", "c/main:signal-as"]);
    for (const each of rows) expect(findCell(matrix, cellName(each))).toBe(each);
    expect(findCell(matrix, "/f")).toBeUndefined();
    expect(cell(matrix, "c/main:signal-as")).toEqual(["EACCES", "OK", "OK"]);
  });
});
