import type { Manifests } from "../../core/manifest/read-manifests.ts";
import type { CountFacts, PodFacts } from "./json.ts";

export function summarize(pods: readonly PodFacts[], manifests: Manifests, elsewhere: number): CountFacts {
  const { finished, suspended, represented, otherKinds } = manifests;
  const placed = pods.filter(({ range }) => range !== null).length;
  const outcomes = pods.flatMap(({ containers }) => containers.map(({ outcome }) => outcome));
  return {
    placed,
    hostUsers: pods.length - placed,
    wouldNotStart: outcomes.filter((outcome) => outcome === "unmapped").length,
    undecided: outcomes.filter((outcome) => outcome === "undecided").length,
    finished,
    suspended,
    represented,
    elsewhere,
    otherKinds,
  };
}
