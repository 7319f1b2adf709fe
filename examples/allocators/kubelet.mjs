// The kubelet's own manager of user namespaces, as userns-sim models it, behind the protocol of `userns-sim fuzz`.
//
// As it is in 1.36, or with some of its known defects fixed: `node kubelet.mjs [DEFECT,DEFECT…|all]`.
import { createInterface } from "node:readline";
import { createKubelet, DEFECT_NAMES, kubeletUser, step } from "userns-sim/kubelet";

const [fixed = ""] = process.argv.slice(2);
const fixes = fixed === "all" ? DEFECT_NAMES : fixed.split(",").filter((name) => name !== "");

let kubelet;
/** The pods whose file is lost. */
let lost = new Set();

function happens(event) {
  const { kubelet: after, outcome } = step(kubelet, event);
  kubelet = after;
  return outcome;
}

function answer({ op, pod, text, known, running, ...settings }) {
  switch (op) {
    case "init":
      return init(settings);
    case "allocate":
      return allocate(pod);
    case "release":
      lost.delete(pod);
      return done([happens({ type: "release", podUid: pod }), happens({ type: "remove-directory", podUid: pod })]);
    case "restart":
      return restart();
    case "loseRecord":
      lost.add(pod);
      // The directory with all that is in it, as somebody who tidies up by hand removes it.
      return done([happens({ type: "remove-directory", podUid: pod })]);
    case "corruptRecord":
      lost.add(pod);
      return done([happens({ type: "write-file", podUid: pod, raw: text })]);
    case "cleanup":
      return cleanup(known, running);
    default:
      return { error: `unknown operation ${op}` };
  }
}

function init({ pool: { start, size }, idsPerPod, seed }) {
  if (size > 4294967295) return { ok: false, error: "no range of subordinate IDs is that long" };
  const maxPods = Math.min(size / idsPerPod, 2147483647);
  const settings = { release: "1.36", maxPods, idsPerPod, kubeletUser: kubeletUser(start, size) };
  kubelet = createKubelet(settings, { seed, fixes });
  lost = new Set();
  const started = happens({ type: "start" });
  if (!started.ok) return { ok: false, error: started.error.text ?? started.error.code };
  return { ok: true, supports: ["restart", "loseRecord", "seed", "cleanup", "corruptRecord"] };
}

function allocate(pod) {
  const created = happens({ type: "create", podUid: pod });
  if (!created.ok) {
    const { code, text } = created.error;
    return { error: text ?? code, code: code === "pool-exhausted" ? "exhausted" : code };
  }
  return { start: created.value.mapping.hostId, size: created.value.mapping.size };
}

function restart() {
  const started = happens({ type: "start" });
  // Nobody asks about these pods any more: their sandboxes are stopped.
  const ends = [...lost].map((podUid) => happens({ type: "release", podUid }));
  lost = new Set();
  return done([started, ...ends]);
}

function cleanup(known, running) {
  const cleaned = happens({ type: "cleanup", known, running });
  const needed = new Set([...known, ...running]);
  for (const pod of lost) if (!needed.has(pod)) lost.delete(pod);
  // The kubelet also removes the directories of pods that are gone.
  const gone = cleaned.ok ? cleaned.value.filter((pod) => !needed.has(pod)) : [];
  return done([cleaned, ...gone.map((podUid) => happens({ type: "remove-directory", podUid }))]);
}

function done(outcomes) {
  const refused = outcomes.find(({ ok }) => !ok);
  return refused === undefined ? { ok: true } : { error: refused.error.text ?? refused.error.code };
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
