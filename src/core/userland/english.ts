import type { Explanations } from "../explanations.ts";
import type { RuncRefusal } from "./runc.ts";

export const runcEnglish: Explanations<RuncRefusal> = {
  "maps-without-namespace": () =>
    "The configuration has mappings, but no user namespace: enable it, or leave them out.",
  "namespace-without-maps": () => "The user namespace needs mappings for users and for groups, at least one of each.",
  "path-and-other-maps": () =>
    "The configuration joins an existing user namespace and names other mappings than it has: name the same ones, or none.",
  "rootless-without-namespace": () => "A rootless container needs a user namespace.",
  "rootless-without-maps": () => "A rootless container needs mappings for users and for groups, at least one of each.",
  "rootless-unmapped-option": () => "A mount of a rootless container names an ID in its options that is not mapped.",
  "idmap-of-other-mount": () => "Only bind mounts can be idmapped.",
  "idmap-rootless": () => "A rootless container cannot have idmapped mounts.",
  "idmap-mount-without-maps": () => "An idmapped mount needs mappings for users and for groups.",
};
