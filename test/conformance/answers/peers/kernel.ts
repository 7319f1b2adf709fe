import { type PeerAnswer, peerAnswers } from "../../../core/kernel/support/peers.ts";
import { asInteger, asText, type Fields } from "../../fields.ts";
import { anything, asArrayOf, asBoolean, asTupleOf, type Read, readShape, type Shape } from "../../shape.ts";
import type { Answer, Operation, Operations } from "./answer.ts";

const MAPPING: Read = (value, path) =>
  readShape(value, { required: { containerId: asInteger, hostId: asInteger, size: asInteger } }, path);
const MAP = asArrayOf(MAPPING);
const MAPS = { uids: MAP, gids: MAP };
const OWNER = shaped({ required: { uid: asInteger, gid: asInteger } });
const MAPS_OR_NULL: Read = (value, path) => (value === null ? null : shaped({ required: MAPS })(value, path));
const TEXTS: Read = (value, path) => (typeof value === "string" ? value : asArrayOf(asText)(value, path));
const WRITER = shaped({ required: { in: asText, parentId: asInteger, capsInParent: asArrayOf(asText) } });
const BIND_MOUNT = shaped({
  required: { ...MAPS, bind: asBoolean },
  optional: { source: asText, destination: asText, readonly: asBoolean, recursive: asBoolean },
});

/** The tests of gVisor and runc, and what the kernel itself was seen to do. */
export const kernelOperations: Operations = {
  "kernel.writeMap": operation("kernel.writeMap", {
    required: { kind: asText, writer: WRITER, text: TEXTS, parentMap: MAP, setgroups: asText },
  }),
  "kernel.readMap": operation("kernel.readMap", { required: { map: MAP } }),
  "kernel.setgroups": operation("kernel.setgroups", { required: { steps: asArrayOf(asText) } }),
  "idmappedMount.stat": operation("idmappedMount.stat", {
    required: { userns: MAPS_OR_NULL, mount: MAPS_OR_NULL, disk: OWNER, overflow: asInteger },
  }),
  "idmappedMount.create": operation("idmappedMount.create", {
    required: { userns: MAPS_OR_NULL, mount: MAPS_OR_NULL, caller: OWNER },
  }),
  "userns.isInUserns": operation("userns.isInUserns", { required: { uidMapText: asText } }),
  "validate.newuidmap": operation("validate.newuidmap", {
    required: {
      callerUid: asInteger,
      subuid: asArrayOf(asTupleOf(asInteger, asInteger)),
      args: asArrayOf(asInteger),
    },
  }),
  "validate.runcUserns": operation("validate.runcUserns", {
    required: { ...MAPS, userns: asBoolean },
    optional: { joinPathMap: shaped({ required: MAPS }) },
  }),
  "validate.runcRootless": operation("validate.runcRootless", {
    required: { ...MAPS, userns: asBoolean, mountData: asText },
  }),
  "validate.runcIdmapMount": operation("validate.runcIdmapMount", {
    required: { rootless: asBoolean, mount: BIND_MOUNT },
    optional: { userns: anything },
  }),
};

function shaped(shape: Shape): Read<Fields> {
  return (value, path) => readShape(value, shape, path);
}

/** The answer may hold class instances, which no JSON value equals; what they show as JSON is what is compared. */
function operation(name: string, shape: Shape): Operation {
  return (input) => {
    const answer = peerAnswers[name]?.(readShape(input, shape, "input") as never);
    return JSON.parse(JSON.stringify(answer satisfies PeerAnswer | undefined)) as Answer;
  };
}
