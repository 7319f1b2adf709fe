import { ADMISSION_TABLE } from "../../../src/core/apiserver/releases/api-releases.ts";
import {
  RELEASE_SOURCES,
  RELEASE_TABLE,
  RELEASES,
  type Release,
  releaseRange,
  type TraitRow,
} from "../../../src/core/releases/releases.ts";
import { docsIn } from "./doc-comments.ts";
import { code, table } from "./regions.ts";

type Traits = Readonly<Record<string, TraitRow<unknown>>>;

const KUBELET: Traits = { ...RELEASE_TABLE };

const { gates, ...checks } = ADMISSION_TABLE;
const API_SERVER: Traits = { ...gates, ...checks };

/** The traits that changed with each release, of the kubelet and of the API server. */
export function releases(): string {
  const changes = (traits: Traits, release: Release): string => {
    const names = Object.keys(traits).filter((name) => traits[name]?.since[release] !== undefined);
    return release === RELEASES[0] ? "" : names.map(code).join(", ");
  };
  const rows = RELEASES.map((release) => [
    release,
    RELEASE_SOURCES[release] ?? "nobody yet",
    changes(KUBELET, release),
    changes(API_SERVER, release),
  ]);
  return table(["release", "read", "changed in the kubelet", "changed in the API server"], rows);
}

/** What each trait of the kubelets is, from which release on. */
export function kubeletTraits(): string {
  return traits(KUBELET, docsIn("src/core/releases/releases.ts", "ReleaseTable"));
}

/** What each trait of the API servers is, from which release on. */
export function apiServerTraits(): string {
  const docs = docsIn("src/core/apiserver/releases/api-releases.ts", "AdmissionTable");
  const gate = "How the feature gate stands.";
  return traits(API_SERVER, new Map([...Object.keys(gates).map((name) => [name, gate] as const), ...docs]));
}

function traits(traits: Traits, docs: ReadonlyMap<string, string>): string {
  const rows = Object.entries(traits).map(([name, { since }]) => {
    const changes = RELEASES.filter((release) => since[release] !== undefined);
    return [
      code(name),
      (docs.get(name) ?? "").replace(/\s+/g, " "),
      changes.map((release) => `${release} ${code(shown(since[release]))}`).join(", "),
    ];
  });
  return table(["trait", "what it is", "from which release on"], rows);
}

/** A word as it is, anything else as JSON. */
function shown(trait: unknown): string {
  return typeof trait === "string" && /^[\w-]+$/.test(trait) ? trait : JSON.stringify(trait);
}

/** The first and the last release, wherever a page names both. */
export function withReleaseRange(text: string): string {
  return text.replace(/\b1\.\d\d(\s+)to\s+1\.\d\d\b/g, (_range, space: string) => {
    const [first, last] = releaseRange().split(" to ");
    return `${first}${space}to ${last}`;
  });
}
