import { type AdmissionRow, answerAdmission } from "../../../core/apiserver/support/admission-answers.ts";
import {
  answerGetsubids,
  answerIdsPerPod,
  answerMakeManager,
  answerMappingsFile,
} from "../../../core/kubelet/support/answers.ts";
import { asFields, asText, type Fields } from "../../fields.ts";
import { asBoolean, asRecordOf, asTrue } from "../../shape.ts";
import type { CaseSchema } from "./check-rows.ts";
import { BEFORE_GO_JSON, withoutGoJson } from "./go-json-texts.ts";
import { asInt64, readSettings } from "./settings.ts";

/** `userns-kubelet/admission/1` */
export const admission: CaseSchema = {
  required: { name: asText, release: asText, spec: asFields },
  optional: { gates: asRecordOf(asBoolean), update: asTrue },
  expected: ["errors"],
  answer: (row) => ({ ...answerAdmission(row as unknown as AdmissionRow) }),
};

/** `userns-kubelet/getsubids/1` */
export const getsubids: CaseSchema = {
  required: { raw: asText },
  expected: ["firstID", "len", "err"],
  answer: (row) => answered(answerGetsubids(row as { raw: string })),
};

/** `userns-kubelet/ids-per-pod/1` */
export const idsPerPod: CaseSchema = {
  required: { idsPerPod: asInt64 },
  expected: ["err", "defaultPoolSlots", "defaultPoolErr"],
  answer: (row) => answered(answerIdsPerPod(row as { idsPerPod: number })),
};

/** `userns-kubelet/make-manager/1` */
export const makeManager: CaseSchema = {
  required: { settings: readSettings },
  expected: ["mapping", "ok", "err", "panic", "last"],
  answer: (row) => answered(answerMakeManager(row as { settings: never })),
};

/** `userns-kubelet/mappings-file/1` */
export const mappingsFile: CaseSchema = {
  required: { raw: asText },
  expected: ["hostId", "length", "fresh", "start", "err"],
  answer: (row) => answered(answerMappingsFile(row as { raw: string })),
  comparable: (outcome) => withoutGoJson(outcome, BEFORE_GO_JSON),
};

function answered(answer: object): Fields {
  return { ...answer };
}
