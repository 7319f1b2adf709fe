import { readFileSync } from "node:fs";
import type { CheckDocument } from "../../../src/cli/check/json.ts";
import { run, type World } from "../run.ts";

/** All that can be known, so that nothing is left open. */
export const KNOWN: readonly string[] = [
  ...["--release", "1.36", "--kubelet-config", "config.yaml", "--account", "missing"],
  ...["--policy", "baseline:latest", "--runtime", "containerd@2.1", "--runtime", "runc@1.3", "--kernel", "6.8"],
  ...["--sysctl", "user.max_user_namespaces=63000"],
  ...["--fs", "/=ext4", "--images", "images.json"],
];

/** A kubelet's configuration. */
export function config(body = ""): string {
  return `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${body}`;
}

/** The files that {@link KNOWN} names. */
export const FILES: Readonly<Record<string, string>> = {
  "config.yaml": config("maxPods: 110\n"),
  "images.json": '{"nginx": {}}',
};

/** A pod as JSON. */
export function pod(spec: object = {}, name = "web"): string {
  return JSON.stringify({
    kind: "Pod",
    metadata: { name },
    spec: { hostUsers: false, containers: [{ name: "c", image: "nginx" }], ...spec },
  });
}

/** Checks, and gives the document. */
export async function check(argv: readonly string[], world: World = {}): Promise<CheckedRun> {
  const { code, stdout, stderr } = await run(["check", "--json", ...argv], { files: FILES, ...world });
  const document = stdout === "" ? undefined : (JSON.parse(stdout) as CheckDocument);
  const checked = document !== undefined && "findings" in document ? document : undefined;
  return { code, stderr, document, findings: checked?.findings ?? [], checked, node: checked?.nodes[0] };
}

/** What a check gave. */
export interface CheckedRun {
  readonly code: number;
  readonly stderr: string;
  readonly document: CheckDocument | undefined;
  readonly checked: CheckDocument | undefined;
  readonly findings: CheckDocument["findings"];
  /** The only node. */
  readonly node: CheckDocument["nodes"][number] | undefined;
}

/** A file of the examples. */
export function example(name: string): string {
  return readFileSync(`examples/node/${name}`, "utf8");
}
