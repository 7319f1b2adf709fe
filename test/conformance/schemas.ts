import { checkFormCases } from "./answers/forms/form-cases.ts";
import { checkAccess, checkMapWrite, checkPtrace, checkSetId, checkSignal } from "./answers/kernel/cases.ts";
import { checkLive } from "./answers/kernel/live.ts";
import { checkTranslate } from "./answers/kernel/translate.ts";
import { admission, getsubids, idsPerPod, makeManager, mappingsFile } from "./answers/kubelet/cases.ts";
import { checkCases } from "./answers/kubelet/check-rows.ts";
import { checkLegacyTraces, checkTraces } from "./answers/kubelet/traces.ts";
import { checkPeerCases } from "./answers/peers/check-peer-cases.ts";
import type { Fields } from "./fields.ts";
import type { RowOutcome } from "./outcome.ts";

/**
 * The table of schemas. A schema gains its answer by one file under `answers/` and one line here;
 * an operation of the peers' cases by one line in `answers/peers/answers.ts`.
 */
export const schemas: Readonly<Record<string, (document: Fields) => Iterable<RowOutcome>>> = {
  "userns-peer-cases/1": checkPeerCases,
  "userns-forms/cases/1": checkFormCases,
  "userns-kernel/translate/1": checkTranslate,
  "userns-kernel/access/1": checkAccess,
  "userns-kernel/mapwrite/1": checkMapWrite,
  "userns-kernel/ptrace/1": checkPtrace,
  "userns-kernel/setid/1": checkSetId,
  "userns-kernel/signal/1": checkSignal,
  "userns-sim-live/1": checkLive,
  "userns-kubelet/admission/1": checkCases(admission),
  "userns-kubelet/getsubids/1": checkCases(getsubids),
  "userns-kubelet/ids-per-pod/1": checkCases(idsPerPod),
  "userns-kubelet/make-manager/1": checkCases(makeManager),
  "userns-kubelet/mappings-file/1": checkCases(mappingsFile),
  "userns-kubelet/traces/1": checkTraces,
  "userns-kubelet/traces-legacy/1": checkLegacyTraces,
};
