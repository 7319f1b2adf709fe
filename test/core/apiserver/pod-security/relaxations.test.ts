import { expect, it } from "vitest";
import { admitPod, type PodSecurityPolicy } from "../../../../src/kubelet.ts";

const RELEASES = ["1.25", "1.28", "1.29", "1.30", "1.31", "1.34", "1.35", "1.38"] as const;

const safe = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
const container = { name: "c", securityContext: safe };
const context = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };

/** Pods that Pod Security relaxes for, or does not. */
const PODS: Readonly<Record<string, object>> = {
  root: { securityContext: { ...context, runAsUser: 0 } },
  "maybe root": { securityContext: { ...context, runAsNonRoot: undefined } },
  "root by choice": { securityContext: { ...context, runAsNonRoot: false, runAsUser: 0 } },
  "unmasked proc": { containers: [{ name: "c", securityContext: { ...safe, procMount: "Unmasked" } }] },
  "root, host's PIDs": { hostPID: true, securityContext: { ...context, runAsUser: 0 } },
  "root, a host of a probe": {
    securityContext: { ...context, runAsUser: 0 },
    containers: [{ name: "c", securityContext: safe, livenessProbe: { httpGet: { host: "h" } } }],
  },
  "new sysctl": { securityContext: { ...context, sysctls: [{ name: "net.ipv4.tcp_rmem" }] } },
};

const ON = { UserNamespacesSupport: true, UserNamespacesStatelessPodsSupport: true, ProcMountType: true };

const GATES: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  "no gate": {},
  "gate on": { UserNamespacesPodSecurityStandards: true },
  "gate off": { UserNamespacesPodSecurityStandards: false },
  host: {},
};

const POLICIES = (["baseline", "restricted"] as const).flatMap((level) =>
  (["latest", 34] as const).map((version): PodSecurityPolicy => ({ level, version })),
);

it("what would let a pod pass is as in the golden file", async () => {
  const answers = new Map<string, string[]>();
  for (const [name, fields] of Object.entries(PODS))
    for (const policy of POLICIES)
      for (const [gate, gates] of Object.entries(GATES))
        for (const release of RELEASES) {
          const spec = { hostUsers: gate === "host", securityContext: context, containers: [container], ...fields };
          const found = admitPod({ spec }, { release, policy, featureGates: { ...ON, ...gates } }).flatMap((one) =>
            one.code === "pod-security"
              ? [`${one.facts.check} (passes ${one.facts.passes}, gate ${one.facts.relaxingGate})`]
              : [],
          );
          const what = `${name}, ${policy.level} ${policy.version}, ${gate}: ${found.join(", ") || "passes"}`;
          answers.set(what, [...(answers.get(what) ?? []), release]);
        }
  const lines = [...answers].map(([what, releases]) =>
    releases.length === RELEASES.length ? what : `${what}  ${runsOf(releases)}`,
  );
  await expect(lines.join("\n")).toMatchFileSnapshot("golden/relaxations.golden.txt");
});

function runsOf(releases: readonly string[]): string {
  const order: readonly string[] = RELEASES;
  const runs: string[][] = [];
  for (const release of releases) {
    const last = runs.at(-1);
    if (last !== undefined && order.indexOf(String(last.at(-1))) === order.indexOf(release) - 1) last.push(release);
    else runs.push([release]);
  }
  return runs.map((run) => (run.length === 1 ? run[0] : `${run[0]}…${run.at(-1)}`)).join(" ");
}
