import { InvalidArgumentError } from "commander";
import { type PodSecurityPolicy, parsePolicy } from "../../core/apiserver/pod-security/policy.ts";
import { parseKernel } from "../../core/kubelet/runtime/filesystems.ts";
import { parseRuntime, RUNTIME_TABLE, type RuntimeVersion } from "../../core/kubelet/runtime/runtimes.ts";
import type { Version } from "../../core/kubelet/runtime/version.ts";
import type { CheckFacts } from "../../core/node/check/node-to-check.ts";
import type { Result } from "../../core/result.ts";
import type { Io } from "../base/io.ts";
import type { OptionRows } from "../program/option-row.ts";
import { readImages } from "./images.ts";

export interface FactsOptions {
  readonly runtime?: readonly RuntimeVersion[];
  readonly kernel?: Version;
  readonly policy?: PodSecurityPolicy;
  /** Filesystems, by path or by the name of a volume. */
  readonly fs?: readonly Place[];
  readonly images?: string;
}

type Place = readonly [place: string, type: string];

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
    read: (text) => expected(parseKernel(text), "a version, for example 6.8"),
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
  { runtime, kernel, policy, fs = [], images }: FactsOptions,
): Promise<CheckFacts> {
  const places = (isPath: boolean): Readonly<Record<string, string>> =>
    Object.fromEntries(fs.filter(([place]) => place.startsWith("/") === isPath));
  return {
    ...(runtime === undefined ? {} : { runtimes: runtime }),
    ...(kernel === undefined ? {} : { kernel }),
    ...(policy === undefined ? {} : { policy }),
    filesystems: places(true),
    volumes: places(false),
    ...(images === undefined ? {} : { images: await readImages(io, images) }),
  };
}

/** Two versions of one runtime, or two that do the same work, would make the answer depend on their order. */
function readRuntime(text: string, before: readonly RuntimeVersion[]): RuntimeVersion {
  const runtime = expected(parseRuntime(text), "NAME@VERSION, for example containerd@2.1.3");
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

function expected<T>(read: Result<T, unknown>, what: string): T {
  if (read.ok) return read.value;
  throw new InvalidArgumentError(`Expected ${what}.`);
}
