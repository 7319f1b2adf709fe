import { explain } from "../../../src/core/explain/kernel.ts";
import { OVERFLOW_ID } from "../../../src/core/id/id.ts";
import { toContainerOrOverflow } from "../../../src/core/idmap/translate.ts";
import { processStatus } from "../../../src/core/kernel/credentials/process-status.ts";
import type { Decision } from "../../../src/core/kernel/decision/decision.ts";
import { bindPort, openRawSocket } from "../../../src/core/kernel/net/network.ts";
import { peerCredentials, sendCredentials, showCredentials } from "../../../src/core/kernel/net/peer-credentials.ts";
import { type PingGroups, setPingGroups } from "../../../src/core/kernel/net/ping-groups.ts";
import { controlProcess, type ProcessControl } from "../../../src/core/kernel/processes/control-process.ts";
import { namespaceOf, numberOf, processOf } from "../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../group.ts";
import { drawInside, drawPerson } from "../people.ts";
import { person } from "../wire.ts";
import { bothOf, drawPair } from "./processes.ts";

const CONTROLS = ["limits", "affinity", "priority", "io-priority", "oom-score"] as const;

/** Changing how another process is treated. */
export const controls: Group = {
  name: "control",
  schema: "userns-sim-live/control/1 cases",
  share: 3000,
  columns: ["errno"],
  draw: (draw, scene) => {
    const control = draw.pick(CONTROLS);
    return { creds: drawPair(draw, scene), input: [0, 1, control, draw.int(2)] };
  },
  needs: () => ({}),
  command: (question) => {
    const [sender, target, control, raises] = question.input;
    const what = CONTROLS.indexOf(control as ProcessControl);
    return [
      "control",
      person(credentialsOf(question, sender)),
      person(credentialsOf(question, target)),
      what,
      raises,
    ].join(" ");
  },
  observe: (reply) => reply.take(1),
  answer: (question, setting) => [numberOf(decideControl(question, setting).errno)],
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decideControl(question, setting))],
  unsupported: ({ input: [, , control] }, { oomScore }) => (control === "oom-score" ? oomScore : undefined),
};

/** Who is at the other end of a socket, and who may say to be whom. */
export const peers: Group = {
  name: "peer",
  schema: "userns-sim-live/peer/1 cases",
  share: 2500,
  columns: ["errno", "peer", "sent"],
  draw: (draw, scene) => {
    const one = drawPerson(draw, scene);
    const ids = [drawInside(draw, scene, one, "uidMap"), drawInside(draw, scene, one, "gidMap")];
    return { creds: [one], input: [0, ...ids, draw.int(scene.namespaces.length + 1)] };
  },
  needs: ([, , , reader]) => ({ namespaces: [reader as number] }),
  command: (question) => {
    const [sender, ...others] = question.input;
    return ["peer", person(credentialsOf(question, sender)), ...others].join(" ");
  },
  observe: (reply) => {
    const errno = reply.next();
    const peer = reply.take(2);
    return [errno, peer, errno === 0 ? reply.take(2) : null];
  },
  answer: (question, { world }) => {
    const [sender, uid, gid, reader] = question.input as readonly number[] as readonly [number, number, number, number];
    const process = processOf(world, credentialsOf(question, sender));
    const namespace = namespaceOf(world, reader);
    const sent = sendCredentials(process, uid, gid);
    const peer = peerCredentials(process, namespace);
    const shown = sent.allowed ? showCredentials(sent.value, namespace) : undefined;
    return [numberOf(sent.errno), [peer.uid, peer.gid], shown === undefined ? null : [shown.uid, shown.gid]];
  },
  outcomes: ([errno]) => [errno as number],
  explain: (question, { world }) => {
    const [sender, uid, gid] = question.input as readonly number[] as readonly [number, number, number];
    return [explain(sendCredentials(processOf(world, credentialsOf(question, sender)), uid, gid))];
  },
};

