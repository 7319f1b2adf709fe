import { describe, expect, it } from "vitest";
import { RELEASES } from "../../src/core/releases/releases.ts";
import { evidenceOf, releaseNote } from "../../src/core/releases/unread-releases.ts";
import { run, type World } from "./run.ts";

const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostUsers: false, containers: [{name: c}]}\n";

/** A machine on which every command has something to say. */
function world(release: string): World {
  const gate = release < "1.28" ? "UserNamespacesStatelessPodsSupport" : "UserNamespacesSupport";
  const settings = { release, featureGates: { [gate]: true } };
  const trace = { schema: "userns-sim/trace/1", subject: "kubelet", settings, ops: [{ type: "start" }] };
  return { files: { pod: POD, trace: JSON.stringify(trace) }, directories: { pods: {} } };
}

/** Every command to which a release can be named, with what its JSON says of it. */
const commands: readonly (readonly [string, (document: never) => unknown])[] = [
  ["place pod --strategy kubelet --release", ({ evidence }: { evidence: string }) => evidence],
  ["place pod --release", ({ evidence }: { evidence: string }) => evidence],
  ["escape pod --from web --release", ({ evidence }: { evidence: string }) => evidence],
  ["audit --pods-dir pods --account missing --release", ({ evidence }: { evidence: string }) => evidence],
  ["replay trace", ({ traces }: { traces: { evidence: string }[] }) => traces[0]?.evidence],
];

describe.each(RELEASES.slice(-4))("the release %s", (release) => {
  const note = releaseNote(release);

  it.each(commands)("%s says whether it was read", async (command, evidence) => {
    const argv = [...command.split(" "), ...(command.endsWith("--release") ? [release] : [])];
    const { stdout } = await run(argv, world(release));
    const said = stdout.replace(/\s+/g, " ");
    expect(said.includes("Nobody read the source of")).toBe(note !== undefined);
    expect(said).toContain(note ?? "");
    expect(evidence(JSON.parse((await run([...argv, "--json"], world(release))).stdout) as never)).toBe(
      evidenceOf(release),
    );
  });

  it("is told by check, too", async () => {
    const argv = ["check", "--account", "missing", "--release", release];
    const { stdout } = await run(argv, world(release));
    expect(stdout.replace(/\s+/g, " ").includes(`${note}`)).toBe(note !== undefined);
    const document = JSON.parse((await run([...argv, "--json"], world(release))).stdout);
    expect(document.nodes[0].kubelet.evidence).toBe(evidenceOf(release));
  });
});

it("makes no pod run by a kubelet of which nobody knows whether it starts", async () => {
  const verdicts = [];
  for (const release of ["1.36", "1.37", "1.38"]) {
    const argv = ["check", "pod", "--no-getsubids", "--release", release, "--json"];
    const { pods } = JSON.parse((await run(argv, world(release))).stdout);
    verdicts.push([pods[0].verdict, pods[0].findings.includes("fixes-not-known")]);
  }
  expect(verdicts).toEqual([
    ["fails", false],
    ["undecided", true],
    ["undecided", false],
  ]);
});

it.each(["1.37", "v1.37.0", "1.38", "v1.38.0-alpha.2"])("takes %s for a release", async (release) => {
  const argv = ["audit", "--pods-dir", "pods", "--account", "missing", "--release", release, "--json"];
  const { code, stdout } = await run(argv, world("1.36"));
  expect([code, JSON.parse(stdout).release]).toEqual([0, /1\.\d\d/.exec(release)?.[0]]);
});
