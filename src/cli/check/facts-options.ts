import { InvalidArgumentError } from "commander";
import { type PodSecurityPolicy, parsePolicy } from "../../core/apiserver/pod-security/policy.ts";
import { type KernelRelease, parseKernelRelease } from "../../core/kubelet/runtime/filesystems.ts";
import { parseRuntime, RUNTIME_TABLE, type RuntimeVersion } from "../../core/kubelet/runtime/runtimes.ts";
import type { CheckFacts } from "../../core/node/check/node-to-check.ts";
import type { Result } from "../../core/result.ts";
import type { Io } from "../base/io.ts";
import { readOneMap } from "../inputs/one-map.ts";
import type { OptionRows } from "../program/option-row.ts";
import { readImages } from "./images.ts";

export interface FactsOptions {
  readonly runtime?: readonly RuntimeVersion[];
  readonly kernel?: KernelRelease;
  readonly idmappable?: readonly string[];
  readonly sysctl?: readonly Sysctl[];
  readonly runtimeMaps?: RuntimeMaps;
  readonly nodeInContainer?: true;
  readonly kubeletMap?: readonly string[];
  readonly policy?: PodSecurityPolicy;
  /** Filesystems, by path or by the name of a volume. */
  readonly fs?: readonly Place[];
  readonly images?: string;
}

type Place = readonly [place: string, type: string];

type Sysctl = readonly [name: string, value: number];

/** What else a runtime maps. */
interface RuntimeMaps {
  readonly cdi: boolean;
}

export const FACTS_OPTIONS: OptionRows<FactsOptions> = {
  runtime: {
    value: "<name@version>",
    about: "a runtime, as containerd@2.1; again for runc or crun",
    again: true,
    read: readRuntime,
    same: (one, other) => kindOf(one) === kindOf(other),
  },
  kernel: {
    value: "<version>",
    about: "the node's kernel, as uname -r prints it",
    read: (text) => expected(parseKernelRelease(text), "a version, for example 6.8"),
  },
  idmappable: {
    value: "<types>",
    about: "all the filesystems that this kernel maps, as tmpfs,overlay,xfs",
    read: readTypes,
  },
  sysctl: {
    value: "<name=value>",
    about: "a limit of namespaces, as user.max_user_namespaces=63000; again for more",
    again: true,
    read: readSysctl,
  },
  runtimeMaps: {
    value: "<cdi=yes|no>",
    about: "whether the runtime maps what CDI mounts, for claimed devices",
    read: readRuntimeMaps,
  },
  nodeInContainer: { about: "the node is itself a container, as with kind" },
  kubeletMap: {
    value: "<map>",
    about:
      "the map of the user namespace that the kubelet runs in: container:host:size, or in any form; again for more (default: host)",
    again: true,
  },
  policy: {
    value: "<level:version>",
    about: "the Pod Security Standard that is enforced, as baseline:latest",
    read: (text) => expected(parsePolicy(text), "LEVEL:VERSION, for example restricted:v1.35"),
  },
  fs: {
    value: "<path=type>",
    about: "the filesystem at a path, or of a volume by its name; again for more",
    again: true,
    read: readPlace,
    same: ([one], [other]) => one === other,
  },
  images: { value: "<file>", about: "what images contain: JSON, see the guide" },
};

export async function readCheckFacts(
  io: Io,
  {
    runtime,
    kernel,
    idmappable,
    sysctl,
    runtimeMaps,
    nodeInContainer,
    kubeletMap,
    policy,
    fs = [],
    images,
  }: FactsOptions,
): Promise<CheckFacts> {
  const places = (isPath: boolean): Readonly<Record<string, string>> =>
    Object.fromEntries(fs.filter(([place]) => place.startsWith("/") === isPath));
  return {
    ...(runtime === undefined ? {} : { runtimes: runtime }),
    ...(kernel === undefined ? {} : kernelFacts(kernel)),
    ...(idmappable === undefined ? {} : { idmappable }),
    ...(sysctl === undefined ? {} : { sysctls: Object.fromEntries(sysctl) }),
    ...(runtimeMaps === undefined ? {} : { mapsCdi: runtimeMaps.cdi }),
    ...(nodeInContainer === undefined ? {} : { inContainer: nodeInContainer }),
    ...(kubeletMap === undefined ? {} : { kubeletMap: await readOneMap(io, "--kubelet-map", kubeletMap) }),
    ...(policy === undefined ? {} : { policy }),
    filesystems: places(true),
    volumes: places(false),
    ...(images === undefined ? {} : { images: await readImages(io, images) }),
  };
}

function kernelFacts({ version, distribution }: KernelRelease): Pick<CheckFacts, "kernel" | "kernelDistribution"> {
  return { kernel: version, ...(distribution === undefined ? {} : { kernelDistribution: distribution }) };
}

/** Two versions of one runtime, or two that do the same work, would make the answer depend on their order. */
function readRuntime(text: string, before: readonly RuntimeVersion[]): RuntimeVersion {
  const runtime = expected(parseRuntime(text), "NAME@VERSION with two numbers or three, for example containerd@2.1.3");
  const other = before.find((given) => kindOf(given) === kindOf(runtime));
  if (other === undefined) return runtime;
  throw new InvalidArgumentError(`Expected one runtime for this work, and ${other.name} is given already.`);
}

function kindOf({ name }: RuntimeVersion): string {
  return RUNTIME_TABLE.find((row) => row.name === name)?.kind ?? name;
}

function readPlace(text: string): Place {
  const [, place, type] = /^(.+)=([\w.-]+)$/s.exec(text) ?? [];
  if (place === undefined || type === undefined)
    throw new InvalidArgumentError("Expected PATH=TYPE, for example /data=ext4.");
  return [place, type];
}

function readTypes(text: string): readonly string[] {
  if (!/^[\w.-]{1,40}(?:,[\w.-]{1,40}){0,99}$/.test(text))
    throw new InvalidArgumentError("Expected TYPE,TYPE, for example tmpfs,overlay,xfs.");
  return text.split(",");
}

/** As `sysctl -a` prints it, too, with blanks around the sign. */
function readSysctl(text: string): Sysctl {
  const [, name, value] = /^(user\.max_[a-z]{2,20}_namespaces) {0,4}= {0,4}(\d{1,15})$/.exec(text) ?? [];
  if (name === undefined)
    throw new InvalidArgumentError(
      "Expected user.max_KIND_namespaces=NUMBER, for example user.max_user_namespaces=63000.",
    );
  return [name, Number(value)];
}

function readRuntimeMaps(text: string): RuntimeMaps {
  if (text === "cdi=yes" || text === "cdi=no") return { cdi: text === "cdi=yes" };
  throw new InvalidArgumentError("Expected cdi=yes or cdi=no.");
}

function expected<T>(read: Result<T, unknown>, what: string): T {
  if (read.ok) return read.value;
  throw new InvalidArgumentError(`Expected ${what}.`);
}
