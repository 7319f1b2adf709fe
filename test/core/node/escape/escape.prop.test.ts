import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { execFile } from "../../../../src/core/kernel/exec/exec-file.ts";
import { effectiveAccess } from "../../../../src/core/kernel/fs/access-file.ts";
import { chmodFile } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile } from "../../../../src/core/kernel/fs/chown-file.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { unlinkFile } from "../../../../src/core/kernel/fs/unlink-file.ts";
import type { Inode } from "../../../../src/core/kernel/inode/file.ts";
import { accessProcess } from "../../../../src/core/kernel/processes/access-process.ts";
import { controlProcess } from "../../../../src/core/kernel/processes/control-process.ts";
import { sendSignal } from "../../../../src/core/kernel/processes/send-signal.ts";
import { setUserNamespaceOf } from "../../../../src/core/kernel/userns/set-user-namespace.ts";
import { ACCESS_PATHS } from "../../../../src/core/node/escape/access-path.ts";
import { blastRadius } from "../../../../src/core/node/escape/blast-radius.ts";
import { escape as playEscape } from "../../../../src/core/node/escape/escape.ts";
import { createNode } from "../../../../src/core/node/node.ts";
import { rangeSources } from "../../../../src/core/node/placement/range-sources.ts";
import { type NodePod, readPod } from "../../../../src/core/node/pod/pod.ts";
import { prop } from "../../../support/prop.ts";
import { nodeWith, podOf } from "../support/cast.ts";

const user = fc.constantFrom(undefined, 0, 0, 1, 101, 1000, 32768, 65535);

const security = fc.record({
  runAsUser: user,
  runAsGroup: user,
  privileged: fc.boolean(),
  allowPrivilegeEscalation: fc.boolean(),
  capabilities: fc.record({
    add: fc.subarray(["ALL", "SYS_ADMIN", "SYS_PTRACE", "NET_ADMIN"]),
    drop: fc.subarray(["ALL", "KILL", "DAC_OVERRIDE", "SETUID"]),
  }),
});

const volume = fc.constantFrom(
  { emptyDir: {} },
  { emptyDir: { medium: "Memory" } },
  { persistentVolumeClaim: {} },
  { secret: {} },
  { hostPath: { path: "/" } },
);

function pods(hostUsers: fc.Arbitrary<boolean>): fc.Arbitrary<readonly NodePod[]> {
  const one = fc.record({ hostUsers, security, fsGroup: user, volume, hostNetwork: fc.boolean() });
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((all) =>
    all.map(({ security: securityContext, fsGroup, volume: source, ...rest }, index) =>
      readPod({
        name: `pod-${index}`,
        spec: {
          ...rest,
          securityContext: { fsGroup },
          volumes: [{ name: "data", ...source }],
          containers: [{ name: "main", securityContext, volumeMounts: [{ name: "data", mountPath: "/data" }] }],
        },
      }),
    ),
  );
}

const path = fc.constantFrom(...ACCESS_PATHS);
const source = fc.constantFrom(...rangeSources());
const seed = fc.nat(1000);

const RUNS = { numRuns: 25 };

