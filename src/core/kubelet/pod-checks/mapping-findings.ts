import { type Finding, finding } from "../../findings/finding.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import { showRuntime } from "../runtime/runtimes.ts";
import { formatVersion, type Reached } from "../runtime/version.ts";
import { handlerUnsupported } from "./handler-unsupported.ts";
import { has, type KnownRuntime, undecidedFindings } from "./known-runtime.ts";
import { featuresText, REFUSED_MOUNT_TEXT } from "./runtime-texts.ts";

/** What comes of mappings in a runtime that the kubelet talks to, where it is certain that it hands on none. */
export function notHandedOn(runtime: KnownRuntime, release: Release): readonly Finding[] {
  const { row } = runtime;
  if (!mapsMounts(release) || has(runtime, row.mappedMounts) !== "no") return [];
  const shown = { runtime: showRuntime(runtime) };
  switch (has(runtime, row.refusedMounts)) {
    case "yes":
      return [finding("mappings-refused", "", shown, REFUSED_MOUNT_TEXT)];
    case "no":
      return [finding("mappings-ignored", "", shown)];
    default:
      return undecidedFindings(runtime, [row.refusedMounts]);
  }
}

/** The runtime that the kubelet talks to. */
export type Above = KnownRuntime | "not-given" | "unknown";

/** What comes of mappings in a runtime that starts containers. */
export function mappingFindings(runtime: KnownRuntime, above: Above, release: Release): readonly Finding[] {
  const isAsked = asks(above, release);
  if (isAsked === "never-gets-there") return [];
  if (isAsked === "yes") return askedFindings(runtime, above, release);
  if (isAsked === "no") return unaskedFindings(runtime, release);
  if (typeof above === "string" || isSaid(above, release)) return [];
  const either = [...askedFindings(runtime, above, release), ...unaskedFindings(runtime, release)];
  const { ownMounts, mountFeatures } = above.row;
  return either.length === 0 ? [] : undecidedFindings(above, [mapsMounts(release) ? mountFeatures : ownMounts]);
}

/** What is said of the version of the runtime above says it all. */
function isSaid(above: KnownRuntime, release: Release): boolean {
  return mapsMounts(release) && has(above, above.row.mappedMounts) !== "yes";
}

/** Whether a runtime asks the one below, with `features`, before it has it map mounts. */
function asks(above: Above, release: Release): Reached | "never-gets-there" {
  // Each that reports support to the kubelet asks the one below first; what one does that nobody knows is open.
  if (checksHandler(release) && above !== "unknown") return "yes";
  if (typeof above === "string") return "no";
  const { mappedMounts, refusedMounts, ownMounts, mountFeatures } = above.row;
  if (!mapsMounts(release)) return has(above, ownMounts);
  if (has(above, mappedMounts) === "no" && has(above, refusedMounts) !== "no") return "never-gets-there";
  return has(above, mountFeatures);
}

function askedFindings(runtime: KnownRuntime, above: Above, release: Release): readonly Finding[] {
  const { mountFeatures } = runtime.row;
  if (has(runtime, mountFeatures) !== "no") return undecidedFindings(runtime, [mountFeatures]);
  if (checksHandler(release)) return [handlerUnsupported(runtime)];
  const text = typeof above === "string" ? undefined : featuresText(above, runtime);
  return [finding("mappings-refused", "", { runtime: showRuntime(runtime) }, text)];
}

function unaskedFindings(runtime: KnownRuntime, release: Release): readonly Finding[] {
  const { userNamespaces, mappedMounts } = runtime.row;
  const needs = mapsMounts(release) ? mappedMounts : userNamespaces;
  if (has(runtime, needs) !== "no") return undecidedFindings(runtime, [needs]);
  const shown = showRuntime(runtime);
  if (mapsMounts(release)) return [finding("mappings-ignored", "", { runtime: shown })];
  const needed = `${runtime.name} ${formatVersion(needs.since)}`;
  return [finding("runtime-too-old", "", { runtime: shown, needed })];
}

export function mapsMounts(release: Release): boolean {
  return traitAt(RELEASE_TABLE.mappedMounts, release);
}

export function checksHandler(release: Release): boolean {
  return traitAt(RELEASE_TABLE.handlerCheck, release);
}
