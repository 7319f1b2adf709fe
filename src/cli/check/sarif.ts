import packageJson from "../../../package.json" with { type: "json" };
import type { Decider, FindingVerdict } from "../../core/findings/condition.ts";
import { listed } from "../base/words.ts";
import { fileUri } from "../output/file-uri.ts";
import { jsonLines } from "../output/json.ts";
import type { Style } from "../output/style.ts";
import type { CheckFindingFacts } from "./json.ts";
import type { CheckAnswer, FindingPlace } from "./places.ts";

/** The Static Analysis Results Interchange Format, an OASIS standard: one run, a rule for each code, its results. */
export function renderSarif(answer: CheckAnswer, style: Style): Iterable<string> {
  return jsonLines(sarifLog(answer), style);
}

function sarifLog({ findings, pods, places = [] }: CheckAnswer): object {
  const rules = [...new Set(findings.map(({ code }) => code))];
  const known: Known = {
    objects: new Set(pods.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)),
    places: new Map(places.map((place) => [placeKey(place.subject, place.field), place])),
  };
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "userns-sim",
            version: packageJson.version,
            rules: rules.map((code) => ruleOf(findings.filter((finding) => finding.code === code))),
          },
        },
        columnKind: "utf16CodeUnits",
        results: findings.flatMap((finding) =>
          subjectsOf(finding).map((subjects) => resultOf(finding, rules.indexOf(finding.code), subjects, known)),
        ),
      },
    ],
  };
}

interface Known {
  /** The objects that pods come from, as findings name them; others are about nodes. */
  readonly objects: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, FindingPlace>;
}

function placeKey(subject: string, field: string | null): string {
  return JSON.stringify([subject, field]);
}

/** What is not known is one question, with one answer for all; the rest is to be put right at each object by itself. */
function subjectsOf({ verdict, about }: CheckFindingFacts): readonly (readonly string[])[] {
  return verdict === "undecided" ? [about] : about.map((subject) => [subject]);
}

function ruleOf(findings: readonly CheckFindingFacts[]): object {
  const { code, verdict, by, source } = findings[0] as CheckFindingFacts;
  const decides = by === null ? "" : ` by ${DECIDERS[by]}`;
  const fixes = [...new Set(findings.map(({ fix }) => fix.text))].slice(0, MOST_FIXES);
  return {
    id: code,
    shortDescription: message(`${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll("-", " ")}`),
    fullDescription: message(`${MEANINGS[verdict]}${decides}${source === null ? "" : `; see ${source}`}.`),
    help: message(fixes.join(" ")),
    ...(source?.startsWith("https://") ? { helpUri: source } : {}),
  };
}

const MOST_FIXES = 3;

const DECIDERS: { readonly [By in Decider]: string } = {
  "api-server": "the API server",
  "pod-security": "Pod Security",
  scheduler: "the scheduler",
  kubelet: "the kubelet",
  runtime: "the runtime",
  kernel: "the kernel",
};

const MEANINGS: { readonly [Verdict in FindingVerdict]: string } = {
  refused: "Refused",
  fails: "Made to fail",
  unsound: "Left without isolation",
  undecided: "Not decided",
  warning: "Worth knowing",
};

const LEVELS: { readonly [Verdict in FindingVerdict]: "error" | "warning" | "note" } = {
  refused: "error",
  fails: "error",
  unsound: "error",
  undecided: "warning",
  warning: "note",
};

function resultOf(finding: CheckFindingFacts, ruleIndex: number, subjects: readonly string[], known: Known): object {
  const { code, verdict, by, evidence, field, says, why, fix, source } = finding;
  const subject = `${listed(subjects, MOST_SUBJECTS)}${field === null ? "" : `, ${field}`}${moreNodes(finding)}`;
  const said = says === null ? "" : ` The real message: ${says.replace(/[^.!?]$/, "$&.")}`;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[verdict],
    message: message(`${subject}: ${why}${said} Fix: ${fix.text}`),
    locations: locationsOf(finding, subjects, known),
    properties: { verdict, by, says, evidence, source },
  };
}

const MOST_SUBJECTS = 3;

/** A thousand owners of IDs on a thousand nodes would be a million locations. */
const MOST_NODES = 100;

function moreNodes({ scope, nodes }: CheckFindingFacts): string {
  if (scope === "pod" || nodes === null || nodes.length <= MOST_NODES) return "";
  return `, on ${nodes.length} nodes, of which the first ${MOST_NODES} are named`;
}

/** As the standard wants it: braces, which could be placeholders, are doubled, and what could be a link is none. */
function message(text: string): { readonly text: string } {
  const plain = text.replace(/[{}]/g, "$&$&");
  return { text: plain.includes("](") ? plain.replaceAll("[", "\\[") : plain };
}

function locationsOf(
  { field, nodes }: CheckFindingFacts,
  subjects: readonly string[],
  { objects, places }: Known,
): readonly object[] {
  return subjects.flatMap((subject) =>
    objects.has(subject) || nodes === null
      ? [locationOf(subject, field, places.get(placeKey(subject, field)))]
      : nodes.slice(0, MOST_NODES).map((node) => locationOf(`Node ${node}`, subject)),
  );
}

function locationOf(subject: string, field: string | null, place?: FindingPlace): object {
  return {
    ...(place === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: fileUri(place.file) },
            region: { startLine: place.line, startColumn: place.column },
          },
        }),
    logicalLocations: [
      { fullyQualifiedName: subject, kind: "resource" },
      ...(field === null ? [] : [{ name: field, fullyQualifiedName: `${subject} ${field}`, kind: "property" }]),
    ],
  };
}
