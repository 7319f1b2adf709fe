import { type Command, InvalidArgumentError, Option } from "commander";
import { RELEASES, type Release } from "../../core/kubelet/releases.ts";
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
  return command
    .addOption(new Option("--release <version>", "the release of Kubernetes (default: 1.36)").choices(RELEASES))
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
