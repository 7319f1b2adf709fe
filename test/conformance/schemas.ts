import { checkTranslate } from "./answers/kernel/translate.ts";
import { checkPeerCases } from "./answers/peers/check-peer-cases.ts";
import type { Fields } from "./fields.ts";
import { later } from "./later.ts";
import type { RowOutcome } from "./outcome.ts";

/**
 * The table of schemas. A schema gains its answer by one file under `answers/` and one line here;
 * an operation of the peers' cases by one line in `answers/peers/answers.ts`.
 */
export const schemas: Readonly<Record<string, (document: Fields) => Iterable<RowOutcome>>> = {
  "userns-peer-cases/1": checkPeerCases,
  "userns-kernel/translate/1": checkTranslate,
  "userns-kernel/access/1": later("cases"),
  "userns-kernel/mapwrite/1": later("cases"),
  "userns-kernel/ptrace/1": later("cases"),
  "userns-kernel/setid/1": later("cases", "exec"),
  "userns-kernel/signal/1": later("cases"),
  "userns-kubelet/admission/1": later("cases"),
  "userns-kubelet/getsubids/1": later("cases"),
  "userns-kubelet/ids-per-pod/1": later("cases"),
  "userns-kubelet/make-manager/1": later("cases"),
  "userns-kubelet/mappings-file/1": later("cases"),
  "userns-kubelet/traces/1": later("traces"),
  "userns-kubelet/traces-legacy/1": later("traces"),
};
