import { type Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_RELEASE, RELEASES, type Release, releaseRange } from "../../core/kubelet/releases.ts";
import type { Result } from "../../core/result.ts";

/** The options that say what is known about a kubelet and its node. */
export interface KubeletOptions {
  /** The release. */
  readonly release?: Release;
  /** The file of the kubelet's configuration. */
  readonly kubeletConfig?: string;
  /** The file of subordinate user IDs. */
  readonly subuid?: string;
  /** The file of subordinate group IDs. */
  readonly subgid?: string;
  /** False where the node has no account `kubelet`. */
  readonly kubeletUser: boolean;
  /** False where the node has that account, but no program `getsubids`. */
  readonly getsubids: boolean;
}

/**
 * Adds the options about a kubelet to a command.
 *
 * @param command - the command
 * @returns the same
 */
export function withKubeletOptions(command: Command): Command {
  const standing = DEFAULT_RELEASE === RELEASES.at(-1) ? "the newest" : DEFAULT_RELEASE;
  return command
    .option(
      "--release <version>",
      `the release of Kubernetes, ${releaseRange()}, ${standing} when not given`,
      readRelease,
    )
    .option("--kubelet-config <file>", "the kubelet's configuration, YAML or JSON")
    .option("--subuid <file>", "the node's /etc/subuid")
    .option("--subgid <file>", "the node's /etc/subgid")
    .option("--no-kubelet-user", "the node has no account kubelet, so the pool is the default one")
    .addOption(
      new Option("--no-getsubids", "the node has an account kubelet but no program getsubids").conflicts([
        "kubeletUser",
        "subuid",
      ]),
    );
}

/** What `kubectl get nodes` prints is right, too: the patch does not matter. */
function readRelease(text: string): Release {
  const [, minor] = /^v?(1\.\d{2})(?:\.\d[\w.+-]*)?$/.exec(text) ?? [];
  const release = RELEASES.find((known) => known === minor);
  if (release === undefined) throw new InvalidArgumentError(`Expected a release from ${releaseRange()}.`);
  return release;
}

/**
 * Reads an option's value with a reader of the library.
 *
 * @param read - the reader
 * @param expected - what is right, for the message
 * @returns a reader for commander
 */
export function resultOption<T>(read: (text: string) => Result<T, unknown>, expected: string): (text: string) => T {
  return (text) => {
    const result = read(text);
    if (result.ok) return result.value;
    throw new InvalidArgumentError(`Expected ${expected}.`);
  };
}
