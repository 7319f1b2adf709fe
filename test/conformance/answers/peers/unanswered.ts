/** Why nothing here answers an operation that the page names: short, for the report. */
export const UNANSWERED: Readonly<Record<string, string>> = {
  "alloc.incusIsolated": "no strategy places as Incus does",
  "format.rangeList.cpuset": "processors, no IDs",
  "parse.crioAnnotation": "an annotation of CRI-O alone, which makes no map by itself",
  "parse.rangeList.cpuset": "processors, no IDs",
  "validate.containerdImageVolume": "image volumes of containerd are not modelled",
};

/** Why rows of a name are skipped. */
export function whySkipped(name: string): string {
  if (name.endsWith(" of IDs below 0")) return "IDs begin at 0";
  return Object.hasOwn(UNANSWERED, name) ? (UNANSWERED[name] ?? "") : "a dialect that nothing here speaks";
}
