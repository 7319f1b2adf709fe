import { answerCriUserns, type CriUsernsInput } from "../../../core/apiserver/support/cri-userns-answers.ts";
import {
  answerCleanup,
  answerPool,
  answerRecord,
  answerUsernsFile,
} from "../../../core/kubelet/support/peer-answers.ts";
import { asInteger, asText, asTuple, type Fields } from "../../fields.ts";
import { asArrayOf, type Read, readShape, type Shape } from "../../shape.ts";
import { type Answer, gives, type Operations, refuses } from "./answer.ts";

const POOL: Readonly<Record<string, Read>> = { firstId: asInteger, length: asInteger, idsPerPod: asInteger };

const NAMES = asArrayOf(asText);

/** The kubelet's own tests, and containerd's of what the kubelet tells it. */
export const kubeletOperations: Operations = {
  "validate.kubeletPool": (input) =>
    answerOf(answerPool(read(input, { required: POOL, optional: { maxPods: asInteger } }))),
  "parse.kubeletUsernsFile": (input) =>
    answerOf(answerUsernsFile(read(input, { required: { ...POOL, text: asText }, optional: { maxPods: asInteger } }))),
  "alloc.kubeletRecord": (input) =>
    answerOf(
      answerRecord(
        read(input, { required: { ...POOL, records: asArrayOf(asRecord) }, optional: { maxPods: asInteger } }),
      ),
    ),
  "alloc.kubeletCleanup": (input) =>
    answerOf(
      answerCleanup(read(input, { required: { recorded: NAMES, onDisk: NAMES, running: NAMES, known: NAMES } })),
    ),
  "validate.criUserns": (input) =>
    answerCriUserns(read<CriUsernsInput>(input, { required: { container: asUserns, sandbox: asUserns } })),
};

function read<T>(input: Fields, shape: Shape): T {
  return readShape(input, shape, "input") as T;
}

function answerOf(answer: { readonly ok?: unknown }): Answer {
  return Object.hasOwn(answer, "ok") ? gives(answer.ok) : refuses();
}

function asRecord(value: unknown, path: string): readonly [string, number, number] {
  const [pod, hostId, length] = asTuple(value, path, 3);
  return [asText(pod, path), asInteger(hostId, path), asInteger(length, path)];
}

function asUserns(value: unknown, path: string): Fields {
  const list = asArrayOf((each, at) =>
    readShape(each, { required: { containerId: asInteger, hostId: asInteger, size: asInteger } }, at),
  );
  return readShape(value, { required: { mode: asText, uids: list, gids: list } }, path);
}
