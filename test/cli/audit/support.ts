import type { AuditDocument } from "../../../src/cli/audit/json.ts";
import { type FakeEntry, run, type World } from "../run.ts";

/** All that decides about the pool. */
export const KUBELET: readonly string[] = [
  ...["--release", "1.36", "--kubelet-config", "config", "--subuid", "subid", "--subgid", "subid"],
];

/** The files that {@link KUBELET} names: a pool of four slots from 65536 on. */
export const FILES: Readonly<Record<string, string>> = {
  config: "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: 4\n",
  subid: "kubelet:65536:262144\n",
};

/** The content of a pod's file. */
export function userns(hostId: number, length = 65536): string {
  const mappings = JSON.stringify([{ hostId, containerId: 0, length }]);
  return `{"uidMappings":${mappings},"gidMappings":${mappings}}`;
}

/** A pods directory: for each pod the content of its file, or what stands in its place. */
export type Pods = Readonly<Record<string, string | FakeEntry | null>>;

/** Makes the directory; `null` is a pod without a file. */
export function directory(pods: Pods): Readonly<Record<string, FakeEntry>> {
  return Object.fromEntries(Object.entries(pods).map(([name, found]) => [name, entryOf(found)]));
}

const KINDS = ["other", "symbolic-link"];

function entryOf(found: Pods[string]): FakeEntry {
  if (found === null) return {};
  if (typeof found !== "string") return found;
  return KINDS.includes(found) ? (found as FakeEntry) : { userns: found };
}

/** Audits a directory, and gives the document. */
export async function audit(pods: Pods, argv: readonly string[] = KUBELET, world: World = {}): Promise<Audited> {
  const { code, stdout, stderr } = await run(["audit", "--json", "--pods-dir", "pods", ...argv], {
    ...world,
    files: { ...FILES, ...world.files },
    directories: { pods: directory(pods), ...world.directories },
  });
  const document = JSON.parse(stdout === "" ? "{}" : stdout) as Extract<AuditDocument, { counts: unknown }>;
  return { code, stderr, document, codes: (document.findings ?? []).map(({ verdict, code }) => `${verdict} ${code}`) };
}

/** What an audit gave. */
export interface Audited {
  readonly code: number;
  readonly stderr: string;
  readonly document: Extract<AuditDocument, { counts: unknown }>;
  readonly codes: readonly string[];
}
