import * as main from "../../src/index.ts";
import * as kernel from "../../src/kernel.ts";
import * as kubelet from "../../src/kubelet.ts";
import * as node from "../../src/node.ts";
import * as protocol from "../../src/protocol.ts";
import type { Kind } from "./corpus.ts";

/** A function that takes what a stranger wrote. */
export interface Reader {
  /** Reads a text, or the value that a text of JSON stands for. */
  readonly read: (given: never) => unknown;
  readonly given: "text" | "value";
  /** What it is meant for. */
  readonly kinds: readonly Kind[];
  /** Says a refusal in words. */
  readonly explain?: (refusal: never) => string;
}

/** By their names; a test holds them against what the entries export. */
export const READERS: Readonly<Record<string, Reader>> = {
  findIds: text(node.findIds, ["words"]),
  parseCapabilities: text(kernel.parseCapabilities, ["words"]),
  parseCriMappings: text(main.parseCriMappings, ["cri"], main.explain),
  parseCriUserNamespace: text(main.parseCriUserNamespace, ["cri"], main.explain),
  parseGetsubids: text(main.parseGetsubids, ["subordinate"]),
  parseKernel: text(kubelet.parseKernel, ["words"], kubelet.explain),
  parseKernelRelease: text(kubelet.parseKernelRelease, ["words"], kubelet.explain),
  parseKubeletUserns: text(main.parseKubeletUserns, ["userns"], main.explain),
  parseOciConfig: text(main.parseOciConfig, ["oci"], main.explain),
  parseOciMappings: text(main.parseOciMappings, ["oci"], main.explain),
  parsePolicy: text(kubelet.parsePolicy, ["words"], kubelet.explain),
  parseProcMap: text(main.parseProcMap, ["map"], main.explain),
  parseRuntime: text(kubelet.parseRuntime, ["words"], kubelet.explain),
  parseShownProcMap: text(main.parseShownProcMap, ["map"], main.explain),
  parseSubid: text(main.parseSubid, ["subordinate"]),
  readAnswer: text((line: string) => protocol.readAnswer({ op: "allocate", podUid: "a" }, line), ["words"]),
  readGetsubids: text(kubelet.readGetsubids, ["subordinate"], kubelet.explain),
  readInitReply: text(protocol.readInitReply, ["words"]),
  readMap: text(inEveryForm, ["map", "userns", "subordinate", "oci", "cri"], main.explain),
  fromSnapshot: value(restored, ["snapshot"], main.explain),
  readKubelet: value(goneOn, ["kubelet"], kubelet.explain),
  readPod: value((spec: unknown) => node.readPod({ name: "a", spec }), ["manifest"]),
  nodeFromObject: value((object: unknown) => node.checkNode(node.nodeFromObject(object)), ["manifest"]),
  policyOfNamespace: value(node.policyOfNamespace, ["manifest"]),
  readNodeObject: value(node.readNodeObject, ["manifest"]),
  readPods: value((document: unknown) => node.readPods([document]), ["manifest"]),
  validatePodSpec: value((spec: unknown) => kubelet.validatePodSpec(spec, { release: "1.36" }), ["manifest"]),
  criNamespaceOption: value((spec) => kubelet.criNamespaceOption(spec, RANGE, { release: "1.36" }), ["manifest"]),
  admitPod: value((spec) => explained(kubelet.admitPod(podOf(spec), { release: "1.36" })), ["manifest"]),
  checkPod: value((spec) => explained(kubelet.checkPod(podOf(spec), { release: "1.36" })), ["manifest"]),
  checkPodSecurity: value((spec) => security(podOf(spec)), ["manifest"]),
  parseOciConfigValue: value(main.parseOciConfig, ["oci"], main.explain),
  parseOciMappingsValue: value(main.parseOciMappings, ["oci"], main.explain),
  parseCriMappingsValue: value(main.parseCriMappings, ["cri"], main.explain),
  parseCriUserNamespaceValue: value(main.parseCriUserNamespace, ["cri"], main.explain),
  isId: value(main.isId, ["words"]),
  isStrategyName: value(main.isStrategyName, ["words"]),
};

const RANGE = { start: 65536, size: 65536 };

function text<R>(read: (text: string) => unknown, kinds: readonly Kind[], explain?: (refusal: R) => string): Reader {
  return { read: read as Reader["read"], given: "text", kinds, ...(explain && { explain: explain as never }) };
}

function value<R>(read: (value: unknown) => unknown, kinds: readonly Kind[], explain?: (refusal: R) => string): Reader {
  return { read: read as Reader["read"], given: "value", kinds, ...(explain && { explain: explain as never }) };
}

/** As each form, with the text for the files beside it as well, and as whichever form it is. */
function inEveryForm(text: string): unknown {
  const files = { subuid: text, passwd: text, rootless: 1000 };
  for (const form of main.FORM_NAMES)
    for (const options of [{}, files, { ...files, owner: "ada", kind: "gid" } as const]) {
      const read = main.readMap(text, { ...options, form });
      if (!read.ok) main.explain(read.error);
    }
  main.otherSubidReadings(text, { owner: "ada" });
  return main.readMap(text);
}

/** What it takes, it can also go on with. */
function restored(json: unknown): unknown {
  const read = main.fromSnapshot(json, main.firstFit());
  if (!read.ok) return read;
  const ranges = main.entries(read.value).flatMap((pod) => pod.ranges);
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  if (sorted.some((range, i) => i > 0 && main.rangesOverlap(range, sorted[i - 1] ?? range)))
    throw new Error("pods that overlap were restored");
  const step = main.allocate(read.value, "another");
  main.snapshot(step.ok ? step.value.state : read.value);
  return read;
}

function goneOn(value: unknown): unknown {
  const read = kubelet.readKubelet(value);
  if (!read.ok) return read;
  const { outcomes } = kubelet.replay(read.value, [
    // One without a seed of its own has to be told what it draws.
    { type: "create", podUid: "another", ...(read.value.random === null ? { draw: 0 } : {}) },
    { type: "release", podUid: "a" },
    { type: "start" },
    { type: "cleanup", known: ["another"] },
  ]);
  return { ok: true, value: outcomes.map((outcome) => (outcome.ok ? "" : kubelet.explain(outcome.error as never))) };
}

function podOf(spec: unknown): kubelet.PodToCheck {
  const { annotations } = Object(Object(spec).metadata);
  return { spec: Object(spec).spec ?? spec, annotations };
}

function security(pod: kubelet.PodToCheck): unknown {
  return kubelet.checkPodSecurity(pod, { level: "restricted", version: 35 }, { release: "1.36" });
}

function explained(findings: readonly kubelet.Finding[]): unknown {
  return findings.map((finding) => kubelet.explain(finding));
}
