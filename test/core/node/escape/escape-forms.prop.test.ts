import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setresuid } from "../../../../src/core/kernel/identity/set-user-id.ts";
import { sendSignal } from "../../../../src/core/kernel/processes/send-signal.ts";
import { ACCESS_PATHS } from "../../../../src/core/node/escape/access-path.ts";
import { blastRadius } from "../../../../src/core/node/escape/blast-radius.ts";
import { cellName, findCell } from "../../../../src/core/node/escape/cell.ts";
import { escapeCell, escapeMatrix, escape as playEscape } from "../../../../src/core/node/escape/escape.ts";
import type { EscapeRow, Verdict } from "../../../../src/core/node/escape/matrix.ts";
import { rangeSources } from "../../../../src/core/node/placement/range-sources.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";
import { mainOf, nodeWith, pod } from "../support/cast.ts";

const user = fc.constantFrom(undefined, 0, 101, 1000, 65535);

const traits = fc.record({
  hostUsers: fc.boolean(),
  hostNetwork: fc.boolean(),
  security: fc.record({
    runAsUser: user,
    runAsGroup: user,
    privileged: fc.boolean(),
    capabilities: fc.record({
      add: fc.subarray(["ALL", "SYS_ADMIN", "SYS_PTRACE"]),
      drop: fc.subarray(["ALL", "KILL", "SETUID", "DAC_OVERRIDE"]),
    }),
  }),
  volume: fc.constantFrom({ emptyDir: {} }, { secret: {} }, { hostPath: { path: "/" } }),
});

const nodes = fc
  .record({
    pods: fc.array(traits, { minLength: 1, maxLength: 3 }),
    strategy: fc.constantFrom(...rangeSources().filter((source) => source !== "by-index")),
  })
  .map(({ pods, strategy }) =>
    nodeWith(
      pods.map((each, index) => pod(`pod-${index}`, each)),
      { strategy },
    ),
  );

const path = fc.constantFrom(...ACCESS_PATHS);
const source = fc.constantFrom(undefined, "/", "/etc", "/var/lib");
const from = { pod: "pod-0" };

/** A row without its steps, in the plainest way. */
function bare({ target, operation, withUserns, withoutUserns, stranger }: EscapeRow<Verdict>): unknown {
  const cells = [withUserns, withoutUserns, stranger];
  return [target, operation, ...cells.map(({ allowed, errno, disputed }) => ({ allowed, errno, disputed }))];
}

describe("the three forms of an escape", () => {
  prop(
    "agree on every cell, and on how far it reaches",
    [nodes, path, source],
    (node, way, mounted) => {
      const full = unwrap(playEscape(node, from, way, { source: mounted }));
      const fast = unwrap(escapeMatrix(node, from, way, { source: mounted }));
      expect({ ...fast, rows: fast.rows.map(bare) }).toEqual({ ...full, rows: full.rows.map(bare) });
      for (const column of ["withUserns", "withoutUserns"] as const)
        expect(blastRadius(fast, column)).toEqual(blastRadius(full, column));
    },
    { numRuns: 60 },
  );

  prop(
    "agree on a single cell, steps and all",
    [nodes, path, source, fc.nat()],
    (node, way, mounted, nth) => {
      const { rows } = unwrap(playEscape(node, from, way, { source: mounted }));
      const row = rows[nth % rows.length];
      if (row === undefined) return;
      const alone = escapeCell(node, from, way, cellName(row), { source: mounted });
      expect(alone).toEqual({ ok: true, value: row });
    },
    { numRuns: 100 },
  );

  it("say the same of a disputed cell", () => {
    const node = nodeWith([pod("pod-0", { volume: { hostPath: { path: "/" } } })]);
    const full = findCell(unwrap(playEscape(node, from, "idmapped")), "/etc/shadow:read");
    expect(full?.withUserns.disputed).toBeDefined();
    const fast = findCell(unwrap(escapeMatrix(node, from, "idmapped")), "/etc/shadow:read");
    expect(fast?.withUserns.disputed).toEqual(full?.withUserns.disputed);
  });

  it("refuse the same container", () => {
    const node = nodeWith([pod("pod-0")]);
    for (const asked of [{ pod: "web" }, { pod: "pod-0", container: "side" }]) {
      const refused = playEscape(node, asked, "walk");
      expect(refused.ok).toBe(false);
      expect(escapeMatrix(node, asked, "walk")).toEqual(refused);
      expect(escapeCell(node, asked, "walk", "/etc/passwd:read")).toEqual(refused);
    }
  });

  it("signal as another user as setresuid(2) lets them", () => {
    const node = nodeWith([
      pod("pod-0"),
      pod("pod-1", { security: { runAsUser: 1000 } }),
      pod("host", { hostUsers: true }),
    ]);
    const { process } = mainOf(node, "pod-0");
    for (const other of ["pod-1", "host"]) {
      const { process: target } = mainOf(node, other);
      // No other pod's user has an ID in there, so that all three stay as they are.
      const asOther = setresuid(process, 4294967295, 4294967295, 4294967295).value;
      if (asOther === undefined) throw new Error("nothing was to change");
      const cell = escapeCell(node, from, "walk", `${other}/main:signal-as`);
      expect(unwrap(cell).withUserns).toEqual(sendSignal(asOther, target, 15));
    }
  });
});

describe("a cell that there is not", () => {
  const node = nodeWith([pod("pod-0"), pod("pod-1")]);

  it.each([
    [
      "another operation of a target",
      "pod-1/main:read",
      ["signal", "signal-as", "trace", "environ", "root", "limits", "setns"].map((tried) => `pod-1/main:${tried}`),
    ],
    ["no such target", "/etc/gshadow:read", []],
    ["no operation", "pod-1/main", []],
    ["nothing", "", []],
  ])("is refused with the cells of its target: %s", (_what, cell, known) => {
    expect(escapeCell(node, from, "walk", cell)).toEqual({ ok: false, error: { code: "cell-unknown", cell, known } });
  });
});
