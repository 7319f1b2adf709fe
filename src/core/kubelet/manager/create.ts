import { goQuote } from "../../go/go-text.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { err, ok } from "../../result.ts";
import { isFixed } from "../defects/defects.ts";
import { openPod, readUserns } from "../disk/userns-file.ts";
import type { RecordError, RuntimeUnsupported } from "../settings/errors.ts";
import { disabledGate } from "../settings/gate.ts";
import type { KubeletSettings } from "../settings/settings.ts";
import { recordOrAdopted } from "./adopt.ts";
import { allocateRange, giveRange, writeRange } from "./allocate-range.ts";
import type { Created, CreateEvent } from "./create-event.ts";
import type { OpenKubelet } from "./open-kubelet.ts";
import { type OpenManager, rangeOfPod } from "./open-manager.ts";

/**
 * `GetOrCreateUserNamespaceMappings`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3: the range that the pod's file
 * names, or a new one.
 */
export function create(kubelet: OpenKubelet, event: CreateEvent): Created {
  const { settings, manager } = kubelet;
  const { hostUsers = false, podUid } = event;
  const answer = (outcome: Created["outcome"]): Created => ({ kubelet, outcome, draws: [] });
  if (manager === null) return answer(withoutManager(settings, hostUsers));
  if (hostUsers !== false) return answer(ok({ mode: "NODE" }));
  const unsupported = handlerFault(settings, event.handler);
  if (unsupported !== undefined) return answer(err(unsupported));
  const { pods, content } = openPod(kubelet.pods, podUid, settings);
  const opened: OpenKubelet = { ...kubelet, pods };
  if (!content.ok) return { ...answer(content), kubelet: opened };
  return withContent(opened, manager, event, content.value);
}

function withoutManager({ release }: KubeletSettings, hostUsers: boolean | "unset"): Created["outcome"] {
  if (hostUsers === "unset" || traitAt(RELEASE_TABLE.gateOff, release) === "ignored") return ok(null);
  return err({ code: "gate-disabled", ...disabledGate(release) });
}

function handlerFault(settings: KubeletSettings, handler = ""): RuntimeUnsupported | undefined {
  if (!traitAt(RELEASE_TABLE.handlerCheck, settings.release)) return undefined;
  const { runtimeHandlers = [{ name: "", supportsUserNamespaces: true }] } = settings;
  const found = runtimeHandlers.find(({ name }) => name === handler);
  if (found?.supportsUserNamespaces) return undefined;
  const who = handler === "" ? "runtime" : `RuntimeClass handler ${goQuote(handler)}`;
  const text = `can't set \`spec.hostUsers: false\`, ${who} does not support user namespaces`;
  // A runtime that reports no handlers at all is an old one, which is no error of its own.
  if (found !== undefined || runtimeHandlers.length === 0) return { code: "handler-unsupported", handler, text };
  return { code: "handler-unknown", handler, text: `${text}: the handler ${goQuote(handler)} is not known` };
}

function withContent(kubelet: OpenKubelet, manager: OpenManager, event: CreateEvent, content: string): Created {
  const { settings, fixes } = kubelet;
  const read = readUserns(event.podUid, content, settings.release);
  if (!read.ok) return refuseFile(kubelet, read.error);
  if (read.value !== undefined) {
    const recorded = recordOrAdopted(manager, read.value, settings.release);
    if (!recorded.ok) return refuseFile(kubelet, recorded.error);
    return giveRange({ ...kubelet, manager: recorded.value }, read.value, []);
  }
  const remembered = isFixed(settings.release, fixes, "lost-file-leak") ? rangeOfPod(manager, event.podUid) : undefined;
  return remembered === undefined ? allocateRange(kubelet, manager, event) : writeRange(kubelet, remembered, event, []);
}

function refuseFile(kubelet: OpenKubelet, error: RecordError): Created {
  const text = `${traitAt(RELEASE_TABLE.recordPrefix, kubelet.settings.release)}${error.text}`;
  return { kubelet, outcome: err({ ...error, text }), draws: [] };
}
