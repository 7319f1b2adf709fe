import { createReadStream, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { directoriesFrom } from "../../src/cli/base/directories.ts";
import type { CheckDocument, CheckedPodFacts } from "../../src/cli/check/json.ts";
import { run } from "../cli/run.ts";
import { asText, MalformedRow } from "./fields.ts";
import { thrown } from "./guarded.ts";
import { failed, passed, type RowOutcome } from "./outcome.ts";
import { asArrayOf, asRecordOf, type Read, readShape } from "./shape.ts";

const SCHEMA = "userns-situations/1";

interface Situation {
  readonly name: string;
  readonly command: readonly string[];
  readonly stdin?: string;
  readonly exit: number;
  readonly pods: Readonly<Record<string, ExpectedPod>>;
  readonly node?: { readonly starts: string };
}

interface ExpectedPod {
  readonly verdict: string;
  readonly by?: string;
  readonly text?: string;
}

/** Runs the command of a situation in its folder, and compares exit code, verdicts and whether the kubelet starts. */
export async function checkSituation(path: string): Promise<RowOutcome> {
  try {
    const situation = readSituation(JSON.parse(readFileSync(path, "utf8")));
    return (await differenceIn(situation, dirname(path))) ?? passed();
  } catch (error) {
    return thrown(path, error);
  }
}

function readSituation(value: unknown): Situation {
  const pod = { required: { verdict: oneOf("refused", "fails", "unsound", "undecided", "runs") } };
  const words = { optional: { by: asText, text: asText } };
  const read = readShape(
    value,
    {
      required: {
        schema: oneOf(SCHEMA),
        name: asText,
        source: asText,
        command: asArrayOf(asText),
        exit: oneOf(0, 1, 2),
        pods: asRecordOf((each, at) => readShape(each, { ...pod, ...words }, at)),
      },
      optional: {
        stdin: asText,
        node: (each, at) => readShape(each, { required: { starts: oneOf("yes", "no", "undecided") } }, at),
      },
    },
    "situation",
  );
  // `readShape` read each field with its reader.
  return read as unknown as Situation;
}

function oneOf(...values: readonly (string | number)[]): Read {
  return (value, path) => {
    if (values.includes(value as string | number)) return value;
    throw new MalformedRow(path, `one of ${values.join(", ")}`, value);
  };
}

async function differenceIn(situation: Situation, folder: string): Promise<RowOutcome | undefined> {
  const { name, command, exit, pods, node } = situation;
  const result = await run([...command, "--json"], {
    open: (path) => createReadStream(join(folder, path)),
    real: directoriesFrom(`${folder}/`),
    ...(situation.stdin === undefined ? {} : { stdin: textOf(situation.stdin, folder) }),
  });
  if (result.code !== exit) return failed(name, "exit", exit, `${result.code} ${result.stderr}`);
  const document = result.stdout === "" ? undefined : (JSON.parse(result.stdout) as CheckDocument);
  if (node !== undefined) {
    const starts = document?.nodes?.map(({ kubelet }) => kubelet.starts) ?? [];
    if (starts.length === 0 || starts.some((each) => each !== node.starts))
      return failed(name, "node.starts", node.starts, starts);
  }
  for (const [pod, expected] of Object.entries(pods)) {
    const found = (document?.pods ?? []).filter(({ namespace, name: own }) => `${namespace}/${own}` === pod);
    if (found.length === 0) return failed(name, `pods.${pod}`, expected, "no such pod");
    for (const each of found) {
      const field = differentField(expected, each);
      if (field !== undefined) return failed(name, `pods.${pod}.${field}`, expected[field], each[field]);
    }
  }
  return undefined;
}

function differentField(expected: ExpectedPod, found: CheckedPodFacts): keyof ExpectedPod | undefined {
  if (found.verdict !== expected.verdict) return "verdict";
  if (expected.by !== undefined && found.by !== expected.by) return "by";
  return expected.text === undefined || found.text?.includes(expected.text) ? undefined : "text";
}

/** Standard input: a file of the folder, or the text itself. */
function textOf(stdin: string, folder: string): string {
  const path = join(folder, stdin);
  return stdin.length < 200 && existsSync(path) ? readFileSync(path, "utf8") : stdin;
}
