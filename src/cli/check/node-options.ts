import { type Command, InvalidArgumentError } from "commander";
import { type PodSecurityPolicy, parsePolicy } from "../../core/kubelet/admission/policy.ts";
import { parseKernel } from "../../core/kubelet/runtime/filesystems.ts";
import type { NodeFacts } from "../../core/kubelet/runtime/node-facts.ts";
import { parseRuntime, RUNTIME_TABLE, type RuntimeVersion } from "../../core/kubelet/runtime/runtimes.ts";
import type { Version } from "../../core/kubelet/runtime/version.ts";
import type { Io } from "../io.ts";
import { readImages } from "./images.ts";
import { resultOption } from "./kubelet-options.ts";

/** The options that say what else is known about a node and its cluster. */
export interface NodeOptions {
  /** The runtimes. */
  readonly runtime?: readonly RuntimeVersion[];
  /** The kernel. */
  readonly kernel?: Version;
  /** The policy that namespaces enforce. */
  readonly policy?: PodSecurityPolicy;
  /** Filesystems, by path or by the name of a volume. */
  readonly fs?: readonly (readonly [place: string, type: string])[];
  /** The file that says what images contain. */
  readonly images?: string;
}

/**
 * Adds these options to a command.
 *
 * @param command - the command
 * @returns the same
 */
export function withNodeOptions(command: Command): Command {
  const runtime = resultOption(parseRuntime, "NAME@VERSION, for example containerd@2.1.3");
  return command
    .option(
      "--runtime <name@version>",
      "a runtime, as containerd@2.1; again for runc or crun",
      (text, before?: readonly RuntimeVersion[]) => [...(before ?? []), onlyOne(runtime(text), before ?? [])],
    )
    .option(
      "--kernel <version>",
      "the node's kernel, as uname -r prints it",
      resultOption(parseKernel, "a version, for example 6.8"),
    )
    .option(
      "--policy <level:version>",
      "the Pod Security Standard that is enforced, as baseline:latest",
      resultOption(parsePolicy, "LEVEL:VERSION, for example restricted:v1.35"),
    )
    .option("--fs <path=type>", "the filesystem at a path, or of a volume by its name; again for more", gatherPlace)
    .option("--images <file>", "what images contain: JSON, see the guide");
}

/**
 * Turns the options into what the checks of a pod are told.
 *
 * @param io - where files come from
 * @param options - the options
 * @returns the facts that are known
 */
export async function readNodeFacts(
  io: Io,
  { runtime, kernel, policy, fs = [], images }: NodeOptions,
): Promise<Omit<NodeFacts, "release"> & { readonly policy?: PodSecurityPolicy }> {
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
function onlyOne(runtime: RuntimeVersion, before: readonly RuntimeVersion[]): RuntimeVersion {
  const kindOf = ({ name }: RuntimeVersion): string => RUNTIME_TABLE.find((row) => row.name === name)?.kind ?? name;
  const other = before.find((given) => kindOf(given) === kindOf(runtime));
  if (other === undefined) return runtime;
  throw new InvalidArgumentError(`Expected one runtime for this work, and ${other.name} is given already.`);
}

function gatherPlace(
  text: string,
  before: readonly (readonly [string, string])[] = [],
): readonly (readonly [string, string])[] {
  const [, place, type] = /^(.+)=([\w.-]+)$/s.exec(text) ?? [];
  if (place === undefined || type === undefined)
    throw new InvalidArgumentError("Expected PATH=TYPE, for example /data=ext4.");
  return [...before, [place, type]];
}