describe("an escape", () => {
  prop(
    "with ranges of their own reaches nothing that a stranger does not, but by a map or a deputy",
    [pods(fc.constant(false)), fc.constantFrom("walk" as const, "fd" as const, "bind" as const), seed],
    (all, way, from) => {
      const matrix = playEscape(nodeWith(all, { seed: from }), { pod: "pod-0" }, way);
      expect(matrix.ok && blastRadius(matrix.value).beyondOthers).toEqual([]);
    },
    RUNS,
  );

  prop(
    "on the host's paths can do less with user namespaces, and nothing more but what a stranger can",
    [pods(fc.constant(false)), seed],
    (all, from) => {
      const matrix = playEscape(nodeWith(all, { seed: from }), { pod: "pod-0" }, "walk");
      if (!matrix.ok) throw new Error("the pod is there");
      for (const { withUserns, withoutUserns, stranger } of matrix.value.rows)
        expect(withUserns.allowed && !withoutUserns.allowed && !stranger.allowed).toBe(false);
    },
    RUNS,
  );

  prop(
    "asks the kernel and nobody else",
    [pods(fc.boolean()), source, seed],
    (all, strategy, from) => {
      const node = nodeWith(all, { strategy, seed: from });
      const [attacker] = podOf(node, "pod-0").containers;
      const matrix = playEscape(node, { pod: "pod-0" }, "walk");
      if (attacker === undefined || !matrix.ok) throw new Error("the pod is there");
      const files = new Map<string, Inode>();
      const processes = new Map<string, Process>();
      for (const { path: name, file } of node.host.files) files.set(name, file);
      for (const { name, process } of node.host.processes) processes.set(name, process);
      for (const { label, files: own, containers } of node.pods) {
        for (const { container, path: name, file } of own) files.set(`${label}/${container}:${name}`, file);
        for (const { container, process } of containers) processes.set(`${label}/${container.name}`, process);
      }
      const { process, container } = attacker;
      // Who walks the host's paths is in the host's mount namespace.
      const walker = { ...process, mountNamespace: createProcess().mountNamespace };
      for (const { target, operation, withUserns } of matrix.value.rows) {
        const file = files.get(target.name);
        const other = processes.get(target.name);
        const direct = (): Decision<unknown> | undefined => {
          if (file !== undefined)
            switch (operation) {
              case "read":
                return openFile(process, file, "r");
              case "write":
                return openFile(process, file, "w");
              case "execute":
                return execFile(walker, file);
              case "connect":
                return effectiveAccess(process, file, "w");
              case "chown":
                return chownFile(process, file, container.user, container.group);
              case "chmod":
                return chmodFile(process, file, 0o666);
              default:
                return file.directory && unlinkFile(process, file.directory, file);
            }
          if (other === undefined) throw new Error(`there is no ${target.name}`);
          switch (operation) {
            case "signal":
              return sendSignal(process, other, 15);
            case "trace":
              return accessProcess(process, other, "attach");
            case "environ":
              return accessProcess(process, other, "open-environ");
            case "root":
              return accessProcess(process, other, "link");
            case "limits":
              return controlProcess(process, other, "limits");
            case "setns":
              return setUserNamespaceOf(process, other, "link");
            default:
              return withUserns;
          }
        };
        expect(withUserns).toEqual(direct());
      }
    },
    { numRuns: 8 },
  );

  prop(
    "never throws, whatever pods there are and whoever is asked for",
    [
      fc.array(
        fc.record({
          uid: fc.oneof(fc.constantFrom(undefined, "__proto__", "constructor", "..", "a/b"), fc.string()),
          namespace: fc.constantFrom("default", "__proto__", ""),
          name: fc.oneof(fc.constantFrom("a", "__proto__"), fc.string()),
          spec: fc.oneof(
            fc.jsonValue(),
            fc.record({
              hostUsers: fc.constantFrom(false, true, "no", null),
              securityContext: fc.record({ fsGroup: fc.oneof(user, fc.maxSafeInteger()) }),
              containers: fc.array(
                fc.record({
                  name: fc.constantFrom("main", "__proto__", ""),
                  securityContext: fc.oneof(security, fc.jsonValue()),
                  volumeMounts: fc.constant([{ name: "data", mountPath: "" }]),
                }),
                { maxLength: 2 },
              ),
              volumes: fc.oneof(fc.constant([{ name: "data", emptyDir: {} }]), fc.jsonValue()),
            }),
          ),
        }),
        { maxLength: 3 },
      ),
      source,
      path,
      fc.option(fc.constantFrom("/", "", "/etc", "/proc", "..", "/var/lib/kubelet/pods"), { nil: undefined }),
      fc.oneof(fc.constantFrom("a", "__proto__", "default/a"), fc.string()),
    ],
    (all, strategy, way, mounted, asked) => {
      const node = createNode({ pods: all.map(readPod), strategy });
      if (!node.ok) return;
      for (const name of [asked, ...all.flatMap(({ uid }) => uid ?? [])]) {
        const matrix = playEscape(node.value, { pod: name }, way, { source: mounted });
        if (matrix.ok)
          for (const { withUserns, withoutUserns, stranger } of matrix.value.rows)
            for (const { steps, decidedBy } of [withUserns, withoutUserns, stranger])
              expect(steps.some(({ rule }) => rule === decidedBy)).toBe(true);
      }
    },
    { numRuns: 100 },
  );
});
