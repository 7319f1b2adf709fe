import { type Finding, finding } from "../../findings/finding.ts";
import { type RuntimeVersion, showRuntime } from "../runtime/runtimes.ts";

export function handlerUnsupported(runtime: RuntimeVersion | undefined): Finding {
  const text = "can't set `spec.hostUsers: false`, runtime does not support user namespaces";
  const shown = runtime === undefined ? "the runtime" : showRuntime(runtime);
  return finding("user-namespace-unsupported", "spec.hostUsers", { runtime: shown }, text);
}