/** /proc/PID/status, opened in one namespace and read in another. */
export const status: Group = {
  name: "status",
  schema: "userns-sim-live/status/1 cases",
  share: 1500,
  columns: ["uids", "gids", "groups"],
  draw: (draw, scene) => {
    const any = (): number => draw.int(scene.namespaces.length + 1);
    return { creds: [drawPerson(draw, scene)], input: [0, any(), any()] };
  },
  needs: ([, opener, reader]) => ({ namespaces: [opener as number, reader as number] }),
  command: (question) => {
    const [target, ...others] = question.input;
    return ["status", person(credentialsOf(question, target)), ...others].join(" ");
  },
  observe: (reply) => [reply.take(4), reply.take(4), sorted(reply.rest())],
  answer: (question, { world }) => {
    const [target, opener] = question.input as readonly [number, number];
    const shown = processStatus(processOf(world, credentialsOf(question, target)), namespaceOf(world, opener));
    return [shown.uids, shown.gids, sorted(shown.groups)];
  },
  outcomes: ([uids]) => [(uids as readonly number[]).includes(65534) ? "some unmapped" : "all mapped"],
  explain: (question, { world }) => {
    const { uidMap, gidMap } = namespaceOf(world, question.input[1] as number);
    return [`the opener's uid_map: ${JSON.stringify(uidMap)}`, `the opener's gid_map: ${JSON.stringify(gidMap)}`];
  },
};

const USES = ["port", "raw", "ping"] as const;

/** Ports, raw sockets and ping groups: what counts is who owns the network namespace. */
export const networks: Group = {
  name: "network",
  schema: "userns-sim-live/network/1 cases",
  share: 2000,
  columns: ["errno", "ping"],
  draw: (draw, scene) => {
    const owner = draw.pick(scene.homes);
    const one = draw.chance(35) ? drawPerson(draw, scene, { namespace: owner }) : drawPerson(draw, scene);
    const use = draw.pick(USES);
    const port = draw.pick([0, 1, 80, 443, 1023, 1024, 8080]);
    const ids =
      use === "ping"
        ? [draw.pick([0, 1, drawInside(draw, scene, one, "gidMap")]), drawInside(draw, scene, one, "gidMap")]
        : [use === "port" ? port : 0, 0];
    return { creds: [one], input: [0, owner, use, ...ids] };
  },
  needs: ([, owner]) => ({ homes: [owner as number] }),
  command: (question) => {
    const [one, owner, use, ...ids] = question.input;
    return ["net", person(credentialsOf(question, one)), owner, USES.indexOf(use as "port"), ...ids].join(" ");
  },
  observe: (reply) => [reply.next(), reply.rest()],
  answer: (question, setting) => {
    const { errno, value } = decideNetwork(question, setting);
    const { gidMap } = processOf(setting.world, credentialsOf(question, question.input[0])).userNamespace;
    const ends = value === undefined ? [] : [value.low, value.high];
    return [numberOf(errno), ends.map((end) => toContainerOrOverflow(gidMap, end, OVERFLOW_ID))];
  },
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decideNetwork(question, setting))],
  unsupported: (_question, { network }) => network,
};

function sorted(ids: readonly number[]): readonly number[] {
  return [...ids].sort((a, b) => a - b);
}

function decideControl(question: Case, setting: Setting): Decision {
  const [, , control, raises] = question.input;
  const [sender, target] = bothOf(question, setting);
  return controlProcess(sender, target, control as ProcessControl, raises === 1);
}

function decideNetwork(question: Case, { world }: Setting): Decision<PingGroups | undefined> {
  const [one, owner, use, a, b] = question.input as readonly [number, number, string, number, number];
  const networkNamespace = { id: `network ${owner}`, owner: namespaceOf(world, owner) };
  const process = { ...processOf(world, credentialsOf(question, one)), networkNamespace };
  return use === "port" ? bindPort(process, a) : use === "raw" ? openRawSocket(process) : setPingGroups(process, a, b);
}
