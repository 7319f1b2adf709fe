import { compareNames } from "../../go/compare-names.ts";
import { newestRelease, RELEASES } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import {
  both,
  integer,
  list,
  nullOr,
  object,
  oneOf,
  passing,
  type Shape,
  type ShapeFault,
  text,
} from "../../shape/shape.ts";
import { DEFECT_NAMES } from "../defects/defects.ts";
import type { Kubelet } from "../manager/kubelet.ts";
import { allocatedSlot, type Manager, slotsTouched } from "../manager/manager.ts";

/**
 * Reads a kubelet that was stored as JSON, and trusts nothing in it.
 *
 * @param value - what `JSON.parse` gave, or anything
 * @returns the kubelet, which shares nothing with the value; or the first place where it is none
 * @example
 * ```ts
 * import { createKubelet, readKubelet, step } from "userns-sim/kubelet";
 *
 * const { kubelet } = step(createKubelet({ release: "1.36" }), { type: "start" });
 * readKubelet(JSON.parse(JSON.stringify(kubelet))); // => { ok: true, value: kubelet }
 * readKubelet({ ...kubelet, random: -1 });
 * // => { ok: false, error: { code: "mistyped", path: "random", expected: { kind: "integer", least: 0, most: 4294967295 } } }
 * ```
 */
export function readKubelet(value: unknown): Result<Kubelet, ShapeFault> {
  const copy = plainCopy(value);
  const fault = kubeletShape()(copy, "");
  return fault === undefined ? ok(copy as Kubelet) : err(fault);
}

/** What JSON makes of it. Whatever a getter, a proxy or a cycle does, nothing is thrown at the caller. */
function plainCopy(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}

function kubeletShape(): Shape {
  const flag = passing("true-or-false", (value) => typeof value === "boolean");
  return both(
    object({
      settings: settingsShape(flag),
      fixes: list(passing("defect-name", (value) => DEFECT_NAMES.some((name) => name === value))),
      random: nullOr(integer(0, 4294967295)),
      pods: nullOr(
        podList(
          oneOf("kind", {
            "no-file": { podUid: text() },
            file: { podUid: text(), raw: text() },
            "directory-for-file": { podUid: text() },
            "file-for-directory": { podUid: text() },
          }),
        ),
      ),
      started: flag,
      manager: nullOr(managerShape()),
      sandboxes: podList(rangeShape()),
    }),
    passing("no-manager-at-rest", (value) => {
      const { started, manager } = value as Kubelet;
      return started || manager === null;
    }),
  );
}

function settingsShape(flag: Shape): Shape {
  const run: Shape = (value, path) =>
    typeof value === "object" && value !== null && "failure" in value
      ? object({ failure: text() })(value, path)
      : object({ output: text() })(value, path);
  const gates: Shape = (value, path) =>
    object({}, Object.fromEntries(Object.keys(Object(value)).map((gate) => [gate, flag])))(value, path);
  return object(
    {
      release: passing({ kind: "release", least: RELEASES[0], most: newestRelease() }, (value) =>
        RELEASES.some((release) => release === value),
      ),
    },
    {
      featureGates: gates,
      maxPods: integer(-2147483648, 2147483647),
      idsPerPod: integer(-0x8000000000000000, 0x8000000000000000),
      kubeletUser: oneOf("kind", {
        "no-account": {},
        "lookup-fails": { text: text() },
        "no-getsubids": {},
        getsubids: { uids: run, gids: run },
      }),
      getent: flag,
      runtimeHandlers: list(object({ name: text(), supportsUserNamespaces: flag })),
      rootDirectory: text(),
      skipConfigurationCheck: flag,
    },
  );
}

function managerShape(): Shape {
  return both(
    object({
      off: integer(0, 65536),
      slots: integer(0, 65536),
      idsPerPod: integer(1, 4294967295),
      used: list(integer(0, 65535)),
      usedBy: podList(rangeShape()),
      adopted: podList(rangeShape()),
    }),
    passing("slots-in-order", (value) => isConsistent(value as Manager)),
  );
}

function isConsistent(manager: Manager): boolean {
  const { slots, used, usedBy, adopted } = manager;
  const ascending = used.every((slot, index) => slot < slots && (index === 0 || Number(used[index - 1]) < slot));
  const given = new Set(usedBy.map(({ hostId }) => allocatedSlot(manager, hostId)));
  const owned = [...given, ...adopted.flatMap((range) => slotsTouched(manager, range))];
  const inUse = new Set(used);
  return ascending && given.size === usedBy.length && owned.every((slot) => inUse.has(slot));
}

function rangeShape(): Shape {
  return object({ podUid: text(), hostId: integer(0, 4294967295), length: integer(0, 4294967295) });
}

/** Pods, each of them once, in the order of their UIDs byte by byte. */
function podList(of: Shape): Shape {
  return both(
    list(of),
    passing("pods-in-order", (value) => {
      const uids = (value as readonly { readonly podUid: string }[]).map(({ podUid }) => podUid);
      return uids.every((uid, index) => index === 0 || compareNames(String(uids[index - 1]), uid) < 0);
    }),
  );
}
