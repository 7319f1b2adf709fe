import { parseSubid, unwrap } from "../../../../../../src/index.ts";
import {
  kubeletUser,
  parseKernel,
  parsePolicy,
  parseRuntime,
  RUNTIME_TABLE,
  type RuntimeVersion,
} from "../../../../../../src/kubelet.ts";
import type {
  Assumption,
  CheckFacts,
  FactChange,
  FieldChange,
  Fix,
  FixChange,
  LineChange,
  NodeToCheck,
  PodGroup,
  SettingChange,
} from "../../../../../../src/node.ts";

/** Does to a node, and to the pods of one group, what a fix says, as a person would. */
export function applyFix(node: NodeToCheck, fix: Fix, group?: PodGroup): NodeToCheck {
  return fix.changes.reduce((changed, change) => applied(changed, change, group), node);
}

function applied(node: NodeToCheck, change: FixChange, group: PodGroup | undefined): NodeToCheck {
  if ("fact" in change) return withFact(node, change);
  if ("file" in change) return withLine(node, change);
  return "setting" in change ? withSetting(node, change) : withField(node, change, group);
}

function withFact(node: NodeToCheck, { fact, value }: FactChange): NodeToCheck {
  const { facts = {} } = node;
  const told = (more: CheckFacts): NodeToCheck => ({ ...node, facts: { ...facts, ...more } });
  switch (fact) {
    case "release":
      return answered({ ...node, kubelet: { ...node.kubelet, release: value as never } }, ["release"]);
    case "policy":
      return told({ policy: unwrap(parsePolicy(value)) });
    case "runtime": {
      // What was reported is about the runtime before.
      const { reportsUserNamespaces: _before, ...others } = facts;
      const runtimes = withRuntime(facts.runtimes ?? [], unwrap(parseRuntime(value)));
      return { ...node, facts: { ...others, runtimes } };
    }
    case "kernel": {
      const { kernelDistribution: _before, ...others } = facts;
      return { ...node, facts: { ...others, kernel: unwrap(parseKernel(value)) } };
    }
    case "filesystem": {
      const [place = "", type = ""] = value.split("=");
      return place.startsWith("/")
        ? told({ filesystems: { ...facts.filesystems, [place]: type } })
        : told({ volumes: { ...facts.volumes, [place]: type } });
    }
    case "idmappable":
      return told({ idmappable: value.split(",") });
    case "sysctl": {
      const [name = "", number] = value.split("=");
      return told({ sysctls: { ...facts.sysctls, [name]: Number(number) } });
    }
    case "runtime-maps":
      return told({ mapsCdi: value === "cdi=yes" });
    case "image":
      return told({ images: { ...facts.images, ...JSON.parse(value) } });
    case "account":
      return answered({ ...node, kubelet: { ...node.kubelet, kubeletUser: { kind: "no-account" } } }, [
        "account",
        "entry",
        "owners",
        "subordinate-ids",
      ]);
    case "groups":
      return answered(node, ["groups"]);
    case "configuration":
      return answered(node, ["configuration"]);
    case "kubelet-map": {
      const [containerId = 0, hostId = 0, size = 0] = value.split(":").map(Number);
      return told({ kubeletMap: [{ containerId, hostId, size }] });
    }
  }
}

function answered(node: NodeToCheck, questions: readonly Assumption[]): NodeToCheck {
  return { ...node, assumed: (node.assumed ?? []).filter((about) => !questions.includes(about)) };
}

/** In the place of the one that does the same work. */
function withRuntime(runtimes: readonly RuntimeVersion[], runtime: RuntimeVersion): readonly RuntimeVersion[] {
  const kindOf = ({ name }: RuntimeVersion): string => RUNTIME_TABLE.find((row) => row.name === name)?.kind ?? name;
  return [...runtimes.filter((other) => kindOf(other) !== kindOf(runtime)), runtime];
}

/** Both files get the same line, so that one of them is enough to know what `getsubids` prints. */
function withLine(node: NodeToCheck, { value }: LineChange): NodeToCheck {
  const [entry] = parseSubid(`${value}\n`).entries;
  if (entry?.owner !== "kubelet") throw new Error(`no line of the account kubelet: ${value}`);
  const kubelet = { ...node.kubelet, kubeletUser: kubeletUser(entry.start, entry.count) };
  return answered({ ...node, kubelet }, ["account", "entry", "subordinate-ids", "groups"]);
}

function withSetting(node: NodeToCheck, { setting, value }: SettingChange): NodeToCheck {
  const { featureGates = {}, ...kubelet } = node.kubelet;
  if (setting.startsWith("featureGates.")) {
    const gate = setting.slice("featureGates.".length);
    const others = Object.entries(featureGates).filter(([name]) => name !== gate);
    const gates = value === null ? others : [...others, [gate, value]];
    return { ...node, kubelet: { ...kubelet, featureGates: Object.fromEntries(gates) } };
  }
  const field = setting === "userNamespaces.idsPerPod" ? "idsPerPod" : setting;
  const { [field as "maxPods"]: _before, ...others } = node.kubelet;
  return { ...node, kubelet: { ...others, ...(value === null ? {} : { [field]: value }) } as never };
}

/** The path begins at the object, of which a group has only the pods' `spec`. */
function withField(node: NodeToCheck, { field, value }: FieldChange, group: PodGroup | undefined): NodeToCheck {
  const path = field.slice(field.lastIndexOf("spec.") + "spec.".length);
  const names = path.split(/[.[\]]/).filter((name) => name !== "");
  const changed = (pods: PodGroup): PodGroup => {
    const spec = structuredClone(pods.spec) as never;
    const owner = names.slice(0, -1).reduce<Record<string, unknown>>((at, name) => at[name] as never, spec);
    if (value === null) delete owner[names.at(-1) ?? ""];
    else owner[names.at(-1) ?? ""] = value;
    return { ...pods, spec };
  };
  const isMeant = ({ namespace, name }: PodGroup): boolean => namespace === group?.namespace && name === group.name;
  return { ...node, pods: (node.pods ?? []).map((pods) => (isMeant(pods) ? changed(pods) : pods)) };
}
