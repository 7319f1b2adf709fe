import type { Helper } from "./helper.ts";
import type { Machine } from "./machine.ts";

const ROOT = "0 0 0 0 0 0 0 0 0 0 2195439484927 2195439484927 0";

/**
 * Tries what only trying can tell.
 *
 * @returns what the machine cannot be asked, the tries included
 */
export async function tryMachine(helper: Helper, machine: Machine): Promise<Machine> {
  // Each in a helper of its own, for one that breaks takes its replies along.
  const works = async (...commands: readonly string[]): Promise<boolean> => {
    const replies = await helper.ask(commands);
    return replies.length === commands.length && replies.every((reply) => !reply.startsWith("!"));
  };
  const pod = `namespace 1 0 0 0 0 ${Buffer.from("0 65536 65536").toString("hex")} ${Buffer.from("0 65536 65536").toString("hex")}`;
  if (!(await works("view 0 0")))
    return {
      ...machine,
      everything: `the helper cannot start: ${(await helper.ask(["view 0 0"]))[0] ?? "it said nothing"}`,
    };
  if (!(await works(pod))) return { ...machine, everything: "user namespaces cannot be created" };
  const idmapped = await works(pod, "mount 1 1 0");
  const overlaid = await works(pod, "mount 1 1 0", `overlay ${ROOT} 1 0 0 420 0 0 0 0 493 0 0 0 0 420 420`);
  const networked = await works("home 0", `net ${ROOT} 0 0 0 0`);
  return {
    ...machine,
    idmappedMounts: machine.idmappedMounts ?? (idmapped ? undefined : "tmpfs cannot be idmapped here"),
    overlayMounts: overlaid ? undefined : "an overlay of idmapped layers cannot be mounted here",
    network: networked ? undefined : "network namespaces with IPv4 cannot be used here",
  };
}
