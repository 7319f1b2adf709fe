import { difference, isPlainObject } from "../../difference.ts";
import { asArray, asFields, asText, type Fields, field, MalformedRow, onlyFields } from "../../fields.ts";
import { guarded, verdict } from "../../guarded.ts";
import { failed, passed, type RowOutcome, skipped } from "../../outcome.ts";
import { type Answer, type Operation, type Refusal, refuses } from "./answer.ts";
import { peerAnswers } from "./answers.ts";
import { BelowZero } from "./input.ts";
import { isNamedOperation } from "./operations.ts";

const ROW_FIELDS = new Set("id source test file op origin input expect notes quirk bug correct".split(" "));

/** Runs `userns-peer-cases/1`: one row is one call of one operation. */
export function* checkPeerCases(document: Fields): Iterable<RowOutcome> {
  onlyFields(document, new Set(["schema", "sources", "cases"]), "document");
  const seen = new Set<string>();
  for (const [index, row] of asArray(field(document, "cases", "document"), "cases").entries()) {
    const id = isPlainObject(row) && typeof row["id"] === "string" ? row["id"] : `cases[${index}]`;
    if (seen.has(id)) yield failed(id, "id", "an id that no other row has", id);
    else yield guarded(id, () => judge(asFields(row, "row"), id));
    seen.add(id);
  }
}

function judge(row: Fields, id: string): RowOutcome {
  onlyFields(row, ROW_FIELDS, "row");
  for (const name of ["id", "source", "test", "file", "op", "origin", "notes", "quirk", "bug"])
    if (name === "id" || name === "op" || Object.hasOwn(row, name)) asText(field(row, name, "row"), name);
  const op = asText(row["op"], "op");
  if (!isNamedOperation(op)) return failed(id, "op", "an operation that the page names", op);
  const input = asFields(field(row, "input", "row"), "input");
  const expected = asExpectation(field(row, "expect", "row"), "expect");
  const correct = readCorrect(row);
  const answerTo = Object.hasOwn(peerAnswers, op) ? peerAnswers[op] : undefined;
  if (answerTo === undefined) return skipped(op);

  const answer = answerOf(answerTo, input);
  if (answer === "below-zero") return skipped(`${op} of IDs below 0`);
  if (correct !== undefined) return compare(id, correct, answer, "correct", op);
  const outcome = compare(id, expected, answer, "expect", op);
  if (!Object.hasOwn(row, "bug")) return outcome;
  // What the peer does is wrong and the row does not say what is right: it is an example of what not to answer.
  return outcome.kind === "failed" ? passed() : failed(id, "expect", "any other answer: the row is marked bug", answer);
}

/** The library throws when it is asked about a number that no ID can be; to a peer's case that is a refusal too. */
function answerOf(answerTo: Operation, input: Fields): Answer | "below-zero" {
  try {
    return answerTo(input);
  } catch (error) {
    if (error instanceof BelowZero) return "below-zero";
    if (error instanceof RangeError && /^\w+: expected /.test(error.message)) return refuses();
    throw error;
  }
}

function readCorrect(row: Fields): Fields | undefined {
  if (!Object.hasOwn(row, "correct")) return undefined;
  field(row, "bug", "row");
  return asExpectation(row["correct"], "correct");
}

/** `{ok: value}` or `{error: {code?, message?}}`, and nothing beside. */
function asExpectation(value: unknown, path: string): Fields {
  const expectation = asFields(value, path);
  const [key, ...others] = Object.keys(expectation);
  if (others.length > 0 || (key !== "ok" && key !== "error")) throw new MalformedRow(path, "either ok or error", value);
  if (key === "error") {
    const error = asFields(expectation["error"], `${path}.error`);
    onlyFields(error, new Set(["code", "message"]), `${path}.error`);
    for (const name of Object.keys(error)) asText(error[name], `${path}.error.${name}`);
  }
  return expectation;
}

function compare(id: string, expected: Fields, answer: Answer, path: string, op: string): RowOutcome {
  const found =
    "error" in answer && "error" in expected
      ? refusalDifference(asFields(expected["error"], path), answer.error, `${path}.error`)
      : difference(forgiving(expected, op), forgiving(answer, op), path);
  return verdict(id, found);
}

/** Some peers say nil where others say empty: for results of `set.*` the two are equal. */
function forgiving(outcome: Fields | Answer, op: string): unknown {
  return op.startsWith("set.") && "ok" in outcome && outcome.ok === null ? { ok: [] } : outcome;
}

/** Any refusal will do, but an errno name must be the same and a text of the kubelet must contain the peer's. */
function refusalDifference(expected: Fields, got: Refusal, path: string) {
  const { code, message } = expected;
  if (code !== undefined && (isErrnoName(code) || got.code !== undefined) && code !== got.code)
    return { path: `${path}.code`, expected: code, got: got.code };
  if (message !== undefined && got.message !== undefined && !got.message.includes(String(message)))
    return { path: `${path}.message`, expected: message, got: got.message };
  return undefined;
}

function isErrnoName(code: unknown): boolean {
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code);
}
