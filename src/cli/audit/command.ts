import { Command } from "commander";
import { readKubeletFacts } from "../check/kubelet-facts.ts";
import { type KubeletOptions, withKubeletOptions } from "../check/kubelet-options.ts";
import { isNo } from "../findings.ts";
import { fileName } from "../input.ts";
import { EXIT, type Io } from "../io.ts";
import { readPodList } from "../pod-list.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { audit } from "./audit.ts";
import { AUDIT_SCHEMA, type AuditDocument } from "./json.ts";
import { readPodsDir } from "./pods-dir.ts";
import { readProc } from "./proc.ts";
import { render } from "./render.ts";

interface AuditOptions extends KubeletOptions, PrintOptions {
  readonly podsDir: string;
  readonly pods?: string;
  readonly proc?: true;
}

/**
 * Makes the command `userns-sim audit`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function auditCommand(io: Io, answer: (code: number) => void): Command {
  const command = new Command("audit")
    .description("Look through a kubelet's pods directory: overlaps, corrupt files, what its next start would say.")
    .requiredOption("--pods-dir <dir>", "the directory, /var/lib/kubelet/pods or a copy of it");
  return withKubeletOptions(command)
    .option("--pods <file>", "the pods that there are: kubectl get pods -A -o json")
    .option("--proc", "look at the user namespaces of the processes of this machine, too")
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (options: AuditOptions) => {
      const document = await auditDirectory(io, options);
      answer(EXIT_CODES[document.outcome]);
      printDocument(io, options, document, render);
    });
}

const HELP = `
Only reads; no symbolic link in the directory is followed.

Exit codes: 0 nothing is wrong; 1 something is; 2 wrong use, or input, also a
single file, that cannot be read.

Examples:
  userns-sim audit --pods-dir /var/lib/kubelet/pods --no-kubelet-user --proc
  userns-sim audit --pods-dir copy/pods --subuid copy/subuid \\
    --subgid copy/subgid --kubelet-config copy/config.yaml --pods pods.json`;

const EXIT_CODES: { readonly [Outcome in AuditDocument["outcome"]]: number } = {
  sound: EXIT.yes,
  findings: EXIT.no,
  "unreadable-files": EXIT.wrongUse,
  unreadable: EXIT.wrongUse,
};

async function auditDirectory(io: Io, options: AuditOptions): Promise<AuditDocument> {
  const reading = await readKubeletFacts(io, options);
  if ("problems" in reading) return { schema: AUDIT_SCHEMA, outcome: "unreadable", ...reading };
  const list = options.pods === undefined ? { names: undefined } : await readPodList(io, options.pods);
  if ("problems" in list) return { schema: AUDIT_SCHEMA, outcome: "unreadable", ...list };
  const disk = await readPodsDir(io, options.podsDir);
  const running = options.proc ? await readProc(io) : undefined;
  const audited = audit(reading.kubelet, disk, list.names, running);
  const isUnreadable = audited.findings.some(({ code }) => code === "file-unreadable");
  const outcome = isNo(audited.findings) ? "findings" : isUnreadable ? "unreadable-files" : "sound";
  return { schema: AUDIT_SCHEMA, outcome, podsDir: fileName(options.podsDir), ...audited };
}
