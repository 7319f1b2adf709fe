/** Which lessons go with which page of the guide, by the page's name. */
export const LESSONS_OF_PAGE: Readonly<Record<string, readonly string[]>> = {
  "what-a-user-namespace-is": ["S01"],
  "ids-and-maps": ["S03", "S05"],
  "kernel-ids": ["S04", "S06", "S08"],
  escape: ["S18", "S19", "S21", "S22"],
  capabilities: ["S02", "S20"],
  "idmapped-mounts": ["S14", "S15", "S16"],
  idmappings: ["S15"],
  "kernel-maps": ["S05", "S23", "S24"],
  kubelet: ["S07", "S09", "S11", "S12"],
  allocating: ["S10"],
  strategies: ["S13"],
  comparing: ["S25"],
  numbers: ["S03", "S04", "S06"],
  "subordinate-ids": ["S05", "S23", "S24"],
  kubernetes: ["S17"],
  "files-and-volumes": ["S14", "S15", "S16"],
  escapes: ["S18", "S19", "S20", "S21", "S22"],
  "not-modelled": ["S26"],
};

/** The lines that name them, by the names of their regions. */
export const LESSON_LINES: Readonly<Record<string, () => string>> = Object.fromEntries(
  Object.entries(LESSONS_OF_PAGE).map(([page, lessons]) => [`lessons-${page}`, () => lineOf(lessons)]),
);

function lineOf(lessons: readonly string[]): string {
  return `To practise: \`userns-sim lesson ${lessons.join(" ")}\`.`;
}
