import { answerLegacyTrace, answerTrace, type LegacyTrace } from "../../../core/kubelet/support/answers.ts";
import { difference } from "../../difference.ts";
import { asArray, asFields, asText, type Fields, field, MalformedRow } from "../../fields.ts";
import { verdict } from "../../guarded.ts";
import type { RowOutcome } from "../../outcome.ts";
import { anything, asArrayOf, asBoolean, asRecordOf, pick, readShape } from "../../shape.ts";
import { checkRows } from "./check-rows.ts";
import { BEFORE_GO_JSON, BEFORE_GO_JSON_LEGACY, withoutGoJson } from "./go-json-texts.ts";
import { LEGACY_OPERATIONS, OPERATIONS, readOperation } from "./operations.ts";
import { readSettings } from "./settings.ts";

const OUTCOME = ["res", "err", "panic", "draws", "used", "by", "slots"];
const LEGACY_OUTCOME = ["hostId", "err", "draws", "used", "numAllocated"];

/** Runs `userns-kubelet/traces/1`: a trace passes when every operation agrees, and what is on the disk at the end. */
export function checkTraces(document: Fields): Iterable<RowOutcome> {
  return checkRows(document, "traces", "source", (row, id) => {
    const trace = readShape(
      row,
      {
        required: { id: asText, category: asText, settings: readSettings, ops: asArray },
        optional: {
          note: asText,
          handlers: asRecordOf(asBoolean),
          disk: asRecordOf(asText),
          dirs: asArrayOf(asText),
        },
      },
      "row",
    );
    const ops = (trace["ops"] as readonly unknown[]).map((op, index) =>
      readOperation(op, OPERATIONS, OUTCOME, `ops[${index}]`),
    );
    const answer = answerTrace({ ...pick(trace, ["settings", "handlers"]), ops } as never);
    const expected = {
      ops: outcomes(trace["ops"], OUTCOME, BEFORE_GO_JSON),
      disk: trace["disk"] ?? {},
      dirs: trace["dirs"] ?? [],
    };
    const got = { ...answer, ops: outcomes(answer.ops, OUTCOME, BEFORE_GO_JSON) };
    return verdict(id, difference(expected, got, "row"));
  });
}

/** Runs `userns-kubelet/traces-legacy/1`, where the slots and their pods are told at the end only. */
export function checkLegacyTraces(document: Fields): Iterable<RowOutcome> {
  return checkRows(document, "traces", "source", (row, id) => {
    const trace = readShape(
      row,
      {
        required: { id: asText, release: asRelease, ops: asArray, by: anything, slots: anything },
        optional: { note: asText },
      },
      "row",
    );
    const ops = (trace["ops"] as readonly unknown[]).map((op, index) =>
      readOperation(op, LEGACY_OPERATIONS, LEGACY_OUTCOME, `ops[${index}]`),
    );
    const answer = answerLegacyTrace({ release: trace["release"] as LegacyTrace["release"], ops });
    const expected = {
      ops: outcomes(trace["ops"], LEGACY_OUTCOME, BEFORE_GO_JSON_LEGACY),
      by: field(trace, "by", "row"),
      slots: field(trace, "slots", "row"),
    };
    const got = { ...answer, ops: outcomes(answer.ops, LEGACY_OUTCOME, BEFORE_GO_JSON_LEGACY) };
    return verdict(id, difference(expected, got, "row"));
  });
}

function outcomes(ops: unknown, names: readonly string[], before: string): readonly Fields[] {
  return asArray(ops, "ops").map((op, index) => withoutGoJson(pick(asFields(op, `ops[${index}]`), names), before));
}

function asRelease(value: unknown, path: string): LegacyTrace["release"] {
  if (value !== "1.25" && value !== "1.28") throw new MalformedRow(path, '"1.25" or "1.28"', value);
  return value;
}
